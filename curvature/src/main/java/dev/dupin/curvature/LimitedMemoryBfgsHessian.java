package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.curvature.secant.CompactBfgs;
import dev.dupin.curvature.secant.SecantHistory;
import dev.dupin.curvature.secant.SecantPair;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;

/**
 * The BFGS matrix of the last few steps (Nocedal 1980, "Updating quasi-Newton matrices with limited
 * storage"): positive definite, 2 m vectors of n doubles for m pairs, 4 m n multiplications a
 * product or a solution, with a shift or without, and 3 m n an accepted step. No matrix of n x n.
 *
 * <p>Before the first pair it is the identity. A pair of too little curvature is skipped and
 * counted in the trace as {@code skippedPairs}; {@code pairs} is the number held.
 */
public final class LimitedMemoryBfgsHessian implements HessianProvider {

  private static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_DEFINITE);

  /**
   * The keys of {@code l-bfgs}.
   *
   * @param memory how many pairs are kept; 3 to 20 are usual (Nocedal and Wright 2006, section 7.2)
   * @param initialScaling whether the matrix below the pairs is y'y / s'y times the identity, from
   *     the last pair (Nocedal and Wright 2006, eq. 7.20), rather than the identity
   * @param curvatureTolerance a pair with s'y at most this times |s| |y| is skipped. The cosine
   *     between s and As is at least 2 sqrt(k) / (k + 1) for a positive definite A of condition
   *     number k, so the default, 1e-8, loses no pair of any such A that double precision can tell
   *     from a singular one
   * @param damping what becomes of a pair of too little curvature: {@code none} skips it, {@code
   *     powell} mixes y with B s (Powell 1978; Nocedal and Wright 2006, procedure 18.2), which is
   *     worth trying where f is not convex and the step does not look for curvature, as
   *     backtracking does not
   */
  public record Config(
      @Default("10") @Range("[1, 1000]") int memory,
      @Default("true") boolean initialScaling,
      @Default("1e-8") @Range("[0, 1)") double curvatureTolerance,
      @Default("none") PairDamping damping) {
    public Config {
      Objects.requireNonNull(damping, "damping is null");
      if (memory < 1 || memory > 1000) {
        throw new IllegalArgumentException("memory is " + memory + ", but must be in [1, 1000]");
      }
      if (!(curvatureTolerance >= 0 && curvatureTolerance < 1)) {
        throw new IllegalArgumentException(
            "curvatureTolerance is " + curvatureTolerance + ", but must be in [0, 1)");
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public LimitedMemoryBfgsHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static LimitedMemoryBfgsHessian withDefaults() {
    return new LimitedMemoryBfgsHessian(new Config(10, true, 1e-8, PairDamping.NONE));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new LimitedMemoryCurvature(config, objective.dimension());
  }

  private static final class LimitedMemoryCurvature implements Curvature {

    private final Config config;
    private final int n;
    private final SecantHistory history;
    private CompactBfgs matrix;
    private long skippedPairs;

    LimitedMemoryCurvature(Config config, int n) {
      this.config = config;
      this.n = n;
      history = new SecantHistory(config.memory());
      matrix = refreshed();
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      return new LimitedMemoryOperator(n, matrix);
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      Optional<SecantPair> pair =
          SecantPair.between(from, to)
              .learnable(
                  config.curvatureTolerance(),
                  config.damping() == PairDamping.POWELL,
                  matrix::apply);
      if (pair.isPresent()) {
        history.add(pair.get());
        matrix = refreshed();
      } else {
        skippedPairs++;
      }
    }

    /** Drops the oldest pairs until the others are independent enough to be factored. */
    private CompactBfgs refreshed() {
      while (true) {
        Optional<CompactBfgs> compact = CompactBfgs.of(history, scale());
        if (compact.isPresent()) {
          return compact.get();
        }
        history.dropOldest();
      }
    }

    private double scale() {
      boolean scaled = config.initialScaling() && history.size() > 0;
      return scaled ? history.latest().scale() : 1;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("pairs", history.size());
      out.accept("skippedPairs", (double) skippedPairs);
    }

    /** The inner products of the pairs come out the same to the bit. */
    @Override
    public void exchange(State state) {
      state.exchange("history", history);
      skippedPairs = state.exchange("skippedPairs", skippedPairs);
      matrix = refreshed();
    }
  }

  private record LimitedMemoryOperator(int dimension, CompactBfgs matrix)
      implements SymmetricOperator {

    @Override
    public void apply(double[] v, double[] result) {
      matrix.apply(v, result);
    }

    @Override
    public Set<Trait> traits() {
      return TRAITS;
    }

    @Override
    public Optional<Inverse> inverse(double shift) {
      return matrix.shiftedInverse(shift);
    }
  }
}

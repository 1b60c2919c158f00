package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.curvature.secant.CompactSr1;
import dev.dupin.curvature.secant.SecantHistory;
import dev.dupin.curvature.secant.SecantPair;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * The matrix of symmetric updates of rank one by the last few pairs (Byrd, Nocedal and Schnabel
 * 1994, "Representations of quasi-Newton matrices and their use in limited memory methods", section
 * 5): it may be indefinite, as {@code sr1} may, and needs no matrix of n x n. It learns from
 * refused trials, too. Made for trust regions.
 *
 * <p>2 m vectors of n doubles for m pairs, 4 m n multiplications a product or a solution, with a
 * shift or without, and 7 m n a pair that is looked at. Before the first pair it is the identity. A
 * pair that the update cannot take is skipped, and counted in the trace as {@code skippedPairs};
 * {@code pairs} is the number held, {@code usedPairs} of those that the present scale lets in.
 */
public final class LimitedMemorySr1Hessian implements HessianProvider {

  /**
   * The keys of {@code l-sr1}.
   *
   * @param memory how many pairs are kept
   * @param initialScaling whether the matrix below the pairs is |y| / |s| times the identity, from
   *     the last pair, rather than the identity
   * @param skipTolerance a pair with |s'r| at most this times |s| |r| is skipped, where r = y - B s
   *     is what B does not know yet (Nocedal and Wright 2006, eq. 6.26, and their usual value)
   * @param rejectedTrials whether refused trials are learned from (Nocedal and Wright 2006,
   *     algorithm 6.2), where f on the way there is close to a quadratic: it costs one gradient
   *     each, and tells the matrix where it was wrong
   */
  public record Config(
      @Default("10") @Range("[1, 1000]") int memory,
      @Default("true") boolean initialScaling,
      @Default("1e-8") @Range("[0, 1)") double skipTolerance,
      @Default("true") boolean rejectedTrials) {
    public Config {
      if (memory < 1 || memory > 1000) {
        throw new IllegalArgumentException("memory is " + memory + ", but must be in [1, 1000]");
      }
      Checks.part("skipTolerance", skipTolerance);
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public LimitedMemorySr1Hessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static LimitedMemorySr1Hessian withDefaults() {
    return new LimitedMemorySr1Hessian(new Config(10, true, 1e-8, true));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new LimitedMemoryCurvature(config, objective.dimension());
  }

  private static final class LimitedMemoryCurvature implements Curvature {

    private final Config config;
    private final int n;
    private final SecantHistory history;
    private CompactSr1 matrix;
    private long skippedPairs;

    LimitedMemoryCurvature(Config config, int n) {
      this.config = config;
      this.n = n;
      history = new SecantHistory(config.memory());
      matrix = refreshed();
    }

    private CompactSr1 refreshed() {
      boolean scaled = config.initialScaling() && history.size() > 0;
      return new CompactSr1(history, scaled ? history.latest().size() : 1);
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      return new LimitedMemoryOperator(n, matrix);
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      learn(SecantPair.between(from, to));
    }

    @Override
    public boolean rejected(Evaluation from, Evaluation to) {
      return config.rejectedTrials()
          && SecantPair.isNearlyQuadratic(from, to)
          && learn(SecantPair.between(from, to));
    }

    private boolean learn(SecantPair pair) {
      double[] residual = pair.residual(matrix::apply);
      boolean scales = pair.hasSize() || !config.initialScaling();
      if (!scales || !pair.isInformative(residual, config.skipTolerance())) {
        skippedPairs++;
        return false;
      }
      history.add(pair);
      matrix = refreshed();
      return true;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("pairs", history.size());
      out.accept("usedPairs", matrix.size());
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

  private record LimitedMemoryOperator(int dimension, CompactSr1 matrix)
      implements SymmetricOperator {

    @Override
    public void apply(double[] v, double[] result) {
      matrix.apply(v, result);
    }

    @Override
    public Optional<Inverse> inverse(double shift) {
      return matrix.shiftedInverse(shift);
    }
  }
}

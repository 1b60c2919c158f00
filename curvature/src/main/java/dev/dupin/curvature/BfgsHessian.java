package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.curvature.secant.FactoredBfgs;
import dev.dupin.curvature.secant.SecantPair;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;

/**
 * The matrix of Broyden, Fletcher, Goldfarb and Shanno (1970): positive definite, and learned from
 * the gradients that a run pays for anyway. It is kept as a triangular factor: n(n+1)/2 doubles,
 * about 6 n^2 multiplications an accepted step, n^2 a product or a solution.
 *
 * <p>Before the first pair it is the identity. A step along which the gradient does not grow tells
 * nothing that a positive definite matrix could say: such a pair is skipped (and counted in the
 * trace as {@code skippedPairs}), or bent to what can be said with {@code damping: powell}.
 */
public final class BfgsHessian implements HessianProvider {

  private static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_DEFINITE);

  /**
   * The keys of {@code bfgs}.
   *
   * @param initialScaling whether the identity is scaled by y'y / s'y before the first pair is
   *     learned (Nocedal and Wright 2006, eq. 6.20)
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
      @Default("true") boolean initialScaling,
      @Default("1e-8") @Range("[0, 1)") double curvatureTolerance,
      @Default("none") PairDamping damping) {
    public Config {
      Objects.requireNonNull(damping, "damping is null");
      if (!(curvatureTolerance >= 0 && curvatureTolerance < 1)) {
        throw new IllegalArgumentException(
            "curvatureTolerance is " + curvatureTolerance + ", but must be in [0, 1)");
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public BfgsHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static BfgsHessian withDefaults() {
    return new BfgsHessian(new Config(true, 1e-8, PairDamping.NONE));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return TRAITS;
  }

  /** Room for half a matrix, and for another half while the next one is made of it. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    double n = objective.dimension();
    int rows = (int) Math.ceil(Math.sqrt(n * (n + 1) / 2)); // of a square that large
    return DenseMemory.unmet(n * (n + 1), rows, "a factor of n (n + 1) / 2 entries, twice");
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new BfgsCurvature(config, objective.dimension());
  }

  private static final class BfgsCurvature implements Curvature {

    private final Config config;
    private final int n;
    private FactoredBfgs matrix;
    private long learnedPairs;
    private long skippedPairs;

    BfgsCurvature(Config config, int n) {
      this.config = config;
      this.n = n;
      matrix = new FactoredBfgs(n, 1);
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      return new BfgsOperator(n, matrix);
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      SecantPair pair = SecantPair.between(from, to);
      boolean first = learnedPairs == 0 && config.initialScaling();
      FactoredBfgs before =
          first && pair.isCurved(config.curvatureTolerance())
              ? new FactoredBfgs(n, pair.scale())
              : matrix;
      FactoredBfgs after =
          pair.learnable(
                  config.curvatureTolerance(),
                  config.damping() == PairDamping.POWELL,
                  before::apply)
              .map(before::updated)
              .orElse(before);
      if (after == before) {
        skippedPairs++;
      } else {
        matrix = after;
        learnedPairs++;
      }
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("skippedPairs", (double) skippedPairs);
    }

    @Override
    public void exchange(State state) {
      matrix = FactoredBfgs.of(n, state.exchange("factor", matrix.factor()));
      learnedPairs = state.exchange("learnedPairs", learnedPairs);
      skippedPairs = state.exchange("skippedPairs", skippedPairs);
    }
  }

  private record BfgsOperator(int dimension, FactoredBfgs matrix) implements SymmetricOperator {

    @Override
    public void apply(double[] v, double[] result) {
      matrix.apply(v, result);
    }

    @Override
    public Set<Trait> traits() {
      return TRAITS;
    }

    /**
     * The inverse of B itself is two triangular solutions; a shifted one would be factored anew.
     */
    @Override
    public Optional<Inverse> inverse(double shift) {
      return shift == 0 ? Optional.of(matrix::solve) : Optional.empty();
    }

    @Override
    public Optional<double[]> diagonal() {
      return Optional.of(matrix.diagonal());
    }

    @Override
    public DenseSymmetric toDense() {
      return new DenseSymmetric(dimension, matrix.dense());
    }
  }
}

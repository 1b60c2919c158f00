package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.run.RunContext;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks for a direction v with v'Bv proven negative: below minus n eps |B|, what rounding can do. A
 * diagonal B shows it. Up to n = 200 Cholesky and, where that fails, the dense eigenvalues decide.
 * Above, Lanczos searches from a random vector: a direction found is a proof, but none found is
 * only very likely to mean that there is none, since no number of products can show that.
 *
 * <p>Lanczos costs one product a step and keeps its vectors: a dozen, and more as long as they take
 * less than 128 MiB.
 */
public final class NegativeCurvature {

  private static final double EPS = 0x1p-52;

  /** 200^2 doubles and 200 products are little beside the run that ends here. */
  private static final int DENSE_UP_TO = 200;

  /** How likely the search may miss what it can see, over the random start. */
  private static final double FAILURE = 1e-6;

  /** The search sees eigenvalues below minus this part of |B|, unless memory stops it sooner. */
  private static final double RELATIVE_DEPTH = 1e-2;

  /** 2^24 doubles are 128 MiB. */
  private static final long KEPT_DOUBLES = 1L << 24;

  /** The lowest Ritz value has settled where its residual is this part of it. */
  private static final double SETTLED = 1e-2;

  private NegativeCurvature() {}

  /**
   * A direction.
   *
   * @param vector of norm 1
   * @param curvature v'Bv, negative
   */
  public record Found(double[] vector, double curvature) {}

  /** Returns a direction of negative curvature, or empty if none is found. */
  public static Optional<Found> of(SymmetricOperator operator, RunContext context) {
    Optional<double[]> diagonal =
        operator.is(Trait.DIAGONAL) ? operator.diagonal() : Optional.empty();
    if (diagonal.isPresent()) {
      return byEntries(diagonal.get());
    }
    return operator.dimension() <= DENSE_UP_TO
        ? byEigenvalues(operator.toDense())
        : byLanczos(operator, context);
  }

  private static Optional<Found> byEntries(double[] diagonal) {
    int lowest = 0;
    for (int i = 1; i < diagonal.length; i++) {
      lowest = diagonal[i] < diagonal[lowest] ? i : lowest;
    }
    if (!(diagonal[lowest] < 0)) { // entries are exact: there is no rounding to allow for
      return Optional.empty();
    }
    double[] unit = new double[diagonal.length];
    unit[lowest] = 1;
    return Optional.of(new Found(unit, diagonal[lowest]));
  }

  private static Optional<Found> byEigenvalues(DenseSymmetric matrix) {
    if (Dense.cholesky(matrix, 0).isPresent()) {
      return Optional.empty();
    }
    SymmetricEigen eigen = Dense.eigen(matrix);
    double lowest = eigen.values()[0];
    return lowest < -matrix.n() * EPS * eigen.norm()
        ? Optional.of(new Found(eigen.vector(0), lowest))
        : Optional.empty();
  }

  private static Optional<Found> byLanczos(SymmetricOperator operator, RunContext context) {
    int n = operator.dimension();
    Lanczos lanczos = new Lanczos(operator::apply, randomVector(n, context.random("escape")));
    int enough = stepsThatSee(1, n);
    long most = Math.min(stepsThatSee(RELATIVE_DEPTH, n), Math.max(enough, KEPT_DOUBLES / n));
    while (lanczos.steps() < most && !context.cancelled() && lanczos.step()) {
      if (lowestIsBelow(lanczos, -n * EPS * lanczos.norm())) {
        return Optional.of(lowestRitzPair(lanczos));
      }
      boolean look = lanczos.steps() >= enough && lanczos.steps() % 10 == 0;
      if (look && lowestHasSettled(lanczos)) {
        break;
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the number of steps after which Lanczos has seen an eigenvalue below -depth |B| but
   * with probability {@link #FAILURE}: it misses by more than that after k steps with probability
   * 1.65 sqrt(n) exp(-(2k - 1) sqrt(depth)) at most (Kuczyński and Woźniakowski 1992, theorem 4.2).
   */
  private static int stepsThatSee(double depth, int n) {
    double steps = 0.5 * (1 + Math.log(1.65 * Math.sqrt(n) / FAILURE) / Math.sqrt(depth));
    return (int) Math.ceil(steps);
  }

  /**
   * Returns whether T has an eigenvalue below a bound, by the signs of the pivots of T - bound I
   * (Sylvester's law of inertia).
   */
  private static boolean lowestIsBelow(Lanczos lanczos, double bound) {
    double pivot = 1;
    for (int j = 0; j < lanczos.steps(); j++) {
      double coupling = j == 0 ? 0 : lanczos.beta(j - 1);
      pivot = lanczos.alpha(j) - bound - coupling * coupling / pivot;
      if (pivot < 0) {
        return true;
      }
    }
    return false;
  }

  private static Found lowestRitzPair(Lanczos lanczos) {
    SymmetricEigen ritz = Dense.eigen(lanczos.tridiagonal());
    return new Found(lanczos.combine(ritz.vector(0)), ritz.values()[0]);
  }

  private static boolean lowestHasSettled(Lanczos lanczos) {
    int last = lanczos.steps() - 1;
    SymmetricEigen ritz = Dense.eigen(lanczos.tridiagonal());
    double residual = lanczos.beta(last) * Math.abs(ritz.vector(0)[last]);
    return residual <= SETTLED * ritz.values()[0];
  }

  private static double[] randomVector(int n, RandomGenerator random) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }
}

package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Equilibration;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Looks for a direction v with v'Bv proven negative: below what rounding can do. A diagonal B shows
 * it. Up to n = 200 Cholesky and, where that fails, the dense eigenvalues decide: those of B
 * against n eps |B|, and, where its rows are of very different sizes, those of D B D against n eps
 * |D B D|, with the D that makes its rows of one size ({@link Equilibration}): the large rows of a
 * graded matrix then hide nothing in the small ones, and v = D u. Above, Lanczos searches from a
 * random vector, in D B D where B shows its diagonal: a direction found is a proof, but none found
 * is only very likely to mean that there is none, since no number of products can show that.
 *
 * <p>Entries are taken to be right to n eps sqrt(B_ii B_jj), as those of sums of squares are. Where
 * one has lost more to cancellation, a direction may be found that f contradicts.
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
   * @param length over which v changes f as much as the curvatures of the single variables do: the
   *     norm of D u for the multiple D u of v with |u| = 1
   */
  public record Found(double[] vector, double curvature, double length) {

    /** Of the lowest eigenvalue of D B D. */
    private static Found scaledBack(double[] scales, double[] unit, double eigenvalue) {
      double[] step = Equilibration.apply(scales, unit);
      double length = Vectors.norm(step);
      return new Found(Vectors.scale(1 / length, step), eigenvalue / length / length, length);
    }

    private static Found unscaled(double[] scales, double[] vector, double eigenvalue) {
      double sum = 0;
      for (int i = 0; i < vector.length; i++) {
        sum = Math.hypot(sum, vector[i] / scales[i]);
      }
      return new Found(vector, eigenvalue, 1 / sum);
    }
  }

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
    double length = 1 / Math.sqrt(-diagonal[lowest]);
    return Optional.of(new Found(unit, diagonal[lowest], length));
  }

  private static Optional<Found> byEigenvalues(DenseSymmetric matrix) {
    double[] scales = Equilibration.of(matrix);
    DenseSymmetric scaled = Equilibration.apply(scales, matrix);
    if (Dense.cholesky(scaled, 0).isPresent()) {
      return Optional.empty();
    }
    SymmetricEigen eigen = Dense.eigen(matrix);
    if (isBelowRounding(eigen)) {
      return Optional.of(Found.unscaled(scales, eigen.vector(0), eigen.values()[0]));
    }
    return Equilibration.isUniform(scales) ? Optional.empty() : byScaledEigenvalues(scales, scaled);
  }

  private static Optional<Found> byScaledEigenvalues(double[] scales, DenseSymmetric scaled) {
    SymmetricEigen eigen = Dense.eigen(scaled);
    return isBelowRounding(eigen)
        ? Optional.of(Found.scaledBack(scales, eigen.vector(0), eigen.values()[0]))
        : Optional.empty();
  }

  private static boolean isBelowRounding(SymmetricEigen eigen) {
    return eigen.values()[0] < -eigen.values().length * EPS * eigen.norm();
  }

  private static Optional<Found> byLanczos(SymmetricOperator operator, RunContext context) {
    int n = operator.dimension();
    double[] scales = operator.diagonal().map(Equilibration::ofDiagonal).orElseGet(() -> ones(n));
    Lanczos lanczos =
        new Lanczos(product(operator, scales), randomVector(n, context.random("escape")));
    int enough = stepsThatSee(1, n);
    long most = Math.min(stepsThatSee(RELATIVE_DEPTH, n), Math.max(enough, KEPT_DOUBLES / n));
    while (lanczos.steps() < most && !context.cancelled() && lanczos.step()) {
      if (lowestIsBelow(lanczos, -n * EPS * lanczos.norm())) {
        return Optional.of(lowestRitzPair(lanczos, scales));
      }
      boolean look = lanczos.steps() >= enough && lanczos.steps() % 10 == 0;
      if (look && lowestHasSettled(lanczos)) {
        break;
      }
    }
    return Optional.empty();
  }

  private static double[] ones(int n) {
    return Vectors.filled(n, 1);
  }

  /** D B D. */
  private static Lanczos.Product product(SymmetricOperator operator, double[] scales) {
    return (v, result) -> {
      operator.apply(Equilibration.apply(scales, v), result);
      for (int i = 0; i < scales.length; i++) {
        result[i] *= scales[i];
      }
    };
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

  private static Found lowestRitzPair(Lanczos lanczos, double[] scales) {
    SymmetricEigen ritz = Dense.eigen(lanczos.tridiagonal());
    double[] step = Equilibration.apply(scales, lanczos.combine(ritz.vector(0)));
    double length = Vectors.norm(step);
    return new Found(
        Vectors.scale(1 / length, step),
        ritz.values()[0] / length / length,
        length / Math.sqrt(lanczos.norm()));
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

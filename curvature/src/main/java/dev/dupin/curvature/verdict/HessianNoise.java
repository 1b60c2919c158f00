package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The errors of an exact Hessian of which the objective says nothing, measured: second differences
 * of the products of neighbouring Hessians with one random vector, a few units in the last place
 * apart, row by row. The vector has entries +-d_j for the scales d_j of the rows, so that a row's
 * difference is about the root of the sum of (e_ij d_j)^2 over its errors e_ij. No entry counts as
 * better than what a sum of positive and negative definite terms rounds to, eps sqrt(h_ii h_jj) by
 * Cauchy and Schwarz.
 */
final class HessianNoise {

  private static final double EPS = 0x1p-52;

  /**
   * Relative distances of the neighbours: one unit in the last place and a few. So what the
   * rounding of the point does to H is measured with what its operations round.
   */
  private static final double[] DISTANCES = {0x1p-52, 0x1p-51, 0x1p-50};

  /** As many operations as a formula of few variables has behind an entry. */
  private static final int FEWEST = 16;

  /** Three samples of a random error are rarely all below a third of its bound. */
  private static final double SAFETY = 3;

  private final Evaluation here;
  private final DenseSymmetric matrix;
  private final RandomGenerator random;
  private double products;

  HessianNoise(Evaluation here, DenseSymmetric matrix, RandomGenerator random) {
    this.here = here;
    this.matrix = matrix;
    this.random = random;
  }

  /** Returns the errors of the n x n entries. */
  DenseSymmetric errors() {
    int n = matrix.n();
    double[] scales = scales();
    double[] rows = rows(scales);
    double[] errors = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double measured =
            Math.sqrt(rows[i] / finite(scales[j]) * (rows[j] / finite(scales[i])) / n);
        double floor = Math.max(n, FEWEST) * EPS / scales[i] / scales[j];
        errors[i * n + j] = SAFETY * measured + floor;
      }
    }
    return new DenseSymmetric(n, errors);
  }

  /** Returns D of {@link Scaling}; infinite for a row of zeros, which has no terms to round. */
  private double[] scales() {
    int n = matrix.n();
    double[] scales = Scaling.of(matrix, new DenseSymmetric(n, new double[n * n]), here.point());
    for (int i = 0; i < n; i++) {
      boolean isZero = true;
      for (int j = 0; j < n; j++) {
        isZero &= matrix.get(i, j) == 0;
      }
      scales[i] = isZero ? Double.POSITIVE_INFINITY : scales[i];
    }
    return scales;
  }

  private static double finite(double scale) {
    return scale < Double.POSITIVE_INFINITY ? scale : 1;
  }

  /** Returns the largest change of every row of the product. */
  private double[] rows(double[] scales) {
    int n = matrix.n();
    double[] probe = new double[n];
    double[] direction = here.point().clone();
    for (int j = 0; j < n; j++) {
      probe[j] = random.nextBoolean() ? finite(scales[j]) : -finite(scales[j]);
      direction[j] *= random.nextBoolean() ? 1 : -1;
    }
    double[] product = product(here, probe);
    double[] rows = new double[n];
    for (double distance : DISTANCES) {
      Optional<double[]> neighbour = neighbour(probe, distance, direction);
      for (int i = 0; neighbour.isPresent() && i < n; i++) {
        double change = Math.abs(neighbour.get()[i] - product[i]);
        rows[i] = change > rows[i] ? change : rows[i];
      }
    }
    return rows;
  }

  /** A neighbour outside the domain of f counts for nothing. */
  private Optional<double[]> neighbour(double[] probe, double distance, double[] direction) {
    double[] x = here.point().clone();
    Vectors.addScaled(x, distance, direction);
    try {
      double[] product = product(here.objective().at(x), probe);
      return Vectors.isFinite(product) ? Optional.of(product) : Optional.empty();
    } catch (RuntimeException outside) {
      return Optional.empty();
    }
  }

  private double[] product(Evaluation there, double[] v) {
    double[] result = new double[v.length];
    Optional<HessianProducts> offered = there.structure(HessianProducts.class);
    if (offered.isPresent()) {
      products += 1;
      offered.get().apply(v, result);
    } else {
      products += v.length;
      there.structure(HessianMatrix.class).orElseThrow().matrix().apply(v, result);
    }
    return result;
  }

  /** Returns the work so far in products. */
  double products() {
    return products;
  }
}

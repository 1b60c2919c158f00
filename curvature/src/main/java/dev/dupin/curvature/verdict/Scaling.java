package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;

/**
 * A positive diagonal D that makes the entries of D H D of one size. The inertia of D H D is that
 * of H (Sylvester's law), and for positive definite matrices unit diagonal is within a factor n of
 * the best condition number that any diagonal gives (van der Sluis 1969, "Condition numbers and
 * equilibration of matrices"). Rows whose diagonal entry is no larger than its error are scaled by
 * their largest entry instead, by a few sweeps that bring the largest entry of every row to 1 (Ruiz
 * 2001, "A scaling algorithm to equilibrate both rows and columns norms in matrices").
 *
 * <p>The entries of D are powers of two, so that scaling rounds nothing.
 */
final class Scaling {

  /** Each sweep takes the root of what is left, 1e300 at the most: 12 sweeps leave 1.2. */
  private static final int SWEEPS = 12;

  /**
   * A row that is zero within its errors gets errors of this size in D H D: far below the other
   * rows, which they then cannot hide.
   */
  private static final double NULL_ROW = 0x1p-20;

  private Scaling() {}

  /**
   * Returns the diagonal of D, n powers of two.
   *
   * @param matrix H
   * @param errors of its entries
   * @param point where the function was differentiated: the scale of a coordinate whose row is
   *     exactly zero
   */
  static double[] of(DenseSymmetric matrix, DenseSymmetric errors, double[] point) {
    int n = matrix.n();
    double[] sizes = significant(matrix, errors);
    double[] scales = new double[n];
    boolean[] isNull = new boolean[n];
    for (int i = 0; i < n; i++) {
      double size = sizes[i * n + i] > 0 ? sizes[i * n + i] : largest(sizes, n, i);
      isNull[i] = !(size > 0);
      scales[i] = isNull[i] ? nullScale(errors, i, point[i]) : 1 / Math.sqrt(size);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      equilibrate(sizes, scales, isNull);
    }
    for (int i = 0; i < n; i++) {
      scales[i] = powerOfTwo(scales[i]);
    }
    return scales;
  }

  /** Returns D A D. */
  static DenseSymmetric apply(double[] scales, DenseSymmetric matrix) {
    int n = matrix.n();
    double[] values = matrix.values();
    double[] scaled = new double[values.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] = scales[i] * values[i * n + j] * scales[j];
      }
    }
    return new DenseSymmetric(n, scaled);
  }

  /** Returns whether all scales are within a factor 16 of each other, so that none is needed. */
  static boolean isUniform(double[] scales) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double scale : scales) {
      largest = Math.max(largest, scale);
      smallest = Math.min(smallest, scale);
    }
    return largest <= 16 * smallest;
  }

  /** The absolute values of the entries that are beyond their error, 0 for the others. */
  private static double[] significant(DenseSymmetric matrix, DenseSymmetric errors) {
    double[] sizes = matrix.values().clone();
    double[] bounds = errors.values();
    for (int k = 0; k < sizes.length; k++) {
      double size = Math.abs(sizes[k]);
      sizes[k] = size > bounds[k] ? size : 0;
    }
    return sizes;
  }

  private static double largest(double[] entries, int n, int row) {
    double largest = 0;
    for (int j = 0; j < n; j++) {
      largest = Math.max(largest, entries[row * n + j]);
    }
    return largest;
  }

  private static double nullScale(DenseSymmetric errors, int row, double coordinate) {
    double error = largest(errors.values(), errors.n(), row);
    if (error > 0 && error < Double.POSITIVE_INFINITY) {
      return Math.sqrt(NULL_ROW / error);
    }
    return coordinate == 0 ? 1 : Math.abs(coordinate);
  }

  private static void equilibrate(double[] sizes, double[] scales, boolean[] isNull) {
    int n = scales.length;
    double[] before = scales.clone();
    for (int i = 0; i < n; i++) {
      double largest = 0;
      for (int j = 0; j < n; j++) {
        largest = Math.max(largest, before[i] * sizes[i * n + j] * before[j]);
      }
      if (!isNull[i] && largest > 0) {
        scales[i] = before[i] / Math.sqrt(largest);
      }
    }
  }

  private static double powerOfTwo(double scale) {
    double bounded = Math.min(Math.max(scale, 0x1p-500), 0x1p500);
    return Math.scalb(1.0, (int) Math.rint(Math.log(bounded) / Math.log(2)));
  }

  /** Returns D v. */
  static double[] apply(double[] scales, double[] v) {
    double[] scaled = Vectors.scale(1, v);
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scales[i];
    }
    return scaled;
  }
}

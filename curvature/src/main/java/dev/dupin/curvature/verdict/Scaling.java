package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Equilibration;

/**
 * The diagonal D of {@link Equilibration} for a matrix whose entries are known up to errors:
 * entries within their error have no size, and a row without any other is scaled by its errors, or
 * by its coordinate.
 */
final class Scaling {

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
    DenseSymmetric significant = significant(matrix, errors);
    double[] scales = Equilibration.of(significant);
    for (int i = 0; i < scales.length; i++) {
      if (largest(significant, i) == 0) {
        scales[i] = nullScale(largest(errors, i), point[i]);
      }
    }
    return scales;
  }

  /** The entries that are beyond their error, 0 for the others. */
  private static DenseSymmetric significant(DenseSymmetric matrix, DenseSymmetric errors) {
    double[] entries = matrix.values().clone();
    for (int k = 0; k < entries.length; k++) {
      entries[k] = Math.abs(entries[k]) > errors.values()[k] ? entries[k] : 0;
    }
    return new DenseSymmetric(matrix.n(), entries);
  }

  private static double largest(DenseSymmetric entries, int row) {
    double largest = 0;
    for (int j = 0; j < entries.n(); j++) {
      largest = Math.max(largest, Math.abs(entries.get(row, j)));
    }
    return largest;
  }

  private static double nullScale(double error, double coordinate) {
    boolean known = error > 0 && error < Double.POSITIVE_INFINITY;
    double scale = known ? Math.sqrt(NULL_ROW / error) : coordinate == 0 ? 1 : coordinate;
    double bounded = Math.min(Math.max(Math.abs(scale), 0x1p-500), 0x1p500);
    return Math.scalb(1.0, Math.getExponent(bounded));
  }
}

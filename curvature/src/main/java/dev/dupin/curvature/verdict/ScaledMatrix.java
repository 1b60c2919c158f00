package dev.dupin.curvature.verdict;

import dev.dupin.curvature.difference.SparseSymmetric;

/**
 * D H D with a diagonal D of powers of two that makes the largest entry of every row about 1 (Bunch
 * 1971, "Equilibration of symmetric matrices in the max-norm"). It has the inertia of H
 * (Sylvester), and neither it nor its errors change where the variables of the function are scaled.
 *
 * @param matrix the scaled entries, computed without rounding
 * @param inverse 1 / D, n entries
 * @param rowErrors for each row, the sum of its scaled errors
 */
record ScaledMatrix(SparseSymmetric matrix, double[] inverse, double[] rowErrors) {

  private static final double EPS = 0x1p-52;

  /** Entries come out of a handful of operations beside those that the neighbours show. */
  private static final double ROUNDING = 8 * EPS;

  /** A diagonal entry that is nearly all error is no scale. */
  private static final double CERTAIN = 16;

  static ScaledMatrix of(SparseHessian hessian) {
    SparseSymmetric matrix = hessian.matrix();
    double[] sizes = sizes(matrix, hessian.errors());
    double[] scaled = new double[matrix.values().length];
    double[] rowErrors = new double[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
        int j = matrix.indices()[at];
        scaled[at] = matrix.values()[at] / sizes[i] / sizes[j];
        double error = hessian.errors()[at] / sizes[i] / sizes[j];
        rowErrors[i] += scaled[at] == 0 && error == 0 ? 0 : error + ROUNDING;
      }
    }
    return new ScaledMatrix(
        new SparseSymmetric(matrix.pointers(), matrix.indices(), scaled), sizes, rowErrors);
  }

  /**
   * Returns for each row a power of two s with about |h_ij| at most s_i s_j, and equal for some.
   */
  private static double[] sizes(SparseSymmetric matrix, double[] errors) {
    int n = matrix.pointers().length - 1;
    double[] sizes = new double[n];
    for (int i = 0; i < n; i++) {
      double size = 0;
      double largest = 0;
      for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
        int j = matrix.indices()[at];
        double entry = Math.abs(matrix.values()[at]);
        largest = Math.max(largest, entry);
        if (j < i) {
          size = Math.max(size, entry / sizes[j]);
        } else if (j == i && entry > CERTAIN * errors[at]) {
          size = Math.max(size, Math.sqrt(entry));
        }
      }
      sizes[i] = powerOfTwo(size > 0 ? size : Math.sqrt(largest));
    }
    return sizes;
  }

  private static double powerOfTwo(double size) {
    return size > 0 && size < Double.POSITIVE_INFINITY
        ? Math.scalb(1.0, Math.getExponent(size))
        : 1;
  }
}

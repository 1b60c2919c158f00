package dev.dupin.objectives.regression;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.stream.IntStream;

/** Standard errors from an information matrix: the roots of the diagonal of its inverse. */
final class StandardErrors {

  // Columns of the inverse that are solved for together: each row of the factor is then read once
  // for eight.
  private static final int BLOCK = 8;

  private static final double EPSILON = Math.ulp(1.0);

  private StandardErrors() {}

  /**
   * Returns the roots of the diagonal of the inverse of {@code scale} times the matrix; all NaN
   * where it is not positive definite to working precision (columns that depend on one another).
   * n^3 / 3 multiply-adds and n^2 doubles of memory.
   */
  static double[] of(DenseSymmetric matrix, double scale) {
    int n = matrix.n();
    double[] factor = matrix.values().clone();
    if (!factorize(factor, n)) {
      return Vectors.filled(n, Double.NaN);
    }
    double[] errors = new double[n];
    IntStream.range(0, (n + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(block -> solve(factor, n, block * BLOCK, scale, errors));
    return errors;
  }

  /** Replaces the lower triangle by its Cholesky factor L, row by row. */
  private static boolean factorize(double[] a, int n) {
    for (int i = 0; i < n; i++) {
      int row = i * n;
      for (int j = 0; j < i; j++) {
        a[row + j] = (a[row + j] - Dots.dot(a, row, a, j * n, j)) / a[j * n + j];
      }
      double pivot = a[row + i] - Dots.dot(a, row, a, row, i);
      // What is left of a diagonal entry below its rounding error is no information.
      if (!(pivot > n * EPSILON * a[row + i])) {
        return false;
      }
      a[row + i] = Math.sqrt(pivot);
    }
    return true;
  }

  /**
   * Solves L y = e_j for some columns j; the squared norm of y is the entry j of the diagonal of
   * the inverse of L L'.
   */
  private static void solve(double[] factor, int n, int first, double scale, double[] errors) {
    int count = Math.min(BLOCK, n - first);
    double[] y = new double[count * n];
    for (int i = first; i < n; i++) {
      double diagonal = factor[i * n + i];
      for (int c = 0; c < count; c++) {
        double right = i == first + c ? 1 : 0;
        double known = Dots.dot(factor, i * n + first, y, c * n + first, i - first);
        y[c * n + i] = (right - known) / diagonal;
      }
    }
    for (int c = 0; c < count; c++) {
      errors[first + c] = Math.sqrt(Dots.dot(y, c * n, y, c * n, n) / scale);
    }
  }
}

package dev.dupin.objectives.regression;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Optional;
import java.util.stream.IntStream;

/** The inverse of a positive definite matrix, through its Cholesky factor L; n^2 doubles. */
final class Information {

  // Columns of the inverse that are solved for together: each row of the factor is then read once
  // for eight.
  private static final int BLOCK = 8;

  private static final double EPSILON = Math.ulp(1.0);

  private final double[] factor;
  private final int n;

  private Information(double[] factor, int n) {
    this.factor = factor;
    this.n = n;
  }

  /**
   * Factors a matrix, n^3 / 6 multiply-adds; empty where it is not positive definite to working
   * precision (columns that depend on one another).
   */
  static Optional<Information> of(DenseSymmetric matrix) {
    double[] factor = matrix.values().clone();
    return factorize(factor, matrix.n())
        ? Optional.of(new Information(factor, matrix.n()))
        : Optional.empty();
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

  /** Returns the diagonal of the inverse: n^3 / 6 multiply-adds, in parallel. */
  double[] inverseDiagonal() {
    double[] diagonal = new double[n];
    IntStream.range(0, (n + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(block -> solve(block * BLOCK, diagonal));
    return diagonal;
  }

  /**
   * Solves L y = e_j for some columns j; the squared norm of y is the entry j of the diagonal of
   * the inverse of L L'.
   */
  private void solve(int first, double[] diagonal) {
    int count = Math.min(BLOCK, n - first);
    double[] y = new double[count * n];
    for (int i = first; i < n; i++) {
      double pivot = factor[i * n + i];
      for (int c = 0; c < count; c++) {
        double right = i == first + c ? 1 : 0;
        double known = Dots.dot(factor, i * n + first, y, c * n + first, i - first);
        y[c * n + i] = (right - known) / pivot;
      }
    }
    for (int c = 0; c < count; c++) {
      diagonal[first + c] = Dots.dot(y, c * n, y, c * n, n);
    }
  }

  /**
   * Returns q' A^-1 q, where A is the matrix factored, as |y|^2 of L y = q.
   *
   * @param q n entries; overwritten
   */
  double inverseForm(double[] q) {
    for (int i = 0; i < n; i++) {
      q[i] = (q[i] - Dots.dot(factor, i * n, q, 0, i)) / factor[i * n + i];
    }
    return Dots.dot(q, 0, q, 0, n);
  }
}

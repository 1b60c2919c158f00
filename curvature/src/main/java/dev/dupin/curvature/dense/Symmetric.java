package dev.dupin.curvature.dense;

import dev.dupin.core.linear.DenseSymmetric;

/** Makes square matrices symmetric that are so up to an error. */
public final class Symmetric {

  private Symmetric() {}

  /**
   * Averages the two triangles.
   *
   * @param square n x n entries, row-major; overwritten, and owned by the result
   */
  public static DenseSymmetric average(int n, double[] square) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * square[i * n + j] + 0.5 * square[j * n + i];
        square[i * n + j] = mean;
        square[j * n + i] = mean;
      }
    }
    return new DenseSymmetric(n, square);
  }

  /**
   * Returns the Frobenius norm of the antisymmetric part (A - A')/2: how far the matrix is from
   * being symmetric.
   */
  public static double asymmetry(int n, double[] square) {
    double norm = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        norm = Math.hypot(norm, 0.5 * (square[i * n + j] - square[j * n + i]));
      }
    }
    return Math.sqrt(2) * norm;
  }
}

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
   * Returns how far each entry is from the mean of the two triangles, |a_ij - a_ji| / 2.
   *
   * @param square n x n entries, row-major; not kept
   */
  public static DenseSymmetric disagreement(int n, double[] square) {
    double[] distances = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double distance = 0.5 * Math.abs(square[i * n + j] - square[j * n + i]);
        distances[i * n + j] = distance;
        distances[j * n + i] = distance;
      }
    }
    return new DenseSymmetric(n, distances);
  }
}

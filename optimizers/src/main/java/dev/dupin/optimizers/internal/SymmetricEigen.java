package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.Vectors;
import java.util.Arrays;

/**
 * The eigenvalues and orthonormal eigenvectors of a symmetric n x n matrix, exact for a matrix
 * within a small multiple of n eps |A| of it.
 *
 * @param values n eigenvalues, ascending
 * @param vectors n x n entries; row k is the eigenvector of value k
 */
public record SymmetricEigen(double[] values, double[] vectors) {

  /** Returns V'x, the coordinates of x along the eigenvectors. */
  public double[] coordinates(double[] x) {
    int n = values.length;
    double[] coordinates = new double[n];
    for (int k = 0; k < n; k++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += vectors[k * n + i] * x[i];
      }
      coordinates[k] = sum;
    }
    return coordinates;
  }

  /** Returns V c, the vector with these coordinates along the eigenvectors. */
  public double[] combine(double[] coordinates) {
    int n = values.length;
    double[] sum = new double[n];
    for (int k = 0; k < n; k++) {
      double factor = coordinates[k];
      for (int i = 0; i < n; i++) {
        sum[i] += factor * vectors[k * n + i];
      }
    }
    return sum;
  }

  /** Returns a copy of the eigenvector of value k. */
  public double[] vector(int k) {
    int n = values.length;
    return Arrays.copyOfRange(vectors, k * n, (k + 1) * n);
  }

  /** Returns the spectral norm, the largest absolute eigenvalue. */
  public double norm() {
    return Vectors.maxAbs(values);
  }
}

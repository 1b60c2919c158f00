package dev.dupin.curvature.difference;

import dev.dupin.core.linear.DenseSymmetric;

/**
 * A sparse symmetric matrix in compressed rows, both triangles: see {@link
 * dev.dupin.core.objective.HessianSparsity}.
 *
 * @param pointers n + 1 places
 * @param indices columns, row after row
 * @param values as many entries
 */
public record SparseSymmetric(int[] pointers, int[] indices, double[] values) {

  private int n() {
    return pointers.length - 1;
  }

  /** Fills {@code result} with the product: one multiplication an entry. */
  public void apply(double[] v, double[] result) {
    for (int i = 0; i < n(); i++) {
      double sum = 0;
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        sum += values[at] * v[indices[at]];
      }
      result[i] = sum;
    }
  }

  /** Returns the n diagonal entries, a new vector. */
  public double[] diagonal() {
    double[] diagonal = new double[n()];
    for (int i = 0; i < n(); i++) {
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        if (indices[at] == i) {
          diagonal[i] = values[at];
        }
      }
    }
    return diagonal;
  }

  /** Returns the same as a dense matrix, n^2 doubles. */
  public DenseSymmetric dense() {
    int n = n();
    double[] dense = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        dense[i * n + indices[at]] = values[at];
      }
    }
    return new DenseSymmetric(n, dense);
  }
}

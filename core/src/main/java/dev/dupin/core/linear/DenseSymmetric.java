package dev.dupin.core.linear;

/**
 * A dense symmetric matrix. Both triangles are stored, row after row, so that readers need no case
 * distinction; whoever builds one fills both.
 *
 * @param n the number of rows and of columns
 * @param values n x n entries, row-major; frozen once handed over
 */
public record DenseSymmetric(int n, double[] values) {

  public DenseSymmetric {
    if ((long) n * n != values.length) {
      throw new IllegalArgumentException(
          "a " + n + " x " + n + " matrix has " + (long) n * n + " entries, not " + values.length);
    }
  }

  /** Returns the entry of row i and column j, both counted from 0. */
  public double get(int i, int j) {
    return values[i * n + j];
  }

  /** Fills {@code result} with the product of this matrix and v: n^2 multiplications. */
  public void apply(double[] v, double[] result) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      int row = i * n;
      for (int j = 0; j < n; j++) {
        sum += values[row + j] * v[j];
      }
      result[i] = sum;
    }
  }

  /** Returns a new vector of the n diagonal entries. */
  public double[] diagonal() {
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      diagonal[i] = values[i * n + i];
    }
    return diagonal;
  }

  /** Returns whether every entry is neither NaN nor infinite. */
  public boolean isFinite() {
    return Vectors.isFinite(values);
  }
}

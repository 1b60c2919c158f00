package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;

/**
 * The factors A = QR of an m x n matrix by Householder reflections (Golub and Van Loan 2013,
 * "Matrix computations", algorithm 5.2.1). They keep the digits that A'A loses: its condition is
 * the square of A's. 2 n^2 (m - n / 3) operations, m n doubles.
 */
public final class HouseholderQr {

  private final int m;
  private final int n;

  /** The columns of A; then R above its diagonal, and the reflection vectors from it on down. */
  private final double[][] columns;

  private final double[] diagonal; // of R
  private final double[] weights; // of the reflections I - weight v v'

  /**
   * Factors a matrix.
   *
   * @param columns n arrays of m entries each, overwritten
   * @param m the number of rows, which need not be as many as columns
   * @throws NumericalFailureException if an entry is not finite
   */
  public HouseholderQr(double[][] columns, int m) {
    this.m = m;
    this.columns = columns;
    n = columns.length;
    int pivots = Math.min(m, n);
    diagonal = new double[pivots];
    weights = new double[pivots];
    for (double[] column : columns) {
      if (!Vectors.isFinite(column)) {
        throw new NumericalFailureException("the Jacobian has entries that are not finite");
      }
    }
    for (int k = 0; k < pivots; k++) {
      reflectColumn(k);
      for (int j = k + 1; j < n; j++) {
        reflect(k, columns[j]);
      }
    }
  }

  /** Chooses the reflection that leaves nothing of column k below the diagonal. */
  private void reflectColumn(int k) {
    double[] column = columns[k];
    double norm = norm(column, k);
    if (norm == 0) {
      return;
    }
    double head = column[k];
    diagonal[k] = head > 0 ? -norm : norm;
    for (int i = k; i < m; i++) {
      column[i] /= norm;
    }
    column[k] += head > 0 ? 1 : -1;
    weights[k] = 1 / Math.abs(column[k]);
  }

  private double norm(double[] column, int from) {
    double largest = 0;
    for (int i = from; i < m; i++) {
      largest = Math.max(largest, Math.abs(column[i]));
    }
    if (largest == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = from; i < m; i++) {
      double ratio = column[i] / largest;
      sum += ratio * ratio;
    }
    return largest * Math.sqrt(sum);
  }

  private void reflect(int k, double[] x) {
    double[] reflection = columns[k];
    double sum = 0;
    for (int i = k; i < m; i++) {
      sum += reflection[i] * x[i];
    }
    double factor = weights[k] * sum;
    for (int i = k; i < m; i++) {
      x[i] -= factor * reflection[i];
    }
  }

  /** Returns the number of rows of R, min(m, n). */
  public int rank() {
    return diagonal.length;
  }

  /** Returns the entry of R in row i and column j, where i is at most j. */
  public double factor(int i, int j) {
    return i == j ? diagonal[i] : columns[j][i];
  }

  /**
   * Returns Q'b.
   *
   * @param b m entries, not changed
   */
  public double[] rotated(double[] b) {
    double[] x = b.clone();
    for (int k = 0; k < diagonal.length; k++) {
      reflect(k, x);
    }
    return x;
  }

  /**
   * Returns the x with Rx = the first n entries of y: with y = Q'b that is the x with the smallest
   * |Ax - b|. Not finite where R is singular.
   *
   * @param y n entries at least; m is at least n
   */
  public double[] solve(double[] y) {
    double[] x = new double[n];
    for (int i = n - 1; i >= 0; i--) {
      double sum = y[i];
      for (int j = i + 1; j < n; j++) {
        sum -= columns[j][i] * x[j];
      }
      x[i] = sum / diagonal[i];
    }
    return x;
  }
}

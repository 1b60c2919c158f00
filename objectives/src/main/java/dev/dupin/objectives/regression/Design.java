package dev.dupin.objectives.regression;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.linear.DenseSymmetric;

/**
 * The design matrix X of a regression: a row for each example, a column for each feature, and a
 * last column of ones where there is an intercept (which is not stored). Immutable.
 */
abstract sealed class Design permits DenseDesign, SparseDesign {

  private final int rows;
  private final int features;
  private final boolean intercept;
  private final RowChunks chunks;

  /**
   * @param features whose arrays the subclass keeps
   * @param entries stored
   * @param intercept whether there is a last column of ones
   */
  Design(Features features, long entries, boolean intercept) {
    this.rows = features.rows();
    this.features = features.columns();
    this.intercept = intercept;
    this.chunks = RowChunks.of(rows, entries, columns());
  }

  static Design of(Features features, boolean intercept) {
    if (features instanceof DenseFeatures dense) {
      return new DenseDesign(dense, intercept);
    }
    return new SparseDesign((SparseFeatures) features, intercept);
  }

  /** Returns the number of examples. */
  final int rows() {
    return rows;
  }

  /** Returns the number of columns without the intercept. */
  final int features() {
    return features;
  }

  /** Returns whether the last column is the intercept's. */
  final boolean hasIntercept() {
    return intercept;
  }

  /** Returns the number of columns, the intercept's included. */
  final int columns() {
    return intercept ? features + 1 : features;
  }

  /** Returns how sums over the rows are to be taken. */
  final RowChunks chunks() {
    return chunks;
  }

  /** Returns a copy of some rows, in that order. */
  abstract Design select(int[] rows);

  /** Returns the inner product of a row and v. */
  final double dot(int row, double[] v) {
    double product = featureDot(row, v);
    return intercept ? product + v[features] : product;
  }

  /** Adds a times a row to {@code result}. */
  final void addRow(double a, int row, double[] result) {
    addFeatureRow(a, row, result);
    if (intercept) {
      result[features] += a;
    }
  }

  /** Fills {@code result}, one entry a row, with X v. */
  final void multiply(double[] v, double[] result) {
    chunks.forEach(
        (from, to) -> {
          for (int row = from; row < to; row++) {
            result[row] = dot(row, v);
          }
        });
  }

  /** Returns a new vector X'u, one entry a column. */
  final double[] transposed(double[] u) {
    return chunks.sum(
        columns(),
        (partial, from, to) -> {
          for (int row = from; row < to; row++) {
            addRow(u[row], row, partial);
          }
        });
  }

  /**
   * Returns X' diag(weights) X, exactly symmetric. Half the work of a general product: rows *
   * columns^2 / 2 multiply-adds for dense storage.
   */
  final DenseSymmetric gram(double[] weights) {
    int n = columns();
    if ((long) n * n > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "a dense Hessian of " + n + " parameters is larger than an array; use its products");
    }
    double[] gram = new double[n * n];
    addFeatureGram(weights, gram);
    if (intercept) {
      System.arraycopy(transposed(weights), 0, gram, features * n, n);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        gram[j * n + i] = gram[i * n + j];
      }
    }
    return new DenseSymmetric(n, gram);
  }

  /** Returns the inner product of a row's features and as many entries of v. */
  abstract double featureDot(int row, double[] v);

  /** Adds a times a row's features to as many entries of {@code result}. */
  abstract void addFeatureRow(double a, int row, double[] result);

  /**
   * Fills the lower triangle of the features' rows.
   *
   * @param gram columns() x columns(), row-major, all zeros
   */
  abstract void addFeatureGram(double[] weights, double[] gram);
}

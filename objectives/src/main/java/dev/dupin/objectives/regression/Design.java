package dev.dupin.objectives.regression;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.linear.DenseSymmetric;
import org.jspecify.annotations.Nullable;

/**
 * The design matrix X of a regression: a row for each example, a column for each feature, and a
 * last column of ones where there is an intercept (which is not stored). Immutable.
 */
abstract sealed class Design permits DenseDesign, SparseDesign {

  private final int rows;
  private final int features;
  private final boolean intercept;
  private final long entries;
  private final RowChunks chunks;

  // What asks for the whole matrix asks at every point: one copy serves them all.
  private volatile double @Nullable [] dense;

  /**
   * @param features whose arrays the subclass keeps
   * @param entries stored
   * @param intercept whether there is a last column of ones
   */
  Design(Features features, long entries, boolean intercept) {
    this.rows = features.rows();
    this.features = features.columns();
    this.intercept = intercept;
    this.entries = entries;
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

  /** Returns how sums over the rows are to be taken where each row has several outputs. */
  final RowChunks chunks(int outputs) {
    return outputs == 1
        ? chunks
        : RowChunks.of(rows, entries, Math.multiplyExact(outputs, columns()), outputs);
  }

  /** Returns a copy of some rows, in that order. */
  abstract Design select(int[] rows);

  /** Returns the inner product of a row and the part of v that starts there. */
  final double dot(int row, double[] v, int offset) {
    double product = featureDot(row, v, offset);
    return intercept ? product + v[offset + features] : product;
  }

  /** Adds a times a row to the part of {@code result} that starts there. */
  final void addRow(double a, int row, double[] result, int offset) {
    addFeatureRow(a, row, result, offset);
    if (intercept) {
      result[offset + features] += a;
    }
  }

  /**
   * Fills the outputs of a row, one inner product for each row of a matrix.
   *
   * @param matrix outputs x columns, row-major
   * @param result filled from {@code at} on
   */
  final void outputs(int row, double[] matrix, int outputs, double[] result, int at) {
    int columns = columns();
    for (int k = 0; k < outputs; k++) {
      result[at + k] = dot(row, matrix, k * columns);
    }
  }

  /**
   * Adds the outer product of some numbers and a row to a matrix.
   *
   * @param u from {@code at} on, one number an output
   * @param matrix outputs x columns, row-major
   */
  final void addOuter(double[] u, int at, int outputs, int row, double[] matrix) {
    int columns = columns();
    for (int k = 0; k < outputs; k++) {
      addRow(u[at + k], row, matrix, k * columns);
    }
  }

  /**
   * Adds the share of some rows to X' diag(weights) X v, each row used twice while it is in the
   * cache.
   */
  void addGramProduct(double[] weights, double[] v, double[] result, int from, int to) {
    for (int row = from; row < to; row++) {
      addRow(weights[row] * dot(row, v, 0), row, result, 0);
    }
  }

  /** Returns a new vector X'u, one entry a column. */
  final double[] transposed(double[] u) {
    return chunks.sum(
        columns(),
        (partial, from, to) -> {
          for (int row = from; row < to; row++) {
            addRow(u[row], row, partial, 0);
          }
        });
  }

  /**
   * Returns the whole matrix, rows x columns, row-major, the ones of the intercept included; kept
   * once it was asked for, frozen.
   */
  double[] toDense() {
    double[] known = dense;
    if (known == null) {
      known = copy();
      dense = known;
    }
    return known;
  }

  private double[] copy() {
    int columns = columns();
    double[] dense = new double[Math.multiplyExact(rows, columns)];
    chunks.forEach(
        (from, to) -> {
          for (int row = from; row < to; row++) {
            addRow(1, row, dense, row * columns);
          }
        });
    return dense;
  }

  /** Returns the sums of the squares in each column. */
  final double[] columnSquares() {
    return chunks.sum(
        columns(),
        (partial, from, to) -> {
          for (int row = from; row < to; row++) {
            forEach(row, (column, value) -> partial[column] += value * value);
          }
        });
  }

  /** Takes one entry of a row. */
  interface Entry {
    void take(int column, double value);
  }

  /** Shows every stored entry of a row, and the intercept's one. */
  final void forEach(int row, Entry entry) {
    forEachFeature(row, entry);
    if (intercept) {
      entry.take(features, 1);
    }
  }

  /**
   * Refuses dense matrices larger than an array.
   *
   * @throws IllegalStateException if n x n entries do not fit
   */
  static void checkDense(int n) {
    if ((long) n * n > Integer.MAX_VALUE - 8) {
      throw new IllegalStateException(
          "a dense Hessian of " + n + " parameters is larger than an array; use its products");
    }
  }

  /**
   * Returns X' diag(weights) X, exactly symmetric. Half the work of a general product: rows *
   * columns^2 / 2 multiply-adds for dense storage.
   */
  final DenseSymmetric gram(double[] weights) {
    int n = columns();
    checkDense(n);
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

  /** Returns the inner product of a row's features and as many entries of v from there on. */
  abstract double featureDot(int row, double[] v, int offset);

  /** Adds a times a row's features to as many entries of {@code result} from there on. */
  abstract void addFeatureRow(double a, int row, double[] result, int offset);

  /** Shows every stored entry of a row's features. */
  abstract void forEachFeature(int row, Entry entry);

  /**
   * Fills the lower triangle of the features' rows.
   *
   * @param gram columns() x columns(), row-major, all zeros
   */
  abstract void addFeatureGram(double[] weights, double[] gram);
}

package dev.dupin.objectives.regression;

import dev.dupin.core.data.SparseFeatures;

/** A design matrix in compressed rows. */
final class SparseDesign extends Design {

  // Partial Gram matrices: no more than 8, and no more than 8 MB of them.
  private static final int MOST_GRAMS = 8;
  private static final int GRAM_ENTRIES = 1 << 20;

  private final int[] pointers;
  private final int[] indices;
  private final double[] values;

  SparseDesign(SparseFeatures features, boolean intercept) {
    super(features, features.entries(), intercept);
    this.pointers = features.pointers();
    this.indices = features.indices();
    this.values = features.values();
  }

  @Override
  Design select(int[] rows) {
    int[] starts = new int[rows.length + 1];
    for (int i = 0; i < rows.length; i++) {
      starts[i + 1] = Math.addExact(starts[i], pointers[rows[i] + 1] - pointers[rows[i]]);
    }
    int[] selectedIndices = new int[starts[rows.length]];
    double[] selected = new double[starts[rows.length]];
    for (int i = 0; i < rows.length; i++) {
      int length = starts[i + 1] - starts[i];
      System.arraycopy(indices, pointers[rows[i]], selectedIndices, starts[i], length);
      System.arraycopy(values, pointers[rows[i]], selected, starts[i], length);
    }
    return new SparseDesign(
        new SparseFeatures(rows.length, features(), starts, selectedIndices, selected),
        hasIntercept());
  }

  @Override
  double featureDot(int row, double[] v, int offset) {
    double sum = 0;
    int end = pointers[row + 1];
    for (int k = pointers[row]; k < end; k++) {
      sum += values[k] * v[offset + indices[k]];
    }
    return sum;
  }

  @Override
  void addFeatureRow(double a, int row, double[] result, int offset) {
    int end = pointers[row + 1];
    for (int k = pointers[row]; k < end; k++) {
      result[offset + indices[k]] += a * values[k];
    }
  }

  @Override
  void forEachFeature(int row, Entry entry) {
    for (int k = pointers[row]; k < pointers[row + 1]; k++) {
      entry.take(indices[k], values[k]);
    }
  }

  @Override
  void addFeatureGram(double[] weights, double[] gram) {
    int parts = Math.min(MOST_GRAMS, Math.min(chunks().count(), GRAM_ENTRIES / gram.length));
    if (parts <= 1) {
      addRows(weights, gram, 0, rows());
      return;
    }
    double[] sum =
        new RowChunks(rows(), parts, true)
            .sum(gram.length, (partial, from, to) -> addRows(weights, partial, from, to));
    System.arraycopy(sum, 0, gram, 0, gram.length);
  }

  private void addRows(double[] weights, double[] gram, int from, int to) {
    int n = columns();
    for (int row = from; row < to; row++) {
      int start = pointers[row];
      for (int k = start; k < pointers[row + 1]; k++) {
        double a = weights[row] * values[k];
        int offset = indices[k] * n;
        for (int l = start; l <= k; l++) {
          gram[offset + indices[l]] += a * values[l];
        }
      }
    }
  }
}

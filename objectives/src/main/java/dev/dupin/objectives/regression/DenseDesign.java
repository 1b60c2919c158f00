package dev.dupin.objectives.regression;

import dev.dupin.core.data.DenseFeatures;

/** A design matrix whose every cell is stored. */
final class DenseDesign extends Design {

  private final double[] values;

  DenseDesign(DenseFeatures features, boolean intercept) {
    super(features, features.values().length, intercept);
    this.values = features.values();
  }

  @Override
  Design select(int[] rows) {
    int width = features();
    double[] selected = new double[Math.multiplyExact(rows.length, width)];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, rows[i] * width, selected, i * width, width);
    }
    return new DenseDesign(new DenseFeatures(rows.length, width, selected), hasIntercept());
  }

  @Override
  double[] toDense() {
    return hasIntercept() ? super.toDense() : values;
  }

  @Override
  double featureDot(int row, double[] v, int offset) {
    return Dots.dot(values, row * features(), v, offset, features());
  }

  @Override
  void addFeatureRow(double a, int row, double[] result, int offset) {
    double[] values = this.values;
    int width = features();
    int start = row * width;
    for (int j = 0; j < width; j++) {
      result[offset + j] += a * values[start + j];
    }
  }

  @Override
  void forEachFeature(int row, Entry entry) {
    int width = features();
    for (int j = 0; j < width; j++) {
      entry.take(j, values[row * width + j]);
    }
  }

  @Override
  void addFeatureGram(double[] weights, double[] gram) {
    new DenseGram(values, features(), weights).fill(gram, columns(), chunks().count());
  }
}

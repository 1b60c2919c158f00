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
  double featureDot(int row, double[] v) {
    return Dots.dot(values, row * features(), v, 0, features());
  }

  @Override
  void addFeatureRow(double a, int row, double[] result) {
    int width = features();
    int offset = row * width;
    for (int j = 0; j < width; j++) {
      result[j] += a * values[offset + j];
    }
  }

  @Override
  void addFeatureGram(double[] weights, double[] gram) {
    new DenseGram(values, features(), weights).fill(gram, columns(), chunks().count());
  }
}

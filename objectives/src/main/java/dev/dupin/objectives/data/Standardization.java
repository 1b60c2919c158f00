package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;

/**
 * Shifts every column to mean 0 and scales it to population standard deviation 1 (divisor N), both
 * taken from the rows for training; rows held out are shifted and scaled by the same numbers. A
 * column that holds one value alone becomes all zeros: there is no deviation to scale by.
 */
final class Standardization {

  // Below it squares are no longer exact to the last bits of a double.
  private static final double SMALLEST = Math.sqrt(Double.MIN_NORMAL);

  private final double[] means;
  private final double[] deviations;

  /**
   * Finds means and deviations, in two passes over the data.
   *
   * @throws DataException if the deviation of a column is beyond the range of a double
   */
  Standardization(Dataset rows, DenseFeatures features) {
    this.means = means(features);
    this.deviations = deviations(features, means);
    for (int j = 0; j < deviations.length; j++) {
      checkRange(rows, j);
    }
  }

  private void checkRange(Dataset rows, int column) {
    double deviation = deviations[column];
    boolean isTooSmall = deviation > 0 && deviation < SMALLEST;
    if (isTooSmall || !Double.isFinite(deviation)) {
      throw new DataException(
          rows.origin(),
          0,
          0,
          "column '%s' %s to be standardised; give it in another unit"
              .formatted(
                  rows.featureNames().get(column),
                  isTooSmall ? "varies by too little" : "is too large"));
    }
  }

  /**
   * Standardises in place: nobody else has seen the numbers yet.
   *
   * @throws DataException if a row held out is so far from those for training that no double tells
   */
  void apply(Dataset rows, DenseFeatures features) {
    double[] values = features.values();
    for (int row = 0; row < features.rows(); row++) {
      for (int j = 0; j < means.length; j++) {
        int k = row * means.length + j;
        values[k] = deviations[j] > 0 ? (values[k] - means[j]) / deviations[j] : 0;
        if (!Double.isFinite(values[k])) {
          throw rows.problem(
              row,
              "column '"
                  + rows.featureNames().get(j)
                  + "' is too far from the rows for training to be standardised like them");
        }
      }
    }
  }

  private static double[] means(DenseFeatures features) {
    int columns = features.columns();
    double[] means = new double[columns];
    for (int row = 0; row < features.rows(); row++) {
      for (int j = 0; j < columns; j++) {
        means[j] += features.values()[row * columns + j];
      }
    }
    for (int j = 0; j < columns; j++) {
      means[j] /= features.rows();
    }
    return means;
  }

  /**
   * Returns the population standard deviations from the means (two passes: no cancellation); 0
   * exactly where all rows agree, though their mean may be rounded.
   */
  private static double[] deviations(DenseFeatures features, double[] means) {
    int columns = means.length;
    double[] values = features.values();
    double[] deviations = new double[columns];
    boolean[] varies = new boolean[columns];
    for (int row = 0; row < features.rows(); row++) {
      for (int j = 0; j < columns; j++) {
        double value = values[row * columns + j];
        double deviation = value - means[j];
        deviations[j] += deviation * deviation;
        varies[j] |= value != values[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      double deviation = Math.sqrt(deviations[j] / features.rows());
      // Squares may vanish where the numbers still differ: that is no constant column.
      deviations[j] = varies[j] ? Math.max(deviation, Double.MIN_VALUE) : 0;
    }
    return deviations;
  }
}

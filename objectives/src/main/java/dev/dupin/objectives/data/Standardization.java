package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import java.util.List;

/**
 * Shifts every column to mean 0 and scales it to population standard deviation 1 (divisor N). A
 * column that holds one value alone becomes all zeros: there is no deviation to scale by.
 */
final class Standardization {

  private Standardization() {}

  /**
   * Standardises in place, in three passes over the data.
   *
   * @param values rows x columns, row-major
   * @param rows at least 1
   * @param names of the columns
   * @param origin for messages
   * @throws DataException if a column's numbers are so large that its deviation is no double
   */
  static void apply(double[] values, int rows, List<String> names, String origin) {
    int columns = names.size();
    double[] means = means(values, rows, columns);
    double[] deviations = deviations(values, rows, means);
    for (int j = 0; j < columns; j++) {
      if (!Double.isFinite(deviations[j])) {
        throw new DataException(
            origin, 0, 0, "column '" + names.get(j) + "' is too large to be standardised");
      }
    }
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        int k = row * columns + j;
        values[k] = deviations[j] > 0 ? (values[k] - means[j]) / deviations[j] : 0;
      }
    }
  }

  private static double[] means(double[] values, int rows, int columns) {
    double[] means = new double[columns];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        means[j] += values[row * columns + j];
      }
    }
    for (int j = 0; j < columns; j++) {
      means[j] /= rows;
    }
    return means;
  }

  /**
   * Returns the population standard deviations from the means (two passes: no cancellation); 0
   * exactly where all rows agree, though their mean may be rounded.
   */
  private static double[] deviations(double[] values, int rows, double[] means) {
    int columns = means.length;
    double[] deviations = new double[columns];
    boolean[] varies = new boolean[columns];
    for (int row = 0; row < rows; row++) {
      for (int j = 0; j < columns; j++) {
        double value = values[row * columns + j];
        double deviation = value - means[j];
        deviations[j] += deviation * deviation;
        varies[j] |= value != values[j];
      }
    }
    for (int j = 0; j < columns; j++) {
      deviations[j] = varies[j] ? Math.sqrt(deviations[j] / rows) : 0;
    }
    return deviations;
  }
}

package dev.dupin.core.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is to be predicted, one value a row.
 *
 * @param name of the column
 * @param values numbers, or, where there are labels, the place of each row's label among them;
 *     frozen
 * @param labels the distinct labels in ascending order where the column holds words, empty where it
 *     holds numbers
 */
public record Target(String name, double[] values, List<String> labels) {

  public Target {
    labels = List.copyOf(labels);
    if (!labels.isEmpty()) {
      for (double value : values) {
        if (!(value >= 0 && value < labels.size() && value == Math.rint(value))) {
          throw new IllegalArgumentException(
              value + " is no place among the " + labels.size() + " labels of '" + name + "'");
        }
      }
    }
  }

  /**
   * Returns a copy of some rows, with all the labels, whether or not they still occur.
   *
   * @param rows counted from 0, in the order wanted; one may be named several times
   */
  public Target select(int[] rows) {
    return new Target(name, IntStream.of(rows).mapToDouble(row -> values[row]).toArray(), labels);
  }

  /** Returns a row's value as the user wrote it: the word in quotes, or the number. */
  public String text(int row) {
    double value = values[row];
    if (!labels.isEmpty()) {
      return "'" + labels.get((int) value) + "'";
    }
    // Whole numbers below 2^53 are exact as long; classes read better as 3 than as 3.0.
    return value == Math.rint(value) && Math.abs(value) < 0x1p53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}

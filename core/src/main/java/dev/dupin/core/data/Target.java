package dev.dupin.core.data;

import java.util.List;

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
  }
}

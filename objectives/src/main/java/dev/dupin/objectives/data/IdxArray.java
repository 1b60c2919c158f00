package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What an IDX file holds.
 *
 * @param origin the file as the user named it
 * @param type how the numbers were written
 * @param shape at least one size; the first counts the items
 * @param values all numbers, item by item, the last index running fastest
 */
record IdxArray(String origin, ElementType type, int[] shape, double[] values) {

  /** Returns the number of items. */
  int items() {
    return shape[0];
  }

  /** Returns the count of numbers that an item has. */
  int numbersPerItem() {
    return values.length / shape[0];
  }

  /** Returns the sizes as a person writes them: {@code 60000 x 28 x 28}. */
  String sizes() {
    return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" x "));
  }

  DataException problem(String problem) {
    return new DataException(origin, 0, 0, problem);
  }
}

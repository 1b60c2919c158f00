package dev.dupin.objectives.network;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The classes of a target: its distinct values in ascending order, for words those in the order of
 * the alphabet.
 *
 * @param values the distinct values
 */
record Labels(double[] values) {

  /** Finds the classes of all rows. */
  static Labels of(Target target) {
    // Adding zero makes one class of 0 and -0.
    return new Labels(
        Arrays.stream(target.values()).map(value -> value + 0.0).sorted().distinct().toArray());
  }

  int count() {
    return values.length;
  }

  /**
   * Returns the class of each row, counted from 0.
   *
   * @param data whose target may have been split off from the one the classes were found in
   * @throws dev.dupin.core.data.DataException at the first row whose label is no class
   */
  int[] places(Dataset data, Target target) {
    int[] places = new int[data.rows()];
    for (int row = 0; row < places.length; row++) {
      places[row] = Arrays.binarySearch(values, target.values()[row] + 0.0);
      if (places[row] < 0) {
        throw data.problem(
            row,
            "the label "
                + target.text(row)
                + " occurs in no row for training, only in a held-out one; split otherwise");
      }
    }
    return places;
  }

  /** Returns some of the entries, in that order. */
  static int[] select(int[] entries, int[] terms) {
    return IntStream.of(terms).map(term -> entries[term]).toArray();
  }
}

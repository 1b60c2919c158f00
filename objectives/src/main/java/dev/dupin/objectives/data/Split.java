package dev.dupin.objectives.data;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;

/**
 * Which rows are held out for testing: drawn without replacement by a seed of its own, so that the
 * same rows are held out whatever else a spec says. Both parts keep the order of the file.
 *
 * @param test how many rows are held out: below 1 a fraction of all, rounded to the nearest number;
 *     from 1 a number of rows
 * @param seed of the draw
 * @param stratified whether each class of the target has its share among the rows held out, to less
 *     than one row; every class keeps a row for training
 */
public record Split(
    @Range("(0, inf)") double test, @Default("0") long seed, @Default("false") boolean stratified) {

  public Split {
    boolean countsRows = test >= 1 && test == Math.rint(test) && test <= Integer.MAX_VALUE;
    if (!(test > 0 && test < 1) && !countsRows) {
      throw new IllegalArgumentException(
          "test is a fraction between 0 and 1, or a whole number of rows; found " + test);
    }
  }

  /** Returns how many of so many rows are held out; neither 0 nor all of them is checked. */
  long count(int rows) {
    return test < 1 ? Math.round(test * rows) : (long) test;
  }
}

package dev.dupin.core.data;

/** The inputs of all rows, dense or sparse. */
public sealed interface Features permits DenseFeatures, SparseFeatures {

  /** Returns the number of rows. */
  int rows();

  /** Returns the number of columns. */
  int columns();

  /**
   * Returns a copy of some rows, stored in the same way. Costs time and memory for what is copied.
   *
   * @param rows counted from 0, in the order wanted; one may be named several times
   */
  Features select(int[] rows);
}

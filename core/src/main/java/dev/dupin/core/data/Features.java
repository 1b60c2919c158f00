package dev.dupin.core.data;

/** The inputs of all rows, dense or sparse. */
public sealed interface Features permits DenseFeatures, SparseFeatures {

  /** Returns the number of rows. */
  int rows();

  /** Returns the number of columns. */
  int columns();
}

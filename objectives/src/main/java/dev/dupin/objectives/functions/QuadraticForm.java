package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.DenseSymmetric;

/** A symmetric matrix A as {@link Quadratic} needs it. Immutable, so that threads may share it. */
interface QuadraticForm {

  /** Returns n. */
  int dimension();

  /** Fills {@code result} with A v; {@code v} is neither changed nor kept. */
  void apply(double[] v, double[] result);

  /** Returns A, n^2 doubles; a new matrix or the one that is kept anyway. */
  DenseSymmetric matrix();

  /**
   * Turns a box of vectors into bounds of A v, in place: for every A whose given numbers are within
   * one unit in the last place of these, unless they are short binary numbers.
   */
  void apply(Intervals v);

  /** Returns bounds of the entries of A, row-major; 2 n^2 doubles, a new pair of arrays. */
  Intervals matrixBounds();
}

package dev.dupin.objectives.functions;

import dev.dupin.core.linear.DenseSymmetric;

/** A symmetric matrix A as {@link Quadratic} needs it. Immutable, so that threads may share it. */
interface QuadraticForm {

  /** Returns n. */
  int dimension();

  /** Fills {@code result} with A v; {@code v} is neither changed nor kept. */
  void apply(double[] v, double[] result);

  /** Returns A, n^2 doubles; a new matrix or the one that is kept anyway. */
  DenseSymmetric matrix();
}

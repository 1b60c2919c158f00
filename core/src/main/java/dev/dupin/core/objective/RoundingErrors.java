package dev.dupin.core.objective;

import dev.dupin.core.linear.DenseSymmetric;

/**
 * How far what was computed at a point may be from what exact arithmetic would give there, entry by
 * entry. Every error is a bound, or an estimate that is rarely too small; none is negative, and NaN
 * or infinity says that it is not known.
 */
public interface RoundingErrors extends Structure {

  /**
   * Returns whether f is twice continuously differentiable around the point: false at a tie of
   * {@code abs}, {@code min} or {@code max}, at a root of 0, at an edge of the domain.
   */
  boolean isDifferentiable();

  /** Returns the error of f. */
  double value();

  /** Returns the error of each of the n entries of the gradient; frozen. */
  double[] gradient();

  /** Returns the error of each of the n x n entries of the Hessian; frozen. */
  DenseSymmetric hessian();

  /** Counts the first look at each as what it is an error of. */
  @Override
  default Structure metered(Meter meter) {
    return new MeteredRoundingErrors(this, meter);
  }
}

package dev.dupin.core.objective;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;

/**
 * Bounds of f and its derivatives over one box of points, each computed on first use and kept. They
 * hold for every point of the box, in exact arithmetic, and for every value of the function's
 * constants within one unit in the last place of what the program holds, since most decimal numbers
 * are no doubles. An undefined or infinite interval says that nothing is known.
 */
public interface Enclosure {

  /**
   * Returns whether f is certain to be defined and twice continuously differentiable in a
   * neighbourhood of every point of the box: no tie of {@code abs}, {@code min} or {@code max}, no
   * root at 0, no pole, no edge of a domain. Without that the bounds of the gradient hold for what
   * one-sided derivatives there are, and those of the Hessian mean nothing.
   */
  boolean isSmooth();

  /** Returns bounds of f. */
  Interval value();

  /** Returns bounds of the n entries of the gradient. */
  Intervals gradient();

  /**
   * Returns bounds of the n x n entries of the Hessian, row-major and symmetric; 2 n^2 doubles of
   * memory.
   */
  Intervals hessian();
}

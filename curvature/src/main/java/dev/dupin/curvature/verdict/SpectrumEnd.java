package dev.dupin.curvature.verdict;

import dev.dupin.core.run.Numbers;

/**
 * What is known of the smallest or of the largest eigenvalue of a Hessian.
 *
 * @param value the best estimate; NaN where there is none
 * @param error some eigenvalue is certain to lie within this distance of the value; infinite where
 *     that is not known
 * @param lower the eigenvalue at this end of the spectrum is certainly not below; {@code -infinity}
 *     where nothing bounds it
 * @param upper the eigenvalue at this end of the spectrum is certainly not above; {@code infinity}
 *     where nothing bounds it
 * @param settled whether the estimate is good to a few digits, rather than what a budget allowed
 */
public record SpectrumEnd(double value, double error, double lower, double upper, boolean settled) {

  /** An end of which nothing is known. */
  public static final SpectrumEnd UNKNOWN =
      new SpectrumEnd(
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          false);

  /** Returns whether the eigenvalue is bounded from both sides. */
  public boolean isEnclosed() {
    return lower > Double.NEGATIVE_INFINITY && upper < Double.POSITIVE_INFINITY;
  }

  /** Returns the same end, where the eigenvalue is known not to be below a bound. */
  SpectrumEnd notBelow(double bound) {
    return new SpectrumEnd(value, error, Math.max(lower, bound), upper, settled);
  }

  /** Returns the same end, where the eigenvalue is known not to be above a bound. */
  SpectrumEnd notAbove(double bound) {
    return new SpectrumEnd(value, error, lower, Math.min(upper, bound), settled);
  }

  /** Returns the bounds in words, such as {@code in [1.5, 1.6]} or {@code at most -2}. */
  @Override
  public String toString() {
    if (isEnclosed()) {
      return "in [" + Numbers.brief(lower) + ", " + Numbers.brief(upper) + "]";
    }
    if (upper < Double.POSITIVE_INFINITY) {
      return "at most " + Numbers.brief(upper);
    }
    if (lower > Double.NEGATIVE_INFINITY) {
      return "at least " + Numbers.brief(lower);
    }
    return "not known";
  }
}

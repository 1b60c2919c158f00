package dev.dupin.curvature.verdict;

import org.jspecify.annotations.Nullable;

/**
 * A point where f is lower than at another by more than the errors of both.
 *
 * @param point where; frozen
 * @param value f there
 */
record LowerPoint(double[] point, double value) {

  /** Lengths grow by 2; a term that is to be seen at 10 times the error is, long before the end. */
  private static final int LENGTHS = 60;

  /** How many times the error of f a term is where it is looked for first. */
  private static final double BEYOND_ERROR = 10;

  /** Where nothing hides a term, the search starts this far within the lengths where it leads. */
  private static final double WITHIN = 0x1p-20;

  /**
   * Looks along the floor of a valley, where a term of a known order falls. Costs up to 120
   * products.
   *
   * @param base the point that the lower one is compared with
   * @param order of the term
   * @return the nearest lower point found, or null
   */
  static @Nullable LowerPoint along(Floor floor, int order, double[] base, ValueErrors values) {
    LineSeries series = floor.series();
    double coefficient = series.coefficient(order);
    double error = Math.max(values.here().error(), Double.MIN_NORMAL);
    double length = Math.pow(BEYOND_ERROR * error / Math.abs(coefficient), 1.0 / order);
    double longest = series.longest(order);
    if (Double.isFinite(longest)) {
      length = Math.max(length, Math.min(WITHIN * longest, 1 / WITHIN * length));
    }
    length = Math.max(length, series.shortest(order));
    double sign = order % 2 == 1 && coefficient > 0 ? -1 : 1;
    for (int k = 0; k < LENGTHS; k++) {
      double[] point = floor.point(base, sign * length);
      ValueErrors.Value there = values.at(point);
      if (isLower(there, values.here())) {
        return new LowerPoint(point, there.value());
      }
      length *= 2;
    }
    return null;
  }

  static boolean isLower(ValueErrors.Value there, ValueErrors.Value here) {
    return there.value() < here.value() - there.error() - here.error();
  }
}

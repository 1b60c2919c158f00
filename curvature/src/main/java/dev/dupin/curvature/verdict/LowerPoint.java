package dev.dupin.curvature.verdict;

import org.jspecify.annotations.Nullable;

/**
 * A point where f is lower than at another by more than the errors of both.
 *
 * @param point where; frozen
 * @param value f there
 */
record LowerPoint(double[] point, double value) {

  /** Lengths grow by 2; a term that can be seen at 10 times the error is, long before the end. */
  private static final int LENGTHS = 60;

  /** So many more lengths, growing by 16, where f at the point has no error to start from. */
  private static final int LONGER = 60;

  /** How many times the error of f a term is where it is looked for first. */
  private static final double BEYOND_ERROR = 10;

  /** Where nothing hides a term, the search starts this far within the lengths where it leads. */
  private static final double WITHIN = 0x1p-20;

  /**
   * Looks along the floor of a valley, where a term of a known order falls. Costs up to 180
   * products, and 1/2 for each doubling of the length after that.
   *
   * @param base the point that the lower one is compared with
   * @param order of the term
   * @param size up to which length one goes on while f falls, once it is seen to
   * @return a lower point, or null
   */
  static @Nullable LowerPoint along(
      Floor floor, int order, double[] base, ValueErrors values, double size) {
    LineSeries series = floor.series();
    double coefficient = series.coefficient(order);
    double error = Math.max(values.here().error(), ValueErrors.TINY);
    double length = Math.pow(BEYOND_ERROR * error / Math.abs(coefficient), 1.0 / order);
    double longest = series.longest(order);
    if (Double.isFinite(longest)) {
      length = Math.max(length, Math.min(WITHIN * longest, 1 / WITHIN * length));
    }
    length = Math.max(length, series.shortest(order));
    double sign = order % 2 == 1 && coefficient > 0 ? -1 : 1;
    for (int k = 0; k < LENGTHS + LONGER; k++) {
      double[] point = floor.point(base, sign * length);
      ValueErrors.Value there = values.at(point);
      if (isLower(there, values.here())) {
        return new LowerPoint(point, there.value())
            .further(floor, base, values, sign * length, size);
      }
      length *= k < LENGTHS ? 2 : 16;
    }
    return null;
  }

  /** Goes on while f falls: a run from a point that is hardly lower would end where it began. */
  private LowerPoint further(
      Floor floor, double[] base, ValueErrors values, double first, double size) {
    LowerPoint lowest = this;
    for (double length = 2 * first; Math.abs(length) <= size; length *= 2) {
      double[] point = floor.point(base, length);
      double reached = values.valueAt(point);
      if (!(reached < lowest.value)) {
        return lowest;
      }
      lowest = new LowerPoint(point, reached);
    }
    return lowest;
  }

  static boolean isLower(ValueErrors.Value there, ValueErrors.Value here) {
    return there.value() < here.value() - there.error() - here.error();
  }
}

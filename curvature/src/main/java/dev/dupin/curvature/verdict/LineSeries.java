package dev.dupin.curvature.verdict;

/**
 * The Taylor series of f along a curve through a point.
 *
 * @param coefficients entry k is that of t^k
 * @param errors how far each may be off; NaN where that is not known
 */
record LineSeries(double[] coefficients, double[] errors) {

  /** A coefficient counts where it is this many times its error. */
  private static final double BEYOND_ERROR = 3;

  /**
   * A term leads where it is this many times every other one. For x^p near 0, but not there, no
   * lower term leads: at their best length they are equal but for a factor of about p.
   */
  private static final double DOMINANCE = 10;

  /** Where nothing of higher order is known, lengths up to so many times the shortest are used. */
  private static final double WITHIN = 1e-6;

  /** Returns the coefficient of t^k. */
  double coefficient(int k) {
    return coefficients[k];
  }

  /** Returns the highest order. */
  int order() {
    return coefficients.length - 1;
  }

  /** Returns whether a coefficient is more than its error. */
  boolean isKnown(int k) {
    return Math.abs(coefficients[k]) > BEYOND_ERROR * errors[k];
  }

  /** Returns the lowest order from 3 up to {@code highest} that leads over some lengths, or 0. */
  int leading(int highest) {
    for (int k = 3; k <= Math.min(highest, order()); k++) {
      if (isKnown(k) && shortest(k) < longest(k)) {
        return k;
      }
    }
    return 0;
  }

  /** Returns whether f falls along the curve, one way at least, where this order leads. */
  boolean falls(int leading) {
    return leading > 0 && (leading % 2 == 1 || coefficients[leading] < 0);
  }

  /** Returns the length from which on the terms of lower order, and their errors, are small. */
  double shortest(int order) {
    double length = 0;
    for (int k = 1; k < order; k++) {
      double other = DOMINANCE * (Math.abs(coefficients[k]) + errors[k]);
      length = Math.max(length, Math.pow(other / certain(order), 1.0 / (order - k)));
    }
    return length;
  }

  /** Returns the length up to which the terms of higher order are small. */
  double longest(int order) {
    double length = Double.POSITIVE_INFINITY;
    for (int k = order + 1; k < coefficients.length; k++) {
      double other = DOMINANCE * (Math.abs(coefficients[k]) + errors[k]);
      length = Math.min(length, Math.pow(certain(order) / other, 1.0 / (k - order)));
    }
    return length;
  }

  private double certain(int order) {
    return Math.abs(coefficients[order]) - errors[order];
  }

  /** Returns the shortest length at which a known term from order 3 on has this size, or NaN. */
  double lengthOf(double size) {
    double length = Double.NaN;
    for (int k = 3; k < coefficients.length; k++) {
      if (isKnown(k)) {
        double here = Math.pow(size / Math.abs(coefficients[k]), 1.0 / k);
        length = length <= here ? length : here;
      }
    }
    return length;
  }

  /**
   * Returns the shortest length at which a known term from order 3 on is as large as the one
   * before, or NaN: f looks different beyond it.
   */
  double scale() {
    double length = Double.NaN;
    for (int k = 4; k < coefficients.length; k++) {
      if (isKnown(k) && isKnown(k - 1)) {
        double here = Math.abs(coefficients[k - 1] / coefficients[k]);
        length = length <= here ? length : here;
      }
    }
    return length;
  }

  /**
   * Returns a length at which this order leads and is beyond noise, as far from both ends as may
   * be; NaN where there is none.
   *
   * @param noise of f
   */
  double middle(int order, double noise) {
    double low = Math.max(shortest(order), Math.pow(noise / certain(order), 1.0 / order));
    double high = Math.min(longest(order), low / WITHIN);
    return low < high ? Math.sqrt(low * high) : Double.NaN;
  }

  /** Returns the same series with another coefficient. */
  LineSeries with(int k, double coefficient, double error) {
    double[] replaced = coefficients.clone();
    double[] replacedErrors = errors.clone();
    replaced[k] = coefficient;
    replacedErrors[k] = error;
    return new LineSeries(replaced, replacedErrors);
  }
}

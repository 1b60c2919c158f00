package dev.dupin.core.interval;

import java.util.function.DoubleUnaryOperator;

/**
 * Sine, cosine and tangent of intervals. At a single number Java reduces the argument exactly,
 * however large it is. Between two numbers it is asked which multiples of pi / 2, where the
 * functions turn or have their poles, may lie: pi itself is only known to lie between two doubles,
 * so a multiple near an end counts as inside.
 */
final class PeriodicFunctions {

  /** Math.PI is below pi. */
  private static final Interval HALF_PI = new Interval(Math.PI / 2, Math.nextUp(Math.PI) / 2);

  /** Beyond, neighbouring doubles are so far apart that their quarters cannot be told. */
  private static final double COUNTABLE = 0x1p50;

  /** A whole turn has as many quarters. */
  private static final double TURN = 4;

  private PeriodicFunctions() {}

  static Interval sin(Interval a) {
    return a.lower() == 0 && a.upper() == 0 ? IntervalArithmetic.ZERO : turning(a, Math::sin, 1);
  }

  static Interval cos(Interval a) {
    return a.lower() == 0 && a.upper() == 0 ? IntervalArithmetic.ONE : turning(a, Math::cos, 0);
  }

  /**
   * @param top the multiple of pi / 2 where the function is 1, from 0 to 3
   */
  private static Interval turning(Interval a, DoubleUnaryOperator function, int top) {
    if (!IntervalArithmetic.isBounded(a)) {
      return IntervalArithmetic.isUndefined(a) ? IntervalArithmetic.UNDEFINED : new Interval(-1, 1);
    }
    double atLower = function.applyAsDouble(a.lower());
    double atUpper = function.applyAsDouble(a.upper());
    double lower = Math.nextDown(Math.min(atLower, atUpper));
    double upper = Math.nextUp(Math.max(atLower, atUpper));
    boolean least = mayHold(a, top + 2);
    boolean greatest = mayHold(a, top);
    return new Interval(least ? -1 : Math.max(-1, lower), greatest ? 1 : Math.min(1, upper));
  }

  static Interval tan(Interval a) {
    if (!IntervalArithmetic.isBounded(a) || mayHold(a, 1) || mayHold(a, 3)) {
      return IntervalArithmetic.UNDEFINED;
    }
    return IntervalArithmetic.between(
        a.lower() == 0 ? 0 : Math.nextDown(Math.tan(a.lower())),
        a.upper() == 0 ? 0 : Math.nextUp(Math.tan(a.upper())));
  }

  /**
   * Returns whether an interval may hold (4 k + quarter) pi / 2 for a whole k. A single number but
   * 0 never does, since pi is irrational.
   */
  private static boolean mayHold(Interval a, int quarter) {
    if (a.lower() == a.upper()) {
      return a.lower() == 0 && quarter == 0;
    }
    double largest = Math.max(Math.abs(a.lower()), Math.abs(a.upper()));
    if (!(largest < COUNTABLE)) {
      return true;
    }
    Interval quarters = IntervalArithmetic.divide(a, HALF_PI);
    double first = Math.ceil(quarters.lower());
    double last = Math.floor(quarters.upper());
    double next = first + Math.floorMod((long) (quarter - first), (long) TURN);
    return next <= last;
  }
}

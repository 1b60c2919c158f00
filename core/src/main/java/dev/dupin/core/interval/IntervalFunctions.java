package dev.dupin.core.interval;

import java.util.function.DoubleUnaryOperator;

/**
 * The elementary functions of intervals. Java's own are within one unit in the last place, sinh,
 * cosh and tanh within 2.5 and atan2 within 2 (see {@link Math}), and the bounds are moved by as
 * much, save where the result is exact for certain: exp(0) = 1, log(1) = 0 and the like. Results
 * are undefined where the function is not defined for every number of the operand.
 */
public final class IntervalFunctions {

  /** How far sinh, cosh and tanh may be off, rounded to whole units. */
  private static final int HYPERBOLIC_UNITS = 3;

  private static final int ATAN2_UNITS = 2;

  private IntervalFunctions() {}

  /** Bounds of a function that rises all over the interval, exact at one argument perhaps. */
  private static Interval increasing(Interval a, DoubleUnaryOperator function, double exactAt) {
    return IntervalArithmetic.between(
        down(function.applyAsDouble(a.lower()), a.lower() == exactAt),
        up(function.applyAsDouble(a.upper()), a.upper() == exactAt));
  }

  private static double down(double value, boolean exact) {
    return exact ? value : Math.nextDown(value);
  }

  private static double up(double value, boolean exact) {
    return exact ? value : Math.nextUp(value);
  }

  /** Takes off so many units in the last place; one step more, since a step itself may round. */
  private static double down(double value, int units) {
    return Double.isInfinite(value)
        ? Math.nextDown(value)
        : Math.nextDown(value - units * Math.ulp(value));
  }

  private static double up(double value, int units) {
    return -down(-value, units);
  }

  private static Interval atLeast(double bound, Interval a) {
    return IntervalArithmetic.between(Math.max(bound, a.lower()), a.upper());
  }

  private static Interval within(double lower, double upper, Interval a) {
    return IntervalArithmetic.between(Math.max(lower, a.lower()), Math.min(upper, a.upper()));
  }

  /** Returns e to the power of a. */
  public static Interval exp(Interval a) {
    return atLeast(0, increasing(a, Math::exp, 0));
  }

  /** Returns e to the power of a, less 1. */
  public static Interval expm1(Interval a) {
    return atLeast(-1, increasing(a, Math::expm1, 0));
  }

  /** Returns the natural logarithms. */
  public static Interval log(Interval a) {
    return increasing(a, Math::log, 1);
  }

  /** Returns the natural logarithms of 1 + a. */
  public static Interval log1p(Interval a) {
    return increasing(a, Math::log1p, 0);
  }

  /** Returns the sines. */
  public static Interval sin(Interval a) {
    return PeriodicFunctions.sin(a);
  }

  /** Returns the cosines. */
  public static Interval cos(Interval a) {
    return PeriodicFunctions.cos(a);
  }

  /** Returns the tangents; undefined where there may be a pole. */
  public static Interval tan(Interval a) {
    return PeriodicFunctions.tan(a);
  }

  /** Returns the arc sines. */
  public static Interval asin(Interval a) {
    return increasing(a, Math::asin, 0);
  }

  /** Returns the arc cosines, which fall. */
  public static Interval acos(Interval a) {
    return IntervalArithmetic.between(
        down(Math.acos(a.upper()), a.upper() == 1), up(Math.acos(a.lower()), a.lower() == 1));
  }

  /** Returns the arc tangents. */
  public static Interval atan(Interval a) {
    return increasing(a, Math::atan, 0);
  }

  /**
   * Returns the angles of the points (x, y), from -pi to pi; all of them where the points may lie
   * on the negative half of the x-axis or at the origin.
   */
  public static Interval atan2(Interval y, Interval x) {
    if (IntervalArithmetic.isUndefined(y) || IntervalArithmetic.isUndefined(x)) {
      return IntervalArithmetic.UNDEFINED;
    }
    if (touchesCut(y, x)) {
      double pi = Math.nextUp(Math.PI);
      return new Interval(-pi, pi);
    }
    double[] corners = {
      Math.atan2(y.lower(), x.lower()),
      Math.atan2(y.lower(), x.upper()),
      Math.atan2(y.upper(), x.lower()),
      Math.atan2(y.upper(), x.upper())
    };
    double lower = down(least(corners), ATAN2_UNITS);
    double upper = up(greatest(corners), ATAN2_UNITS);
    return IntervalArithmetic.between(
        y.lower() >= 0 ? Math.max(0, lower) : lower, y.upper() <= 0 ? Math.min(0, upper) : upper);
  }

  /** Returns whether points (x, y) may lie where the angle jumps, or at the origin. */
  public static boolean touchesCut(Interval y, Interval x) {
    return !(x.lower() > 0 || y.lower() > 0 || y.upper() < 0);
  }

  private static double least(double[] values) {
    double least = values[0];
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double greatest(double[] values) {
    double greatest = values[0];
    for (double value : values) {
      greatest = Math.max(greatest, value);
    }
    return greatest;
  }

  /** Returns the hyperbolic sines. */
  public static Interval sinh(Interval a) {
    return hyperbolic(a, Math::sinh);
  }

  /** Exact at 0. */
  private static Interval hyperbolic(Interval a, DoubleUnaryOperator function) {
    return IntervalArithmetic.between(
        a.lower() == 0 ? 0 : down(function.applyAsDouble(a.lower()), HYPERBOLIC_UNITS),
        a.upper() == 0 ? 0 : up(function.applyAsDouble(a.upper()), HYPERBOLIC_UNITS));
  }

  /** Returns the hyperbolic cosines. */
  public static Interval cosh(Interval a) {
    Interval size = IntervalArithmetic.abs(a);
    return IntervalArithmetic.between(
        Math.max(1, down(Math.cosh(size.lower()), HYPERBOLIC_UNITS)),
        size.upper() == 0 ? 1 : up(Math.cosh(size.upper()), HYPERBOLIC_UNITS));
  }

  /** Returns the hyperbolic tangents. */
  public static Interval tanh(Interval a) {
    return within(-1, 1, hyperbolic(a, Math::tanh));
  }

  /** Returns 1 / (1 + exp(-a)). */
  public static Interval sigmoid(Interval a) {
    return IntervalArithmetic.between(sigmoidAt(a.lower()).lower(), sigmoidAt(a.upper()).upper());
  }

  private static Interval sigmoidAt(double x) {
    Interval decay = exp(Interval.of(-Math.abs(x)));
    Interval sum = IntervalArithmetic.add(IntervalArithmetic.ONE, decay);
    if (x >= 0) {
      return IntervalArithmetic.divide(IntervalArithmetic.ONE, sum);
    }
    // decay / (1 + decay) rises with the decay, so each bound comes from one bound of it
    return IntervalArithmetic.between(
        Math.max(0, Rounding.divideDown(decay.lower(), Rounding.addUp(1, decay.lower()))),
        Rounding.divideUp(decay.upper(), Rounding.addDown(1, decay.upper())));
  }

  /** Returns the slopes of the sigmoid, which fall with the size of a. */
  public static Interval sigmoidSlope(Interval a) {
    Interval size = IntervalArithmetic.abs(a);
    return IntervalArithmetic.between(
        sigmoidSlopeAt(size.upper()).lower(), sigmoidSlopeAt(size.lower()).upper());
  }

  private static Interval sigmoidSlopeAt(double size) {
    Interval decay = exp(Interval.of(-size));
    Interval sum = IntervalArithmetic.add(IntervalArithmetic.ONE, decay);
    return atLeast(0, IntervalArithmetic.divide(decay, IntervalArithmetic.square(sum)));
  }

  /** Returns log(1 + exp(a)). */
  public static Interval softplus(Interval a) {
    return IntervalArithmetic.between(softplusAt(a.lower()).lower(), softplusAt(a.upper()).upper());
  }

  private static Interval softplusAt(double x) {
    Interval rest = log1p(exp(Interval.of(-Math.abs(x))));
    return atLeast(0, IntervalArithmetic.add(Interval.of(Math.max(x, 0)), rest));
  }

  /** Returns 1 / sqrt(1 - a^2), which rises with the size of a. */
  public static Interval arcSlope(Interval a) {
    Interval size = IntervalArithmetic.abs(a);
    return IntervalArithmetic.between(
        arcSlopeAt(size.lower()).lower(), arcSlopeAt(size.upper()).upper());
  }

  /** (1 - x)(1 + x) loses nothing near 1. */
  private static Interval arcSlopeAt(double size) {
    Interval x = Interval.of(size);
    Interval product =
        IntervalArithmetic.multiply(
            IntervalArithmetic.subtract(IntervalArithmetic.ONE, x),
            IntervalArithmetic.add(IntervalArithmetic.ONE, x));
    return IntervalArithmetic.divide(IntervalArithmetic.ONE, IntervalArithmetic.sqrt(product));
  }

  /**
   * Returns a to the power of b. A whole number in b may have any a (a negative power none that
   * holds 0); otherwise no number of a may be negative.
   */
  public static Interval pow(Interval a, Interval b) {
    if (isWhole(b)) {
      return IntervalArithmetic.power(a, (int) b.lower());
    }
    if (!(a.lower() >= 0) || IntervalArithmetic.isUndefined(b)) {
      return IntervalArithmetic.UNDEFINED;
    }
    // b log(a) has its extremes at the corners, and so has its exponential
    double lowest = a.lower() + 0.0; // not -0.0, whose powers have a sign
    double[] corners = {
      Math.pow(lowest, b.lower()),
      Math.pow(lowest, b.upper()),
      Math.pow(a.upper(), b.lower()),
      Math.pow(a.upper(), b.upper())
    };
    Interval bounds =
        IntervalArithmetic.between(Math.nextDown(least(corners)), Math.nextUp(greatest(corners)));
    return atLeast(0, bounds);
  }

  /** Returns whether an interval is one whole number, of a size that an int holds. */
  public static boolean isWhole(Interval a) {
    return a.lower() == a.upper() && (int) a.lower() == a.lower();
  }

  /** Returns the hypotenuses sqrt(a^2 + b^2), which are not squared on the way. */
  public static Interval hypot(Interval a, Interval b) {
    Interval one = IntervalArithmetic.abs(a);
    Interval other = IntervalArithmetic.abs(b);
    return IntervalArithmetic.between(
        Math.max(0, down(Math.hypot(one.lower(), other.lower()), other.lower() == 0)),
        up(Math.hypot(one.upper(), other.upper()), other.upper() == 0));
  }
}

package dev.dupin.core.interval;

/**
 * Sums, products, quotients and powers of intervals, rounded outwards (Moore 1966, "Interval
 * Analysis"): the result holds every number that the operation makes of numbers of the operands. It
 * is {@link #UNDEFINED} where an operand is, where 0 meets infinity, and where the operation is not
 * defined for every number of the operands.
 */
public final class IntervalArithmetic {

  /** Nothing is known. */
  public static final Interval UNDEFINED = new Interval(Double.NaN, Double.NaN);

  public static final Interval ZERO = Interval.of(0);
  public static final Interval ONE = Interval.of(1);
  public static final Interval TWO = Interval.of(2);

  /**
   * A decimal number that is no double has all 52 bits of its fraction filled by rounding; the
   * chance that the last 20 of them are zero is one in a million. A double whose last 20 bits are
   * zero is a whole number below 2^33, or a small one over a power of two, and meant as it stands.
   */
  private static final long LAST_BITS = (1L << 20) - 1;

  private IntervalArithmetic() {}

  /** Returns the interval between two bounds; undefined unless they are ordered. */
  public static Interval between(double lower, double upper) {
    return lower <= upper ? new Interval(lower, upper) : UNDEFINED;
  }

  /**
   * Returns what a constant of a program stands for: itself where it is a short binary number, such
   * as 3 or 0.25, and otherwise everything within one unit in its last place, such as for 0.1.
   */
  public static Interval ofConstant(double constant) {
    if (!Double.isFinite(constant)) {
      return UNDEFINED;
    }
    return (Double.doubleToRawLongBits(constant) & LAST_BITS) == 0
        ? Interval.of(constant)
        : new Interval(Math.nextDown(constant), Math.nextUp(constant));
  }

  /** Returns whether nothing is known of an interval. */
  public static boolean isUndefined(Interval a) {
    return !(a.lower() <= a.upper());
  }

  /** Returns whether both bounds are finite numbers. */
  public static boolean isBounded(Interval a) {
    return a.lower() > Double.NEGATIVE_INFINITY && a.upper() < Double.POSITIVE_INFINITY;
  }

  /** Returns a + b. */
  public static Interval add(Interval a, Interval b) {
    return between(Rounding.addDown(a.lower(), b.lower()), Rounding.addUp(a.upper(), b.upper()));
  }

  /** Returns a - b. */
  public static Interval subtract(Interval a, Interval b) {
    return between(Rounding.addDown(a.lower(), -b.upper()), Rounding.addUp(a.upper(), -b.lower()));
  }

  /** Returns -a. */
  public static Interval negate(Interval a) {
    return new Interval(-a.upper(), -a.lower());
  }

  /** Returns a b. */
  public static Interval multiply(Interval a, Interval b) {
    return between(
        Rounding.productLower(a.lower(), a.upper(), b.lower(), b.upper()),
        Rounding.productUpper(a.lower(), a.upper(), b.lower(), b.upper()));
  }

  /** Returns a / b; undefined where b holds 0. */
  public static Interval divide(Interval a, Interval b) {
    if (b.upper() < 0) {
      return divide(negate(a), negate(b));
    }
    if (!(b.lower() > 0)) {
      return UNDEFINED;
    }
    return between(
        Rounding.divideDown(a.lower(), a.lower() >= 0 ? b.upper() : b.lower()),
        Rounding.divideUp(a.upper(), a.upper() >= 0 ? b.lower() : b.upper()));
  }

  /** Returns the absolute values. */
  public static Interval abs(Interval a) {
    if (a.lower() >= 0) {
      return between(a.lower(), a.upper());
    }
    return a.upper() <= 0
        ? between(-a.upper(), -a.lower())
        : between(0, Math.max(-a.lower(), a.upper()));
  }

  /** Returns the lower ones of any two numbers. */
  public static Interval min(Interval a, Interval b) {
    return between(Math.min(a.lower(), b.lower()), Math.min(a.upper(), b.upper()));
  }

  /** Returns the upper ones of any two numbers. */
  public static Interval max(Interval a, Interval b) {
    return between(Math.max(a.lower(), b.lower()), Math.max(a.upper(), b.upper()));
  }

  /** Returns the smallest interval that holds both; undefined where one of them is. */
  public static Interval hull(Interval a, Interval b) {
    return between(Math.min(a.lower(), b.lower()), Math.max(a.upper(), b.upper()));
  }

  /** Returns what both hold; undefined where that is nothing, or where one of them is. */
  public static Interval intersection(Interval a, Interval b) {
    return between(Math.max(a.lower(), b.lower()), Math.min(a.upper(), b.upper()));
  }

  /** Returns a a, which is not negative. */
  public static Interval square(Interval a) {
    Interval size = abs(a);
    return between(
        Math.max(0, Rounding.multiplyDown(size.lower(), size.lower())),
        Rounding.multiplyUp(size.upper(), size.upper()));
  }

  /** Returns the roots; undefined where a number of a is negative. */
  public static Interval sqrt(Interval a) {
    return between(Math.max(0, Rounding.sqrtDown(a.lower())), Rounding.sqrtUp(a.upper()));
  }

  /** Returns a to a whole power; undefined where that is negative and a holds 0. */
  public static Interval power(Interval a, int exponent) {
    if (exponent < 0) {
      return exponent == Integer.MIN_VALUE ? UNDEFINED : divide(ONE, power(a, -exponent));
    }
    if (isUndefined(a)) {
      return UNDEFINED;
    }
    if (exponent % 2 == 0) {
      Interval size = abs(a);
      return between(
          powerOfSize(size.lower(), exponent, false), powerOfSize(size.upper(), exponent, true));
    }
    return between(oddPower(a.lower(), exponent, false), oddPower(a.upper(), exponent, true));
  }

  private static double oddPower(double a, int exponent, boolean up) {
    return a < 0 ? -powerOfSize(-a, exponent, !up) : powerOfSize(a, exponent, up);
  }

  /**
   * A bound of a^exponent, a at least 0, by repeated squaring, which keeps what is exact; its
   * rounding adds up with the exponent, that of {@link Math#pow} does not, and the better one is
   * taken.
   */
  private static double powerOfSize(double a, int exponent, boolean up) {
    double bound = 1;
    double square = a;
    for (int rest = exponent; rest > 0; rest >>= 1) {
      if ((rest & 1) == 1) {
        bound = product(bound, square, up);
      }
      if (rest > 1) {
        square = product(square, square, up);
      }
    }
    double power = Math.pow(a, exponent);
    return up
        ? Math.min(bound, Math.nextUp(power))
        : Math.max(Math.max(0, bound), Math.nextDown(power));
  }

  private static double product(double a, double b, boolean up) {
    return up ? Rounding.multiplyUp(a, b) : Math.max(0, Rounding.multiplyDown(a, b));
  }
}

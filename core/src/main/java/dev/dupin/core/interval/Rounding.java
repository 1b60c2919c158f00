package dev.dupin.core.interval;

/**
 * The operations of arithmetic, rounded down or up: a result of the processor is moved by one unit
 * in the last place unless it is certain to lie on the right side. What a result lacks is known
 * exactly, from the error terms of Knuth (1969, "The Art of Computer Programming", volume 2,
 * section 4.2.2) for sums and from a fused multiply-add for the others (Muller et al. 2018,
 * "Handbook of Floating-Point Arithmetic", sections 4.3 and 4.4), so exact results stay exact.
 *
 * <p>A lower bound that overflows is the largest double rather than infinity. NaN stays NaN.
 */
public final class Rounding {

  /**
   * From this magnitude on the error of a product, a quotient or a root is a double: it is at least
   * 2^-106 times the result, and 2^-1074 is the smallest double.
   */
  private static final double EXACT_ERRORS = 0x1p-960;

  private Rounding() {}

  /** Returns a lower bound of a + b, the largest double that is one. */
  public static double addDown(double a, double b) {
    double sum = a + b;
    return errorOfSum(a, b, sum) >= 0 ? sum : Math.nextDown(sum);
  }

  /** Returns an upper bound of a + b, the smallest double that is one. */
  public static double addUp(double a, double b) {
    double sum = a + b;
    return errorOfSum(a, b, sum) <= 0 ? sum : Math.nextUp(sum);
  }

  /** The exact a + b less the sum; NaN where something overflows. */
  private static double errorOfSum(double a, double b, double sum) {
    double part = sum - a;
    return (a - (sum - part)) + (b - part);
  }

  /** Returns a lower bound of a b. */
  public static double multiplyDown(double a, double b) {
    double product = a * b;
    double error = Math.fma(a, b, -product);
    return error > 0 || (error == 0 && isExact(a, b, product)) ? product : Math.nextDown(product);
  }

  /** Returns an upper bound of a b. */
  public static double multiplyUp(double a, double b) {
    double product = a * b;
    double error = Math.fma(a, b, -product);
    return error < 0 || (error == 0 && isExact(a, b, product)) ? product : Math.nextUp(product);
  }

  private static boolean isExact(double a, double b, double product) {
    return Math.abs(product) >= EXACT_ERRORS || a == 0 || b == 0;
  }

  /** Returns a lower bound of a / b, where b is not 0. */
  public static double divideDown(double a, double b) {
    double quotient = a / b;
    double error = errorOfQuotient(a, b, quotient);
    return error > 0 || (error == 0 && isExact(a)) ? quotient : Math.nextDown(quotient);
  }

  /** Returns an upper bound of a / b, where b is not 0. */
  public static double divideUp(double a, double b) {
    double quotient = a / b;
    double error = errorOfQuotient(a, b, quotient);
    return error < 0 || (error == 0 && isExact(a)) ? quotient : Math.nextUp(quotient);
  }

  /** Has the sign of the exact a / b less the quotient. */
  private static double errorOfQuotient(double a, double b, double quotient) {
    double remainder = Math.fma(-quotient, b, a);
    return b < 0 ? -remainder : remainder;
  }

  private static boolean isExact(double operand) {
    return Math.abs(operand) >= EXACT_ERRORS || operand == 0;
  }

  /** Returns a lower bound of the root of a; NaN below 0. */
  public static double sqrtDown(double a) {
    double root = Math.sqrt(a);
    double remainder = Math.fma(-root, root, a);
    return remainder > 0 || (remainder == 0 && isExact(a)) ? root : Math.nextDown(root);
  }

  /** Returns an upper bound of the root of a; NaN below 0. */
  public static double sqrtUp(double a) {
    double root = Math.sqrt(a);
    double remainder = Math.fma(-root, root, a);
    return remainder < 0 || (remainder == 0 && isExact(a)) ? root : Math.nextUp(root);
  }

  /** Returns the lower bound of a product of two intervals; NaN where one of them is undefined. */
  public static double productLower(
      double lower, double upper, double otherLower, double otherUpper) {
    if (lower >= 0) {
      return multiplyDown(otherLower >= 0 ? lower : upper, otherLower);
    }
    if (upper <= 0) {
      return multiplyDown(otherUpper <= 0 ? upper : lower, otherUpper);
    }
    if (otherLower >= 0) {
      return multiplyDown(lower, otherUpper);
    }
    if (otherUpper <= 0) {
      return multiplyDown(upper, otherLower);
    }
    return Math.min(multiplyDown(lower, otherUpper), multiplyDown(upper, otherLower));
  }

  /** Returns the upper bound of a product of two intervals; NaN where one of them is undefined. */
  public static double productUpper(
      double lower, double upper, double otherLower, double otherUpper) {
    if (lower >= 0) {
      return multiplyUp(otherUpper >= 0 ? upper : lower, otherUpper);
    }
    if (upper <= 0) {
      return multiplyUp(otherLower <= 0 ? lower : upper, otherLower);
    }
    if (otherLower >= 0) {
      return multiplyUp(upper, otherUpper);
    }
    if (otherUpper <= 0) {
      return multiplyUp(lower, otherLower);
    }
    return Math.max(multiplyUp(lower, otherLower), multiplyUp(upper, otherUpper));
  }
}

package dev.dupin.core.autodiff;

/**
 * Values and derivatives of the operations of one operand u and a constant c. Every formula holds
 * to the end of the domain: no cancellation, no overflow on the way to a finite result, and the
 * one-sided limit at the border.
 */
final class UnaryFunctions {

  private UnaryFunctions() {}

  /** Returns the value of the operation. */
  static double value(byte code, double u, double c) {
    return switch (code) {
      case Code.CONSTANT -> c;
      case Code.NEGATE -> -u;
      case Code.ADD_CONSTANT -> u + c;
      case Code.CONSTANT_SUBTRACT -> c - u;
      case Code.MULTIPLY_CONSTANT -> u * c;
      case Code.DIVIDE_CONSTANT -> u / c;
      case Code.SQUARE -> u * u;
      case Code.CONSTANT_DIVIDE -> c / u;
      case Code.POW_CONSTANT -> power(u, c);
      case Code.CONSTANT_POW -> Math.pow(c, u);
      case Code.ATAN2_CONSTANT -> Math.atan2(u, c);
      case Code.CONSTANT_ATAN2 -> Math.atan2(c, u);
      case Code.MIN_CONSTANT -> Math.min(u, c);
      case Code.MAX_CONSTANT -> Math.max(u, c);
      default -> elementary(code, u);
    };
  }

  private static double elementary(byte code, double u) {
    return switch (code) {
      case Code.SQRT -> Math.sqrt(u);
      case Code.EXP -> Math.exp(u);
      case Code.EXPM1 -> Math.expm1(u);
      case Code.LOG -> Math.log(u);
      case Code.LOG1P -> Math.log1p(u);
      case Code.SIN -> Math.sin(u);
      case Code.COS -> Math.cos(u);
      case Code.TAN -> Math.tan(u);
      case Code.ASIN -> Math.asin(u);
      case Code.ACOS -> Math.acos(u);
      case Code.ATAN -> Math.atan(u);
      case Code.SINH -> Math.sinh(u);
      case Code.COSH -> Math.cosh(u);
      case Code.TANH -> Math.tanh(u);
      case Code.ABS -> Math.abs(u);
      case Code.SIGMOID -> sigmoid(u);
      case Code.SOFTPLUS -> Math.max(u, 0) + Math.log1p(Math.exp(-Math.abs(u)));
      default -> throw new AssertionError(code);
    };
  }

  /**
   * Returns the first derivative with respect to u.
   *
   * @param v the value of the operation
   */
  static double first(byte code, double u, double c, double v) {
    return switch (code) {
      case Code.CONSTANT_DIVIDE -> -v / u;
      case Code.POW_CONSTANT -> powerFirst(u, c);
      case Code.CONSTANT_POW -> timesLog(v, c);
      case Code.ATAN2_CONSTANT -> BinaryFunctions.left(Code.ATAN2, u, c, v);
      case Code.CONSTANT_ATAN2 -> BinaryFunctions.right(Code.ATAN2, c, u, v);
      case Code.MIN_CONSTANT -> BinaryFunctions.left(Code.MIN, u, c, v);
      case Code.MAX_CONSTANT -> BinaryFunctions.left(Code.MAX, u, c, v);
      // abs: the root of -0.0 is -0.0, where the slope is +infinity all the same; so below.
      case Code.SQRT -> 0.5 / Math.abs(v);
      case Code.EXP -> v;
      case Code.EXPM1 -> Math.exp(u);
      case Code.LOG -> reciprocalFromZero(u);
      case Code.LOG1P -> reciprocalFromZero(1 + u);
      case Code.SIN -> Math.cos(u);
      case Code.COS -> -Math.sin(u);
      case Code.TAN -> 1 + v * v;
      case Code.ASIN -> arcSlope(u);
      case Code.ACOS -> -arcSlope(u);
      case Code.ATAN -> 1 / (1 + u * u);
      case Code.SINH -> Math.cosh(u);
      case Code.COSH -> Math.sinh(u);
      case Code.TANH -> tanhSlope(u);
      case Code.ABS -> Math.signum(u);
      case Code.SIGMOID -> sigmoidSlope(u);
      case Code.SOFTPLUS -> sigmoid(u);
      default -> throw new AssertionError(code);
    };
  }

  /**
   * Returns the second derivative with respect to u.
   *
   * @param v the value of the operation
   */
  static double second(byte code, double u, double c, double v) {
    return switch (code) {
      case Code.CONSTANT_DIVIDE -> 2 * (v / u / u);
      case Code.POW_CONSTANT -> powerSecond(u, c);
      case Code.CONSTANT_POW -> timesLog(timesLog(v, c), c);
      case Code.ATAN2_CONSTANT -> BinaryFunctions.leftLeft(Code.ATAN2, u, c, v);
      case Code.CONSTANT_ATAN2 -> BinaryFunctions.rightRight(Code.ATAN2, c, u, v);
      case Code.MIN_CONSTANT, Code.MAX_CONSTANT, Code.ABS -> 0;
      case Code.SQRT -> -0.25 / (Math.abs(v) * Math.abs(u));
      case Code.EXP, Code.SINH, Code.COSH -> v;
      case Code.EXPM1 -> Math.exp(u);
      case Code.LOG -> -square(reciprocalFromZero(u));
      case Code.LOG1P -> -square(reciprocalFromZero(1 + u));
      case Code.SIN, Code.COS -> -v;
      case Code.TAN -> 2 * v * (1 + v * v);
      case Code.ASIN -> arcCurvature(u);
      case Code.ACOS -> -arcCurvature(u);
      case Code.ATAN -> -2 * u * square(1 / (1 + u * u));
      case Code.TANH -> -2 * v * tanhSlope(u);
      case Code.SIGMOID -> sigmoidCurvature(u);
      case Code.SOFTPLUS -> sigmoidSlope(u);
      default -> throw new AssertionError(code);
    };
  }

  private static double square(double x) {
    return x * x;
  }

  /** x to the power of c; the small whole powers, which are the common ones, by products. */
  private static double power(double x, double c) {
    if (c == 3) {
      return x * x * x;
    }
    if (c == 2) {
      return x * x;
    }
    if (c == 1) {
      return x;
    }
    return c == 4 ? square(x * x) : Math.pow(x, c);
  }

  /** A vanishing coefficient wins over an infinite power: the slope of x^0 is 0 at 0 too. */
  private static double powerFirst(double x, double c) {
    return c == 0 ? 0 : c * power(x, c - 1);
  }

  private static double powerSecond(double x, double c) {
    return c == 0 || c == 1 ? 0 : c * (c - 1) * power(x, c - 2);
  }

  /**
   * v log(base), where v holds a power of the base as a factor: 0 at base 0 and v = 0, which is the
   * limit.
   */
  static double timesLog(double v, double base) {
    return v == 0 && base >= 0 ? 0 : v * Math.log(base);
  }

  /** 1 / x where x >= 0, infinite at both zeros; NaN outside the domain of the logarithm. */
  private static double reciprocalFromZero(double x) {
    return x >= 0 ? 1 / Math.abs(x) : Double.NaN;
  }

  /** 1 / sqrt(1 - x^2), without the cancellation near 1. */
  private static double arcSlope(double x) {
    return 1 / Math.sqrt((1 - x) * (1 + x));
  }

  private static double arcCurvature(double x) {
    double slope = arcSlope(x);
    return x * slope * slope * slope;
  }

  /** 1 / cosh^2; the textbook's 1 - tanh^2 loses every digit from |x| = 19 on. */
  private static double tanhSlope(double x) {
    return 1 / square(Math.cosh(x));
  }

  private static double sigmoid(double x) {
    double decay = Math.exp(-Math.abs(x));
    return (x >= 0 ? 1 : decay) / (1 + decay);
  }

  /** s (1 - s), without forming 1 - s. */
  private static double sigmoidSlope(double x) {
    double decay = Math.exp(-Math.abs(x));
    return decay / square(1 + decay);
  }

  /** s (1 - s) (1 - 2 s), where 1 - 2 s = -tanh(x / 2). */
  private static double sigmoidCurvature(double x) {
    return -sigmoidSlope(x) * Math.tanh(0.5 * x);
  }
}

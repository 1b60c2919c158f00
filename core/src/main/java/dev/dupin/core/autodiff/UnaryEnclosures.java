package dev.dupin.core.autodiff;

import static dev.dupin.core.interval.IntervalArithmetic.ONE;
import static dev.dupin.core.interval.IntervalArithmetic.TWO;
import static dev.dupin.core.interval.IntervalArithmetic.ZERO;
import static dev.dupin.core.interval.IntervalArithmetic.add;
import static dev.dupin.core.interval.IntervalArithmetic.divide;
import static dev.dupin.core.interval.IntervalArithmetic.multiply;
import static dev.dupin.core.interval.IntervalArithmetic.negate;
import static dev.dupin.core.interval.IntervalArithmetic.power;
import static dev.dupin.core.interval.IntervalArithmetic.square;
import static dev.dupin.core.interval.IntervalArithmetic.subtract;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.IntervalFunctions;

/**
 * What {@link UnaryFunctions} computes, for intervals: bounds of the values and derivatives of the
 * operations of one operand u and a constant c, and where they are certain to be smooth.
 */
final class UnaryEnclosures {

  private static final Interval HALF = Interval.of(0.5);
  private static final Interval QUARTER = Interval.of(0.25);
  private static final Interval SIGNS = new Interval(-1, 1);
  private static final int CUBE = 3;

  private UnaryEnclosures() {}

  /** Returns bounds of the value. */
  static Interval value(byte code, Interval u, Interval c) {
    return switch (code) {
      case Code.CONSTANT -> c;
      case Code.NEGATE -> negate(u);
      case Code.ADD_CONSTANT -> add(u, c);
      case Code.CONSTANT_SUBTRACT -> subtract(c, u);
      case Code.MULTIPLY_CONSTANT -> multiply(u, c);
      case Code.DIVIDE_CONSTANT -> divide(u, c);
      case Code.SQUARE -> square(u);
      case Code.CONSTANT_DIVIDE -> divide(c, u);
      case Code.POW_CONSTANT -> IntervalFunctions.pow(u, c);
      case Code.CONSTANT_POW -> IntervalFunctions.pow(c, u);
      case Code.ATAN2_CONSTANT -> IntervalFunctions.atan2(u, c);
      case Code.CONSTANT_ATAN2 -> IntervalFunctions.atan2(c, u);
      case Code.MIN_CONSTANT -> IntervalArithmetic.min(u, c);
      case Code.MAX_CONSTANT -> IntervalArithmetic.max(u, c);
      default -> elementary(code, u);
    };
  }

  private static Interval elementary(byte code, Interval u) {
    return switch (code) {
      case Code.SQRT -> IntervalArithmetic.sqrt(u);
      case Code.EXP -> IntervalFunctions.exp(u);
      case Code.EXPM1 -> IntervalFunctions.expm1(u);
      case Code.LOG -> IntervalFunctions.log(u);
      case Code.LOG1P -> IntervalFunctions.log1p(u);
      case Code.SIN -> IntervalFunctions.sin(u);
      case Code.COS -> IntervalFunctions.cos(u);
      case Code.TAN -> IntervalFunctions.tan(u);
      case Code.ASIN -> IntervalFunctions.asin(u);
      case Code.ACOS -> IntervalFunctions.acos(u);
      case Code.ATAN -> IntervalFunctions.atan(u);
      case Code.SINH -> IntervalFunctions.sinh(u);
      case Code.COSH -> IntervalFunctions.cosh(u);
      case Code.TANH -> IntervalFunctions.tanh(u);
      case Code.ABS -> IntervalArithmetic.abs(u);
      case Code.SIGMOID -> IntervalFunctions.sigmoid(u);
      case Code.SOFTPLUS -> IntervalFunctions.softplus(u);
      default -> throw new AssertionError(code);
    };
  }

  /**
   * Returns whether the operation is certain to be twice continuously differentiable around every
   * number of u, given that all of u is in its domain.
   */
  static boolean isSmooth(byte code, Interval u, Interval c) {
    return switch (code) {
      case Code.DIVIDE_CONSTANT -> excludesZero(c);
      case Code.CONSTANT_DIVIDE, Code.ABS -> excludesZero(u);
      case Code.POW_CONSTANT -> isSmoothPower(u, c);
      case Code.CONSTANT_POW -> c.lower() > 0;
      case Code.ATAN2_CONSTANT -> !IntervalFunctions.touchesCut(u, c);
      case Code.CONSTANT_ATAN2 -> !IntervalFunctions.touchesCut(c, u);
      case Code.MIN_CONSTANT, Code.MAX_CONSTANT -> BinaryEnclosures.isApart(u, c);
      case Code.SQRT, Code.LOG -> u.lower() > 0;
      case Code.LOG1P -> u.lower() > -1;
      case Code.ASIN, Code.ACOS -> u.lower() > -1 && u.upper() < 1;
      default -> true;
    };
  }

  private static boolean excludesZero(Interval a) {
    return a.lower() > 0 || a.upper() < 0;
  }

  /** A whole power is smooth everywhere, a negative one except at 0; any other above 0 only. */
  private static boolean isSmoothPower(Interval u, Interval c) {
    if (IntervalFunctions.isWhole(c)) {
      return c.lower() >= 0 || excludesZero(u);
    }
    return u.lower() > 0;
  }

  /**
   * Returns bounds of the first derivative; at a kink, of both one-sided ones.
   *
   * @param v bounds of the value
   */
  static Interval first(byte code, Interval u, Interval c, Interval v) {
    return switch (code) {
      case Code.MULTIPLY_CONSTANT -> c;
      case Code.DIVIDE_CONSTANT -> divide(ONE, c);
      case Code.SQUARE -> multiply(TWO, u);
      case Code.CONSTANT_DIVIDE -> negate(divide(v, u));
      case Code.POW_CONSTANT -> powerFirst(u, c);
      case Code.CONSTANT_POW -> multiply(v, IntervalFunctions.log(c));
      case Code.ATAN2_CONSTANT -> BinaryEnclosures.left(Code.ATAN2, u, c, v);
      case Code.CONSTANT_ATAN2 -> BinaryEnclosures.right(Code.ATAN2, c, u, v);
      case Code.MIN_CONSTANT -> BinaryEnclosures.left(Code.MIN, u, c, v);
      case Code.MAX_CONSTANT -> BinaryEnclosures.left(Code.MAX, u, c, v);
      default -> elementaryFirst(code, u, v);
    };
  }

  private static Interval elementaryFirst(byte code, Interval u, Interval v) {
    return switch (code) {
      case Code.SQRT -> divide(HALF, v);
      case Code.EXP -> v;
      case Code.EXPM1 -> IntervalFunctions.exp(u);
      case Code.LOG -> divide(ONE, u);
      case Code.LOG1P -> divide(ONE, add(ONE, u));
      case Code.SIN -> IntervalFunctions.cos(u);
      case Code.COS -> negate(IntervalFunctions.sin(u));
      case Code.TAN -> add(ONE, square(v));
      case Code.ASIN -> IntervalFunctions.arcSlope(u);
      case Code.ACOS -> negate(IntervalFunctions.arcSlope(u));
      case Code.ATAN -> divide(ONE, add(ONE, square(u)));
      case Code.SINH -> IntervalFunctions.cosh(u);
      case Code.COSH -> IntervalFunctions.sinh(u);
      case Code.TANH -> tanhSlope(u);
      case Code.ABS -> u.lower() > 0 ? ONE : u.upper() < 0 ? negate(ONE) : SIGNS;
      case Code.SIGMOID -> IntervalFunctions.sigmoidSlope(u);
      case Code.SOFTPLUS -> IntervalFunctions.sigmoid(u);
      default -> throw new AssertionError(code);
    };
  }

  /**
   * Returns bounds of the second derivative.
   *
   * @param v bounds of the value
   */
  static Interval second(byte code, Interval u, Interval c, Interval v) {
    return switch (code) {
      case Code.MULTIPLY_CONSTANT, Code.DIVIDE_CONSTANT -> ZERO;
      case Code.SQUARE -> TWO;
      case Code.CONSTANT_DIVIDE -> multiply(TWO, divide(divide(v, u), u));
      case Code.POW_CONSTANT -> powerSecond(u, c);
      case Code.CONSTANT_POW -> multiply(v, square(IntervalFunctions.log(c)));
      case Code.ATAN2_CONSTANT -> BinaryEnclosures.leftLeft(Code.ATAN2, u, c, v);
      case Code.CONSTANT_ATAN2 -> BinaryEnclosures.rightRight(Code.ATAN2, c, u, v);
      case Code.MIN_CONSTANT, Code.MAX_CONSTANT, Code.ABS -> ZERO;
      default -> elementarySecond(code, u, v);
    };
  }

  private static Interval elementarySecond(byte code, Interval u, Interval v) {
    return switch (code) {
      case Code.SQRT -> negate(divide(QUARTER, multiply(v, u)));
      case Code.EXP, Code.SINH, Code.COSH -> v;
      case Code.EXPM1 -> IntervalFunctions.exp(u);
      case Code.LOG -> negate(square(divide(ONE, u)));
      case Code.LOG1P -> negate(square(divide(ONE, add(ONE, u))));
      case Code.SIN, Code.COS -> negate(v);
      case Code.TAN -> multiply(multiply(TWO, v), add(ONE, square(v)));
      case Code.ASIN -> arcCurvature(u);
      case Code.ACOS -> negate(arcCurvature(u));
      case Code.ATAN ->
          multiply(multiply(negate(TWO), u), square(divide(ONE, add(ONE, square(u)))));
      case Code.TANH -> multiply(multiply(negate(TWO), v), tanhSlope(u));
      case Code.SIGMOID ->
          multiply(
              negate(IntervalFunctions.sigmoidSlope(u)), IntervalFunctions.tanh(multiply(HALF, u)));
      case Code.SOFTPLUS -> IntervalFunctions.sigmoidSlope(u);
      default -> throw new AssertionError(code);
    };
  }

  /** The slope of x^0 is 0 at 0 too. */
  private static Interval powerFirst(Interval u, Interval c) {
    Interval less = subtract(c, ONE);
    return isZero(c) ? ZERO : multiply(c, IntervalFunctions.pow(u, less));
  }

  private static Interval powerSecond(Interval u, Interval c) {
    Interval less = subtract(c, ONE);
    if (isZero(c) || isZero(less)) {
      return ZERO;
    }
    return multiply(multiply(c, less), IntervalFunctions.pow(u, subtract(c, TWO)));
  }

  private static boolean isZero(Interval a) {
    return a.lower() == 0 && a.upper() == 0;
  }

  private static Interval arcCurvature(Interval u) {
    return multiply(u, power(IntervalFunctions.arcSlope(u), CUBE));
  }

  private static Interval tanhSlope(Interval u) {
    return square(divide(ONE, IntervalFunctions.cosh(u)));
  }
}

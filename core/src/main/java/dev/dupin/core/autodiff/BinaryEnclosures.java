package dev.dupin.core.autodiff;

import static dev.dupin.core.interval.IntervalArithmetic.ONE;
import static dev.dupin.core.interval.IntervalArithmetic.TWO;
import static dev.dupin.core.interval.IntervalArithmetic.ZERO;
import static dev.dupin.core.interval.IntervalArithmetic.add;
import static dev.dupin.core.interval.IntervalArithmetic.divide;
import static dev.dupin.core.interval.IntervalArithmetic.multiply;
import static dev.dupin.core.interval.IntervalArithmetic.negate;
import static dev.dupin.core.interval.IntervalArithmetic.square;
import static dev.dupin.core.interval.IntervalArithmetic.subtract;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.IntervalFunctions;

/**
 * What {@link BinaryFunctions} computes, for intervals: bounds of the values and derivatives of the
 * operations of two operands, u on the left and w on the right, and where they are certain to be
 * smooth.
 */
final class BinaryEnclosures {

  private static final Interval EITHER = new Interval(0, 1);

  private BinaryEnclosures() {}

  /** Returns bounds of the value. */
  static Interval value(byte code, Interval u, Interval w) {
    return switch (code) {
      case Code.ADD -> add(u, w);
      case Code.SUBTRACT -> subtract(u, w);
      case Code.MULTIPLY -> multiply(u, w);
      case Code.DIVIDE -> divide(u, w);
      case Code.POW -> IntervalFunctions.pow(u, w);
      case Code.ATAN2 -> IntervalFunctions.atan2(u, w);
      case Code.MIN -> IntervalArithmetic.min(u, w);
      case Code.MAX -> IntervalArithmetic.max(u, w);
      default -> throw new AssertionError(code);
    };
  }

  /**
   * Returns whether the operation is certain to be twice continuously differentiable around all
   * numbers of u and w, given that all of them are in its domain.
   */
  static boolean isSmooth(byte code, Interval u, Interval w) {
    return switch (code) {
      case Code.DIVIDE -> w.lower() > 0 || w.upper() < 0;
      case Code.POW -> u.lower() > 0;
      case Code.ATAN2 -> !IntervalFunctions.touchesCut(u, w);
      case Code.MIN, Code.MAX -> isApart(u, w);
      default -> true;
    };
  }

  /** Returns whether no number of one interval is in the other. */
  static boolean isApart(Interval u, Interval w) {
    return u.upper() < w.lower() || w.upper() < u.lower();
  }

  /**
   * Returns bounds of the derivative with respect to the left operand; at a kink, of both one-sided
   * ones.
   *
   * @param v bounds of the value
   */
  static Interval left(byte code, Interval u, Interval w, Interval v) {
    return switch (code) {
      case Code.DIVIDE -> divide(ONE, w);
      case Code.POW -> multiply(w, IntervalFunctions.pow(u, subtract(w, ONE)));
      case Code.ATAN2 -> divide(w, squaredDistance(u, w));
      case Code.MIN -> stepUp(u, w);
      case Code.MAX -> stepUp(w, u);
      default -> throw new AssertionError(code);
    };
  }

  /** Returns bounds of the derivative with respect to the right operand. */
  static Interval right(byte code, Interval u, Interval w, Interval v) {
    return switch (code) {
      case Code.DIVIDE -> negate(divide(v, w));
      case Code.POW -> multiply(v, IntervalFunctions.log(u));
      case Code.ATAN2 -> negate(divide(u, squaredDistance(u, w)));
      case Code.MIN -> stepUp(w, u);
      case Code.MAX -> stepUp(u, w);
      default -> throw new AssertionError(code);
    };
  }

  /** Returns bounds of the second derivative with respect to the left operand. */
  static Interval leftLeft(byte code, Interval u, Interval w, Interval v) {
    return switch (code) {
      case Code.DIVIDE, Code.MIN, Code.MAX -> ZERO;
      case Code.POW -> {
        Interval factor = multiply(w, subtract(w, ONE));
        yield multiply(factor, IntervalFunctions.pow(u, subtract(w, TWO)));
      }
      case Code.ATAN2 -> negate(angleCurvature(u, w));
      default -> throw new AssertionError(code);
    };
  }

  /** Returns bounds of the mixed second derivative. */
  static Interval leftRight(byte code, Interval u, Interval w, Interval v) {
    return switch (code) {
      case Code.DIVIDE -> negate(divide(divide(ONE, w), w));
      case Code.POW -> {
        Interval growth = add(ONE, multiply(w, IntervalFunctions.log(u)));
        yield multiply(IntervalFunctions.pow(u, subtract(w, ONE)), growth);
      }
      case Code.ATAN2 -> divide(subtract(square(u), square(w)), square(squaredDistance(u, w)));
      case Code.MIN, Code.MAX -> ZERO;
      default -> throw new AssertionError(code);
    };
  }

  /** Returns bounds of the second derivative with respect to the right operand. */
  static Interval rightRight(byte code, Interval u, Interval w, Interval v) {
    return switch (code) {
      case Code.DIVIDE -> multiply(TWO, divide(divide(v, w), w));
      case Code.POW -> multiply(v, square(IntervalFunctions.log(u)));
      case Code.ATAN2 -> angleCurvature(u, w);
      case Code.MIN, Code.MAX -> ZERO;
      default -> throw new AssertionError(code);
    };
  }

  private static Interval squaredDistance(Interval u, Interval w) {
    return add(square(u), square(w));
  }

  /** 2 u w / (u^2 + w^2)^2. */
  private static Interval angleCurvature(Interval u, Interval w) {
    return divide(multiply(multiply(TWO, u), w), square(squaredDistance(u, w)));
  }

  /** 1 where the first operand is below the second, 0 above, both where that is not certain. */
  private static Interval stepUp(Interval u, Interval w) {
    return u.upper() < w.lower() ? ONE : w.upper() < u.lower() ? ZERO : EITHER;
  }
}

package dev.dupin.core.autodiff;

/**
 * Values and derivatives of the operations of two operands, u on the left and w on the right; v is
 * the value of the operation. Sum, difference and product have their derivatives in the sweeps.
 */
final class BinaryFunctions {

  private BinaryFunctions() {}

  /** Returns the value of the operation. */
  static double value(byte code, double u, double w) {
    return switch (code) {
      case Code.ADD -> u + w;
      case Code.SUBTRACT -> u - w;
      case Code.MULTIPLY -> u * w;
      case Code.DIVIDE -> u / w;
      case Code.POW -> Math.pow(u, w);
      case Code.ATAN2 -> Math.atan2(u, w);
      case Code.MIN -> Math.min(u, w);
      case Code.MAX -> Math.max(u, w);
      default -> throw new AssertionError(code);
    };
  }

  /** Returns the derivative with respect to the left operand. */
  static double left(byte code, double u, double w, double v) {
    return switch (code) {
      case Code.DIVIDE -> 1 / w;
      case Code.POW -> w == 0 ? 0 : w * Math.pow(u, w - 1);
      case Code.ATAN2 -> {
        double distance = Math.hypot(u, w);
        yield w / distance / distance;
      }
      case Code.MIN -> stepUp(w - u, u, w);
      case Code.MAX -> stepUp(u - w, u, w);
      default -> throw new AssertionError(code);
    };
  }

  /** Returns the derivative with respect to the right operand. */
  static double right(byte code, double u, double w, double v) {
    return switch (code) {
      case Code.DIVIDE -> -v / w;
      case Code.POW -> UnaryFunctions.timesLog(v, u);
      case Code.ATAN2 -> {
        double distance = Math.hypot(u, w);
        yield -u / distance / distance;
      }
      case Code.MIN -> stepUp(u - w, u, w);
      case Code.MAX -> stepUp(w - u, u, w);
      default -> throw new AssertionError(code);
    };
  }

  /** Returns the second derivative with respect to the left operand. */
  static double leftLeft(byte code, double u, double w, double v) {
    return switch (code) {
      case Code.DIVIDE, Code.MIN, Code.MAX -> 0;
      case Code.POW -> w == 0 || w == 1 ? 0 : w * (w - 1) * Math.pow(u, w - 2);
      case Code.ATAN2 -> {
        double distance = Math.hypot(u, w);
        yield -2 * (u / distance) * (w / distance) / distance / distance;
      }
      default -> throw new AssertionError(code);
    };
  }

  /** Returns the mixed second derivative. */
  static double leftRight(byte code, double u, double w, double v) {
    return switch (code) {
      case Code.DIVIDE -> -1 / w / w;
      case Code.POW -> powerMixed(u, w);
      case Code.ATAN2 -> {
        double distance = Math.hypot(u, w);
        yield (u / distance - w / distance) * (u / distance + w / distance) / distance / distance;
      }
      case Code.MIN, Code.MAX -> 0;
      default -> throw new AssertionError(code);
    };
  }

  /** Returns the second derivative with respect to the right operand. */
  static double rightRight(byte code, double u, double w, double v) {
    return switch (code) {
      case Code.DIVIDE -> 2 * (v / w / w);
      case Code.POW -> UnaryFunctions.timesLog(UnaryFunctions.timesLog(v, u), u);
      case Code.ATAN2 -> {
        double distance = Math.hypot(u, w);
        yield 2 * (u / distance) * (w / distance) / distance / distance;
      }
      case Code.MIN, Code.MAX -> 0;
      default -> throw new AssertionError(code);
    };
  }

  /** u^(w - 1) (1 + w log u); at u = 0 a vanishing power wins over the logarithm. */
  private static double powerMixed(double u, double w) {
    double power = Math.pow(u, w - 1);
    return power == 0 && u >= 0 ? 0 : power * (1 + w * Math.log(u));
  }

  /** 1 above 0, 0 below; half where the operands are equal (infinities too), NaN where one is. */
  private static double stepUp(double difference, double u, double w) {
    if (u == w) {
      return 0.5;
    }
    return difference > 0 ? 1 : difference < 0 ? 0 : Double.NaN;
  }
}

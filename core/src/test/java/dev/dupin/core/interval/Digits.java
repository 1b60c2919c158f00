package dev.dupin.core.interval;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions to more than 40 digits, relative to the result, by Taylor series after a
 * reduction of the argument. Outside the domain they throw an {@link ArithmeticException}.
 */
public final class Digits {

  /** Twenty digits more than promised, which reductions and cancellations may cost. */
  public static final MathContext CONTEXT = new MathContext(60, RoundingMode.HALF_EVEN);

  /** Enough to reduce 2^1023 and have 60 digits left. */
  private static final MathContext WIDE = new MathContext(400, RoundingMode.HALF_EVEN);

  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal SMALL = new BigDecimal("0.001");
  private static final BigDecimal WIDE_PI = machin();

  /** Pi to 60 digits. */
  public static final BigDecimal PI = WIDE_PI.round(CONTEXT);

  private Digits() {}

  /** Pi = 16 atan(1/5) - 4 atan(1/239). */
  private static BigDecimal machin() {
    return BigDecimal.valueOf(16)
        .multiply(inverseAtan(5))
        .subtract(BigDecimal.valueOf(4).multiply(inverseAtan(239)));
  }

  private static BigDecimal inverseAtan(int k) {
    BigDecimal square = BigDecimal.valueOf(-(long) k * k);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(k), WIDE);
    BigDecimal sum = power;
    for (int i = 3; power.abs().compareTo(BigDecimal.valueOf(1, 420)) > 0; i += 2) {
      power = power.divide(square, WIDE);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), WIDE), WIDE);
    }
    return sum;
  }

  public static BigDecimal of(double x) {
    return new BigDecimal(x);
  }

  public static BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(CONTEXT);
  }

  public static BigDecimal exp(BigDecimal x) {
    return x.signum() < 0 ? ONE.divide(exp(x.negate()), CONTEXT) : expm1(x).add(ONE, CONTEXT);
  }

  /** By doubling the argument: expm1(2 x) = expm1(x) (expm1(x) + 2). */
  public static BigDecimal expm1(BigDecimal x) {
    if (x.signum() < 0) {
      BigDecimal growth = expm1(x.negate()); // 1 / e^|x| - 1
      return growth.negate().divide(growth.add(ONE, CONTEXT), CONTEXT);
    }
    int doublings = 0;
    BigDecimal reduced = x;
    while (reduced.compareTo(SMALL) > 0) {
      reduced = reduced.divide(TWO, CONTEXT);
      doublings++;
    }
    BigDecimal result = series(reduced, reduced, 1, false, false);
    for (int i = 0; i < doublings; i++) {
      result = result.multiply(result.add(TWO, CONTEXT), CONTEXT);
    }
    return result;
  }

  /**
   * The sum of first, first x / (k + 1), … or, by squares, first x^2 / ((k + 1)(k + 2)), …, with
   * changing signs perhaps.
   */
  private static BigDecimal series(
      BigDecimal first, BigDecimal x, int k, boolean squares, boolean alternating) {
    BigDecimal factor = squares ? x.multiply(x, CONTEXT) : x;
    factor = alternating ? factor.negate() : factor;
    BigDecimal term = first;
    BigDecimal sum = first;
    int at = k;
    while (term.signum() != 0
        && term.precision() - term.scale() > sum.precision() - sum.scale() - 75) {
      long divisor = squares ? (long) (at + 1) * (at + 2) : at + 1;
      at += squares ? 2 : 1;
      term = term.multiply(factor, CONTEXT).divide(BigDecimal.valueOf(divisor), CONTEXT);
      sum = sum.add(term, CONTEXT);
    }
    return sum;
  }

  public static BigDecimal log(BigDecimal x) {
    if (x.signum() <= 0) {
      throw new ArithmeticException("log of " + x);
    }
    BigDecimal less = x.subtract(ONE);
    if (less.abs().compareTo(SMALL) < 0) {
      return log1p(less);
    }
    int exponent = x.precision() - x.scale();
    BigDecimal guess =
        BigDecimal.valueOf(
            Math.log(x.scaleByPowerOfTen(-exponent).doubleValue()) + exponent * Math.log(10));
    for (int i = 0; i < 3; i++) { // Halley's iteration trebles the digits
      BigDecimal power = exp(guess);
      BigDecimal step = x.subtract(power, CONTEXT).divide(x.add(power, CONTEXT), CONTEXT);
      guess = guess.add(TWO.multiply(step, CONTEXT), CONTEXT);
    }
    return guess;
  }

  /** 2 artanh(x / (2 + x)) where x is small. */
  public static BigDecimal log1p(BigDecimal x) {
    if (x.abs().compareTo(SMALL) >= 0) {
      return log(ONE.add(x));
    }
    BigDecimal z = x.divide(TWO.add(x, CONTEXT), CONTEXT);
    return TWO.multiply(arcSeries(z, z.multiply(z, CONTEXT)), CONTEXT);
  }

  /** z + z f / 3 + z f^2 / 5 + … */
  private static BigDecimal arcSeries(BigDecimal z, BigDecimal factor) {
    BigDecimal power = z;
    BigDecimal sum = z;
    for (int k = 3;
        power.signum() != 0
            && power.precision() - power.scale() > sum.precision() - sum.scale() - 75;
        k += 2) {
      power = power.multiply(factor, CONTEXT);
      sum = sum.add(power.divide(BigDecimal.valueOf(k), CONTEXT), CONTEXT);
    }
    return sum;
  }

  public static BigDecimal sin(BigDecimal x) {
    BigDecimal halfPi = WIDE_PI.divide(TWO, WIDE);
    BigDecimal quarters = x.divide(halfPi, WIDE).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest = x.subtract(quarters.multiply(halfPi), WIDE).round(CONTEXT);
    return switch (quarters.remainder(BigDecimal.valueOf(4)).intValue()) {
      case 0 -> series(rest, rest, 1, true, true);
      case 1, -3 -> series(ONE, rest, 0, true, true);
      case 2, -2 -> series(rest, rest, 1, true, true).negate();
      default -> series(ONE, rest, 0, true, true).negate();
    };
  }

  public static BigDecimal cos(BigDecimal x) {
    return sin(x.add(WIDE_PI.divide(TWO, WIDE)));
  }

  public static BigDecimal tan(BigDecimal x) {
    return sin(x).divide(cos(x), CONTEXT);
  }

  public static BigDecimal atan(BigDecimal x) {
    if (x.abs().compareTo(ONE) > 0) {
      BigDecimal rest = atan(ONE.divide(x, CONTEXT));
      BigDecimal right = PI.divide(TWO, CONTEXT);
      return (x.signum() > 0 ? right : right.negate()).subtract(rest, CONTEXT);
    }
    int doublings = 0;
    BigDecimal z = x;
    while (z.abs().compareTo(SMALL) > 0) {
      z = z.divide(ONE.add(sqrt(ONE.add(z.multiply(z, CONTEXT), CONTEXT)), CONTEXT), CONTEXT);
      doublings++;
    }
    BigDecimal angle = arcSeries(z, z.multiply(z, CONTEXT).negate());
    return angle.multiply(TWO.pow(doublings), CONTEXT);
  }

  public static BigDecimal asin(BigDecimal x) {
    if (x.abs().compareTo(ONE) == 0) {
      return PI.divide(TWO, CONTEXT).multiply(x, CONTEXT);
    }
    return atan(x.divide(sqrt(ONE.subtract(x).multiply(ONE.add(x))), CONTEXT));
  }

  public static BigDecimal acos(BigDecimal x) {
    if (x.compareTo(ONE.negate()) == 0) {
      return PI;
    }
    return TWO.multiply(atan(sqrt(ONE.subtract(x).divide(ONE.add(x), CONTEXT))), CONTEXT);
  }

  public static BigDecimal atan2(BigDecimal y, BigDecimal x) {
    if (x.signum() == 0) {
      if (y.signum() == 0) {
        throw new ArithmeticException("the angle of the origin");
      }
      return PI.divide(TWO, CONTEXT).multiply(BigDecimal.valueOf(y.signum()));
    }
    BigDecimal angle = atan(y.divide(x, CONTEXT));
    if (x.signum() > 0) {
      return angle;
    }
    return y.signum() >= 0 ? angle.add(PI, CONTEXT) : angle.subtract(PI, CONTEXT);
  }

  public static BigDecimal sinh(BigDecimal x) {
    return expm1(x).subtract(expm1(x.negate()), CONTEXT).divide(TWO, CONTEXT);
  }

  public static BigDecimal cosh(BigDecimal x) {
    return exp(x).add(exp(x.negate()), CONTEXT).divide(TWO, CONTEXT);
  }

  public static BigDecimal tanh(BigDecimal x) {
    BigDecimal growth = expm1(TWO.multiply(x));
    return growth.divide(growth.add(TWO, CONTEXT), CONTEXT);
  }

  public static BigDecimal sigmoid(BigDecimal x) {
    return ONE.divide(ONE.add(exp(x.negate()), CONTEXT), CONTEXT);
  }

  public static BigDecimal softplus(BigDecimal x) {
    return log1p(exp(x));
  }

  /** Whole powers of any base, others of positive ones. */
  public static BigDecimal pow(BigDecimal x, BigDecimal y) {
    if (y.stripTrailingZeros().scale() <= 0 && y.abs().compareTo(BigDecimal.valueOf(1000)) < 0) {
      return x.pow(y.intValueExact(), CONTEXT);
    }
    if (x.signum() == 0 && y.signum() > 0) {
      return BigDecimal.ZERO;
    }
    return exp(y.multiply(log(x), CONTEXT));
  }

  /** Returns whether an interval holds a number, which is known to 40 digits. */
  public static boolean contains(Interval interval, BigDecimal number) {
    return contains(interval, number, BigDecimal.ZERO);
  }

  /** Returns the same for a number with an error besides. */
  public static boolean contains(Interval interval, BigDecimal number, BigDecimal slack) {
    BigDecimal error = number.abs().scaleByPowerOfTen(-40).add(slack);
    double lower = interval.lower();
    double upper = interval.upper();
    boolean above =
        lower == Double.NEGATIVE_INFINITY
            || (Double.isFinite(lower) && of(lower).compareTo(number.add(error)) <= 0);
    boolean below =
        upper == Double.POSITIVE_INFINITY
            || (Double.isFinite(upper) && of(upper).compareTo(number.subtract(error)) >= 0);
    return above && below;
  }
}

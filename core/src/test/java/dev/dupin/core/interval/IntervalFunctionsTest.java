package dev.dupin.core.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every function against 40 digits, on ordinary and extreme arguments. */
class IntervalFunctionsTest {

  private static final int CASES = 250;

  /** 40 digits of exp(1e5) would take no longer, but its double is infinite all the same. */
  private static final double EXPONENTS = 800;

  @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
  enum Function {
    SQRT(IntervalArithmetic::sqrt, Digits::sqrt, 0, 1e308),
    SQUARE(IntervalArithmetic::square, x -> x.multiply(x), -1e308, 1e308),
    EXP(IntervalFunctions::exp, Digits::exp, -EXPONENTS, EXPONENTS),
    EXPM1(IntervalFunctions::expm1, Digits::expm1, -EXPONENTS, EXPONENTS),
    LOG(IntervalFunctions::log, Digits::log, Double.MIN_VALUE, 1e308),
    LOG1P(IntervalFunctions::log1p, Digits::log1p, Math.nextUp(-1), 1e308),
    SIN(IntervalFunctions::sin, Digits::sin, -1e308, 1e308),
    COS(IntervalFunctions::cos, Digits::cos, -1e308, 1e308),
    TAN(IntervalFunctions::tan, Digits::tan, -1e308, 1e308),
    ASIN(IntervalFunctions::asin, Digits::asin, -1, 1),
    ACOS(IntervalFunctions::acos, Digits::acos, -1, 1),
    ATAN(IntervalFunctions::atan, Digits::atan, -1e308, 1e308),
    SINH(IntervalFunctions::sinh, Digits::sinh, -EXPONENTS, EXPONENTS),
    COSH(IntervalFunctions::cosh, Digits::cosh, -EXPONENTS, EXPONENTS),
    TANH(IntervalFunctions::tanh, Digits::tanh, -EXPONENTS, EXPONENTS),
    SIGMOID(IntervalFunctions::sigmoid, Digits::sigmoid, -EXPONENTS, EXPONENTS),
    SIGMOID_SLOPE(
        IntervalFunctions::sigmoidSlope,
        x -> Digits.sigmoid(x).multiply(Digits.sigmoid(x.negate())),
        -EXPONENTS,
        EXPONENTS),
    SOFTPLUS(IntervalFunctions::softplus, Digits::softplus, -EXPONENTS, EXPONENTS),
    ARC_SLOPE(
        IntervalFunctions::arcSlope,
        x ->
            BigDecimal.ONE.divide(
                Digits.sqrt(BigDecimal.ONE.subtract(x).multiply(BigDecimal.ONE.add(x))),
                Digits.CONTEXT),
        Math.nextUp(-1),
        Math.nextDown(1));

    private final UnaryOperator<Interval> bounds;
    private final UnaryOperator<BigDecimal> exact;
    private final double least;
    private final double greatest;

    Function(
        UnaryOperator<Interval> bounds,
        UnaryOperator<BigDecimal> exact,
        double least,
        double greatest) {
      this.bounds = bounds;
      this.exact = exact;
      this.least = least;
      this.greatest = greatest;
    }

    private double inside(double x) {
      return Math.min(greatest, Math.max(least, x));
    }
  }

  @ParameterizedTest
  @EnumSource
  void single_numbers(Function function) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < CASES; i++) {
      double x = function.inside(argument(random, i));
      Interval bounds = function.bounds.apply(Interval.of(x));
      assertContains(bounds, function.exact.apply(Digits.of(x)), function + " at " + x);
      assertFalse(IntervalArithmetic.isUndefined(bounds), function + " at " + x);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whole_intervals(Function function) {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < CASES; i++) {
      double one = function.inside(argument(random, i));
      double other = function.inside(neighbour(one, random, i));
      Interval box = new Interval(Math.min(one, other), Math.max(one, other));
      Interval bounds = function.bounds.apply(box);
      double x = between(box, random, i);
      if (!IntervalArithmetic.isUndefined(bounds)) {
        assertContains(bounds, function.exact.apply(Digits.of(x)), function + " at " + x + box);
      } else {
        assertEquals(Function.TAN, function, () -> "undefined over " + box);
      }
    }
  }

  /** Ordinary numbers, near 0, near multiples of pi / 4, huge ones, subnormal ones, whole ones. */
  static double argument(RandomGenerator random, int i) {
    double sign = random.nextBoolean() ? 1 : -1;
    return sign
        * switch (i % 7) {
          case 0 -> random.nextDouble() * 3;
          case 1 -> Math.scalb(random.nextDouble(), -random.nextInt(60));
          case 2 -> random.nextInt(40) * Math.PI / 4 + random.nextInt(-2, 3) * 0x1p-50;
          case 3 -> Math.scalb(random.nextDouble(), random.nextInt(1000));
          case 4 -> random.nextInt(1, 1000) * Double.MIN_VALUE;
          case 5 -> random.nextInt(10);
          default -> Math.scalb(random.nextDouble(), random.nextInt(-1000, 10));
        };
  }

  private static double neighbour(double x, RandomGenerator random, int i) {
    return switch (i / 7 % 4) {
      case 0 -> x + random.nextDouble();
      case 1 -> x + Math.scalb(random.nextDouble(), -random.nextInt(50));
      case 2 -> x * (1 + 4 * random.nextDouble());
      default -> Math.nextUp(x);
    };
  }

  private static double between(Interval box, RandomGenerator random, int i) {
    double inside = box.lower() + random.nextDouble() * (box.upper() - box.lower());
    return switch (i % 3) {
      case 0 -> box.lower();
      case 1 -> box.upper();
      default -> box.contains(inside) ? inside : box.lower();
    };
  }

  static void assertContains(Interval bounds, BigDecimal exact, String what) {
    assertTrue(
        Digits.contains(bounds, exact),
        () -> what + ": " + exact.round(new java.math.MathContext(40)) + " is not in " + bounds);
  }

  @Test
  void powers() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < CASES; i++) {
      double x = Math.abs(argument(random, i)) + (i % 5 == 0 ? 0 : 0.1);
      double y = i % 2 == 0 ? random.nextInt(-20, 20) : 6 * random.nextDouble() - 3;
      if (x == 0 || (y < 0 && x < 1e-10)) {
        continue; // undefined where the power of the reciprocal may be 0
      }
      Interval base = new Interval(x, x * (1 + (i % 3) * random.nextDouble()));
      Interval exponent = new Interval(y, y + (i % 4 == 3 ? random.nextDouble() : 0));
      double u = between(base, random, i);
      double w = between(exponent, random, i / 3);
      assertContains(
          IntervalFunctions.pow(base, exponent),
          Digits.pow(Digits.of(u), Digits.of(w)),
          u + " to the " + w);
    }
  }

  @Test
  void whole_powers_of_numbers_of_both_signs() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < CASES; i++) {
      int exponent = random.nextInt(0, 12);
      Interval base = new Interval(-2 * random.nextDouble(), 2 * random.nextDouble());
      double u = between(base, random, i);
      assertContains(
          IntervalArithmetic.power(base, exponent),
          Digits.of(u).pow(exponent),
          base + "^" + exponent);
    }
    assertTrue(IntervalArithmetic.isUndefined(IntervalArithmetic.power(new Interval(-1, 1), -2)));
  }

  @Test
  void angles() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < CASES; i++) {
      double y = argument(random, i);
      double x = argument(random, i / 7);
      Interval ys = new Interval(y, y + (i % 2) * random.nextDouble());
      Interval xs = new Interval(x, x + (i % 3) * random.nextDouble());
      double v = between(ys, random, i);
      double u = between(xs, random, i / 3);
      if (u == 0 && v == 0) {
        continue;
      }
      assertContains(
          IntervalFunctions.atan2(ys, xs), Digits.atan2(Digits.of(v), Digits.of(u)), ys + "/" + xs);
    }
  }

  @Test
  void hypotenuses() {
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < CASES; i++) {
      double a = argument(random, i);
      double b = argument(random, i / 7);
      BigDecimal squares = Digits.of(a).pow(2).add(Digits.of(b).pow(2));
      assertContains(
          IntervalFunctions.hypot(Interval.of(a), Interval.of(b)),
          Digits.sqrt(squares),
          a + ", " + b);
    }
  }

  @Test
  void what_is_exact_stays_exact() {
    Interval zero = IntervalArithmetic.ZERO;
    assertEquals(Interval.of(1), IntervalFunctions.exp(zero));
    assertEquals(zero, IntervalFunctions.log(Interval.of(1)));
    assertEquals(zero, IntervalFunctions.sin(zero));
    assertEquals(Interval.of(1), IntervalFunctions.cos(zero));
    assertEquals(Interval.of(1), IntervalFunctions.cosh(zero));
    assertEquals(Interval.of(0.5), IntervalFunctions.sigmoid(zero));
    assertEquals(Interval.of(3), IntervalArithmetic.sqrt(Interval.of(9)));
    assertEquals(Interval.of(1024), IntervalFunctions.pow(Interval.of(2), Interval.of(10)));
    assertEquals(Interval.of(-243), IntervalArithmetic.power(Interval.of(-3), 5));
  }

  @Test
  void turning_points_are_found() {
    assertEquals(1, IntervalFunctions.sin(new Interval(1.5, 1.6)).upper());
    assertEquals(-1, IntervalFunctions.cos(new Interval(-3.2, -3.1)).lower());
    assertEquals(1, IntervalFunctions.cos(new Interval(-0.1, 0.1)).upper());
    assertTrue(IntervalFunctions.sin(new Interval(1.4, 1.5)).upper() < 1);
    assertEquals(new Interval(-1, 1), IntervalFunctions.sin(new Interval(0, 6.3)));
    assertTrue(IntervalArithmetic.isUndefined(IntervalFunctions.tan(new Interval(1.5, 1.6))));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void no_function_claims_anything_of_what_is_unknown(double end) {
    for (Function function : Function.values()) {
      Interval unknown = function.bounds.apply(new Interval(Double.NaN, Double.NaN));
      assertTrue(IntervalArithmetic.isUndefined(unknown), function::name);
      Interval open = function.bounds.apply(new Interval(Math.min(end, 0.5), Math.max(end, 0.5)));
      double there = function.inside(end < 0 ? -0.25 : 0.75);
      if (!IntervalArithmetic.isUndefined(open)) {
        assertContains(open, function.exact.apply(Digits.of(there)), function.name());
      }
    }
  }
}

package dev.dupin.core.interval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Against exact arithmetic, down to the smallest and up to the largest doubles. */
class IntervalArithmeticTest {

  private static final int CASES = 4_000;

  /** Enough for any quotient to be told from its neighbours. */
  private static final MathContext DIGITS = new MathContext(60);

  private static final BigDecimal ONE = BigDecimal.ONE;

  @Test
  void results_are_the_nearest_bounds_of_single_numbers() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < CASES; i++) {
      double a = number(random);
      double b = number(random);
      BigDecimal x = Digits.of(a);
      BigDecimal y = Digits.of(b);
      check(x.add(y), x, a + b, ONE, Rounding.addDown(a, b), Rounding.addUp(a, b));
      BigDecimal product = x.multiply(y);
      check(product, x, a * b, ONE, Rounding.multiplyDown(a, b), Rounding.multiplyUp(a, b));
      if (b != 0 && b != 1) {
        BigDecimal quotient = x.divide(y, DIGITS);
        check(quotient, x, a / b, y, Rounding.divideDown(a, b), Rounding.divideUp(a, b));
      }
      double size = Math.abs(a);
      double root = Math.sqrt(size);
      BigDecimal exact = Digits.of(size).sqrt(DIGITS);
      check(exact, x.abs(), root, Digits.of(root), Rounding.sqrtDown(size), Rounding.sqrtUp(size));
    }
  }

  /**
   * Bounds on the right side, equal where the result is exact and no underflow hides it.
   *
   * @param exact the result; exact itself, or to 60 digits where the divisor is not 1
   * @param operand the first operand
   * @param nearest the result as the processor rounds it
   * @param divisor times the exact result gives the operand, unless it is 1
   */
  private static void check(
      BigDecimal exact,
      BigDecimal operand,
      double nearest,
      BigDecimal divisor,
      double down,
      double up) {
    assertTrue(
        Digits.contains(new Interval(down, up), exact), () -> exact + ": " + down + ", " + up);
    assertTrue(up <= Math.nextUp(nearest) && down >= Math.nextDown(nearest));
    boolean isLarge = operand.abs().compareTo(Digits.of(0x1p-950)) > 0;
    if (isLarge && Math.abs(nearest) > 0x1p-950 && Math.abs(nearest) < 1e308) {
      BigDecimal from = divisor.compareTo(ONE) == 0 ? exact : operand;
      boolean isExact = Digits.of(nearest).multiply(divisor).compareTo(from) == 0;
      assertEquals(
          isExact ? down : Math.nextUp(down),
          up,
          () -> operand.doubleValue() + " " + nearest + " " + divisor.doubleValue());
    }
  }

  /** Of few bits or many, of every size; zeros. */
  private static double number(RandomGenerator random) {
    double fraction = random.nextBoolean() ? random.nextInt(-8, 9) : 2 * random.nextDouble() - 1;
    int exponent =
        switch (random.nextInt(4)) {
          case 0 -> 0;
          case 1 -> random.nextInt(-1074, 1020);
          default -> random.nextInt(-60, 60);
        };
    return Math.scalb(fraction, exponent);
  }

  @Test
  void every_result_of_numbers_of_the_operands_is_inside() {
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < CASES; i++) {
      Interval a = interval(random);
      Interval b = interval(random);
      BigDecimal x = Digits.of(inside(a, random));
      BigDecimal y = Digits.of(inside(b, random));
      assertInside(IntervalArithmetic.add(a, b), x.add(y));
      assertInside(IntervalArithmetic.subtract(a, b), x.subtract(y));
      assertInside(IntervalArithmetic.multiply(a, b), x.multiply(y));
      assertInside(IntervalArithmetic.min(a, b), x.min(y));
      assertInside(IntervalArithmetic.max(a, b), x.max(y));
      assertInside(IntervalArithmetic.abs(a), x.abs());
      assertInside(IntervalArithmetic.square(a), x.multiply(x));
      Interval quotient = IntervalArithmetic.divide(a, b);
      assertEquals(b.contains(0), IntervalArithmetic.isUndefined(quotient));
      if (!b.contains(0)) {
        assertInside(quotient, x.divide(y, DIGITS));
      }
    }
  }

  private static Interval interval(RandomGenerator random) {
    double a = number(random);
    double b = random.nextInt(3) == 0 ? a : number(random);
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  private static double inside(Interval a, RandomGenerator random) {
    double x = a.lower() + random.nextDouble() * (a.upper() - a.lower());
    return a.contains(x) ? x : random.nextBoolean() ? a.lower() : a.upper();
  }

  private static void assertInside(Interval bounds, BigDecimal exact) {
    assertTrue(Digits.contains(bounds, exact), () -> exact.toString() + " is not in " + bounds);
  }

  @Test
  void zero_times_infinity_and_a_division_by_zero_are_undefined() {
    Interval all = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    assertTrue(
        IntervalArithmetic.isUndefined(IntervalArithmetic.multiply(IntervalArithmetic.ZERO, all)));
    assertTrue(
        IntervalArithmetic.isUndefined(
            IntervalArithmetic.divide(IntervalArithmetic.ONE, IntervalArithmetic.ZERO)));
    assertFalse(IntervalArithmetic.isBounded(IntervalArithmetic.add(all, IntervalArithmetic.ONE)));
  }

  @Test
  void an_overflow_is_no_lower_bound() {
    Interval huge = Interval.of(1e308);
    assertEquals(
        new Interval(Double.MAX_VALUE, Double.POSITIVE_INFINITY),
        IntervalArithmetic.multiply(huge, huge));
    assertEquals(
        new Interval(Double.MAX_VALUE, Double.POSITIVE_INFINITY),
        IntervalArithmetic.add(huge, huge));
  }

  @Test
  void decimal_constants_are_wider_than_binary_ones() {
    assertEquals(Interval.of(-3), IntervalArithmetic.ofConstant(-3));
    assertEquals(Interval.of(0.375), IntervalArithmetic.ofConstant(0.375));
    assertEquals(
        new Interval(Math.nextDown(0.1), Math.nextUp(0.1)), IntervalArithmetic.ofConstant(0.1));
    assertTrue(IntervalArithmetic.isUndefined(IntervalArithmetic.ofConstant(Double.NaN)));
    assertTrue(
        IntervalArithmetic.isUndefined(IntervalArithmetic.ofConstant(Double.POSITIVE_INFINITY)));
  }
}

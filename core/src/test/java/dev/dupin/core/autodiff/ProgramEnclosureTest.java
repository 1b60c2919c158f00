package dev.dupin.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.interval.Digits;
import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bounds of random programs against 40 digits: they always hold. */
class ProgramEnclosureTest {

  private static final int N = 2;
  private static final int PROGRAMS = 80;

  /** What cancels leaves the rounding of 1 in decimal arithmetic. */
  private static final BigDecimal CANCELLED = BigDecimal.valueOf(1, 45);

  private static final int POINTS = 2;

  /** How many bounds were looked at; undefined ones show nothing. */
  private int known;

  private int smooth;

  static LongStream seeds() {
    return LongStream.range(0, 16);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bounds_hold_over_random_boxes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PROGRAMS; i++) {
      Program program = RandomPrograms.draw(N, 1 + random.nextInt(12), random);
      check(program, random);
    }
    // Many random programs leave a domain; enough must not, or the test would show nothing.
    assertTrue(known > PROGRAMS / 5, () -> known + " bounds were known");
    assertTrue(smooth > PROGRAMS / 10, () -> smooth + " programs were smooth");
  }

  private void check(Program program, RandomGenerator random) {
    double[] lower = new double[N];
    double[] upper = new double[N];
    double width = random.nextInt(3) == 0 ? 0 : Math.scalb(1.0, -random.nextInt(40));
    for (int i = 0; i < N; i++) {
      lower[i] = random.nextInt(5) == 0 ? random.nextInt(-2, 3) : random.nextDouble(-2, 3);
      upper[i] = lower[i] + width * random.nextDouble();
    }
    Enclosure enclosure = new ProgramEnclosure(program, new Outer.Itself(), lower, upper);
    smooth += enclosure.isSmooth() ? 1 : 0;
    for (int i = 0; i < POINTS; i++) {
      checkAt(enclosure, program, inside(lower, upper, random), random);
    }
  }

  private static double[] inside(double[] lower, double[] upper, RandomGenerator random) {
    double[] x = new double[N];
    for (int i = 0; i < N; i++) {
      double between = lower[i] + random.nextDouble() * (upper[i] - lower[i]);
      x[i] = random.nextInt(3) == 0 ? lower[i] : Math.min(upper[i], between);
    }
    return x;
  }

  private void checkAt(Enclosure enclosure, Program program, double[] x, RandomGenerator random) {
    ExactJet exact;
    try {
      exact = ExactJet.run(program, x, neighbours(program.constants, random));
    } catch (ArithmeticException e) {
      boolean beyondExponents = "OverflowUnderflow".contains(String.valueOf(e.getMessage()));
      boolean nothing = beyondExponents || !enclosure.isSmooth();
      assertTrue(nothing, () -> "smooth where f is not defined: " + describe(program, x) + e);
      return;
    }
    contains(enclosure.value(), exact.value(), "f", program, x);
    if (!enclosure.isSmooth()) {
      return;
    }
    for (int i = 0; i < N; i++) {
      contains(enclosure.gradient().get(i), exact.gradient()[i], "g" + i, program, x);
      for (int j = 0; j < N; j++) {
        Interval entry = enclosure.hessian().get(i * N + j);
        contains(entry, exact.hessian()[i][j], "h" + i + j, program, x);
      }
    }
  }

  /** The constants, those that are no short binary numbers moved by up to a unit. */
  private static double[] neighbours(double[] constants, RandomGenerator random) {
    double[] moved = constants.clone();
    for (int i = 0; i < moved.length; i++) {
      Interval meant = IntervalArithmetic.ofConstant(moved[i]);
      moved[i] =
          switch (random.nextInt(3)) {
            case 0 -> meant.lower();
            case 1 -> meant.upper();
            default -> moved[i];
          };
    }
    return moved;
  }

  private void contains(
      Interval bounds, BigDecimal exact, String what, Program program, double[] x) {
    if (IntervalArithmetic.isUndefined(bounds)) {
      return;
    }
    known += "f".equals(what) ? 1 : 0;
    assertTrue(
        Digits.contains(bounds, exact, CANCELLED),
        () -> what + " = " + exact + " is not in " + bounds + ": " + describe(program, x));
  }

  private static String describe(Program program, double[] x) {
    return Arrays.toString(program.codes)
        + Arrays.toString(program.left)
        + Arrays.toString(program.right)
        + Arrays.toString(program.constants)
        + Arrays.toString(x);
  }

  private static Enclosure over(DifferentiableFunction function, double... bounds) {
    int n = bounds.length / 2;
    AutodiffObjective objective = new AutodiffObjective(n, function);
    double[] lower = Arrays.copyOf(bounds, n);
    double[] upper = Arrays.copyOfRange(bounds, n, 2 * n);
    return objective
        .at(lower)
        .structure(dev.dupin.core.objective.Enclosures.class)
        .orElseThrow()
        .over(lower, upper);
  }

  @Test
  void whole_numbers_stay_exact() {
    Enclosure at =
        over(
            x -> x[0].square().add(x[0].multiply(x[1]).multiply(2)).add(x[1].square().multiply(3)),
            1,
            2,
            1,
            2);
    assertEquals(Interval.of(17), at.value());
    assertEquals(Interval.of(6), at.gradient().get(0));
    Intervals hessian = at.hessian();
    assertEquals(0, width(hessian));
    assertEquals(6, hessian.lower()[3]);
    assertTrue(at.isSmooth());
  }

  private static double width(Intervals intervals) {
    double width = 0;
    for (int i = 0; i < intervals.length(); i++) {
      width = Math.max(width, intervals.upper()[i] - intervals.lower()[i]);
    }
    return width;
  }

  /** exp(x) - 1 - x - x^2/2 near 0: what cancels is known to a few units of 1. */
  @Test
  void cancelling_terms_are_bounded_by_their_own_rounding() {
    DifferentiableFunction function =
        x -> x[0].exp().subtract(1).subtract(x[0]).subtract(x[0].square().multiply(0.5));
    Enclosure at = over(function, 1e-8, 1e-8);
    assertTrue(at.value().upper() - at.value().lower() < 8 * 0x1p-52);
    assertTrue(width(at.gradient()) < 8 * 0x1p-52);
    assertTrue(width(at.hessian()) < 8 * 0x1p-52);
    assertEquals(Interval.of(0), over(function, 0, 0).value());
  }

  @Test
  void kinks_poles_and_edges_are_not_smooth() {
    rough(x -> x[0].abs(), -1, 1);
    rough(x -> x[0].abs(), 0, 0);
    rough(x -> x[0].min(x[0].square()), 1, 1);
    rough(x -> x[0].max(0), 0, 1);
    rough(x -> x[0].sqrt(), 0, 1);
    rough(x -> x[0].log(), 0, 1);
    rough(x -> x[0].pow(2.5), 0, 1);
    rough(x -> x[0].pow(-2), 0, 1);
    rough(x -> Real.constant(1).divide(x[0]), -1, 1);
    rough(x -> x[0].tan(), 1.5, 1.6);
    rough(x -> x[0].asin(), 0, 1);
    rough(x -> Real.atan2(x[0], Real.constant(-1)), 0, 0);
    rough(x -> x[0].exp(), 1000, 1000);
    assertEquals(new Interval(-1, 1), over(x -> x[0].abs(), 0, 0).gradient().get(0));
  }

  private static void rough(DifferentiableFunction function, double lower, double upper) {
    assertTrue(!over(function, lower, upper).isSmooth());
  }

  @Test
  void what_looks_like_a_kink_and_is_none_is_smooth() {
    assertTrue(over(x -> x[0].pow(3), -1, 1).isSmooth());
    assertTrue(over(x -> x[0].pow(0), -1, 1).isSmooth());
    assertTrue(over(x -> x[0].abs(), 0.5, 1).isSmooth());
    assertTrue(over(x -> x[0].max(0), 0.5, 1).isSmooth());
    assertTrue(over(x -> Real.atan2(x[0], Real.constant(1)), -1, 1).isSmooth());
  }

  @Test
  void a_function_that_looks_at_values_is_known_at_its_point_only() {
    DifferentiableFunction function = x -> x[0].value() > 0 ? x[0].square() : x[0];
    Enclosure at = over(function, 2, 2);
    assertEquals(Interval.of(4), at.value());
    assertTrue(!at.isSmooth());
    Enclosure around = over(function, 2, 3);
    assertTrue(IntervalArithmetic.isUndefined(around.value()));
    assertTrue(IntervalArithmetic.isUndefined(around.gradient().get(0)));
    assertTrue(IntervalArithmetic.isUndefined(around.hessian().get(0)));
    assertTrue(!around.isSmooth());
  }
}

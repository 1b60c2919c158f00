package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.VerdictAnalysis;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every step, with five Hessians, on objectives that break, lie, fall for ever or start where
 * nothing points anywhere: the result is always there, no worse than the start, and never says
 * converged where the gradient is not small.
 */
class BadInputTest {

  private static final String[] HESSIANS = {
    "exact", "bfgs", "l-bfgs", "identity", "finite-difference"
  };

  /** Enough for every run that ends by itself, but those that creep by nature. */
  private static final long MOST_TRIALS = 1_500;

  private static final double TOLERANCE = 1e-6;

  /** As steps near rounding are judged by slopes: 1e4 eps max(1, |f|). */
  private static final double VALUE_ROUNDING = 1e4 * 0x1p-52;

  /** A test for each case; every pair that fails is told. */
  private static Stream<DynamicTest> over(List<BadInputs.Case> cases, Expectation... expectations) {
    return cases.stream().map(each -> dynamicTest(each.name(), () -> check(each, expectations)));
  }

  private interface Expectation {
    void check(BadInputs.Case of, Pair pair, Result result);
  }

  private static void check(BadInputs.Case of, Expectation... expectations) {
    List<Executable> checks = new ArrayList<>();
    List<Pair> pairs = Pair.on(of.objective().get(), HESSIANS);
    assertTrue(pairs.size() >= 40, "only " + pairs.size() + " pairs");
    for (Pair pair : pairs) {
      checks.add(
          () -> {
            Result result = run(of, pair);
            String told = pair + " " + result.status() + ": " + result.message();
            try {
              isHonest(of, pair, result);
              for (Expectation expectation : expectations) {
                expectation.check(of, pair, result);
              }
            } catch (AssertionError broken) {
              throw new AssertionError(told + "\n" + broken.getMessage(), broken);
            }
          });
    }
    assertAll(of.name(), checks);
  }

  private static Result run(BadInputs.Case of, Pair pair) {
    return pair.minimize(of.objective().get())
        .stop(Stop.gradientNorm(TOLERANCE), Stop.maxTrials(MOST_TRIALS))
        .analyze("verdict", VerdictAnalysis.withDefaults())
        .run();
  }

  private static double[] startOf(BadInputs.Case of) {
    return of.objective().get().start(new SplittableRandom(0));
  }

  /** f at the start, as the run sees it first; NaN where that throws. */
  private static double startValue(BadInputs.Case of) {
    try {
      return of.objective().get().at(startOf(of)).value();
    } catch (BadInputs.Boom | StackOverflowError thrown) {
      return Double.NaN;
    }
  }

  /** What holds of every run, whatever happened. */
  private static void isHonest(BadInputs.Case of, Pair pair, Result result) {
    double[] start = startOf(of);
    assertEquals(start.length, result.point().length);
    assertTrue(Vectors.isFinite(result.point()) || !Vectors.isFinite(start), "a finite point");
    assertFalse(result.message().isBlank());
    assertEquals(result.status() == Status.PLUGIN_EXCEPTION, result.failure().isPresent());
    boolean converged = result.status().category() == Category.CONVERGED;
    double startValue = startValue(of);
    if (Double.isFinite(startValue)) {
      if (!converged) {
        assertTrue(result.value() <= startValue, result.value() + " is above the start's");
      } else if (pair.isGlobalised()) {
        double slack = VALUE_ROUNDING * Math.max(1, Math.abs(startValue));
        assertTrue(result.value() <= startValue + slack, result.value() + " is above the start's");
      }
    }
    if (result.status() == Status.CONVERGED_GRADIENT) {
      assertTrue(result.gradientNorm() <= TOLERANCE, "|g| = " + result.gradientNorm());
    }
    if (converged) {
      Verdict.Kind kind = result.finding(Verdict.class).orElseThrow().kind();
      assertFalse(
          kind == Verdict.Kind.NOT_CRITICAL || kind == Verdict.Kind.GRADIENT_FLAT,
          "status and verdict contradict each other: " + kind);
    }
  }

  /** The report is what the function itself says at the point reported. */
  private static void isRepeatable(BadInputs.Case of, Pair pair, Result result) {
    if (Double.isFinite(result.value())) {
      Evaluation again = of.objective().get().at(result.point());
      assertEquals(again.value(), result.value());
      assertEquals(Vectors.norm(again.gradient()), result.gradientNorm());
    }
  }

  private static Expectation status(Status globalised, Status... others) {
    return (of, pair, result) -> {
      Set<Status> allowed =
          pair.isGlobalised() || others.length == 0
              ? EnumSet.of(globalised)
              : EnumSet.copyOf(List.of(others));
      assertTrue(allowed.contains(result.status()), "expected one of " + allowed);
    };
  }

  private static Expectation notFailed(BiConsumer<Pair, Result> besides) {
    return (of, pair, result) -> {
      if (pair.isGlobalised()) {
        assertFalse(result.status().category() == Category.FAILED);
        besides.accept(pair, result);
      }
    };
  }

  @TestFactory
  Stream<DynamicTest> f_is_no_number_at_the_start() {
    return over(
        BadInputs.firstBroken(),
        (of, pair, result) -> {
          Status expected =
              of.name().contains("-Inf")
                  ? Status.UNBOUNDED
                  : of.name().contains("throws") || of.name().contains("fails")
                      ? Status.PLUGIN_EXCEPTION
                      : Status.NOT_FINITE_AT_START;
          assertEquals(expected, result.status());
          assertEquals(0, result.trials());
          assertTrue(Vectors.sameEntries(startOf(of), result.point()));
        });
  }

  @TestFactory
  Stream<DynamicTest> f_is_no_number_after_three_calls() {
    return over(BadInputs.valuesBrokenLater(), status(Status.STALLED, Status.NOT_FINITE));
  }

  @TestFactory
  Stream<DynamicTest> f_is_minus_infinity_after_three_calls() {
    return over(BadInputs.fallingLater(), status(Status.UNBOUNDED));
  }

  @TestFactory
  Stream<DynamicTest> f_throws_after_three_calls() {
    return over(
        BadInputs.throwingLater(),
        status(Status.STALLED, Status.PLUGIN_EXCEPTION),
        (of, pair, result) ->
            assertTrue(result.message().contains("Boom: user error"), "the exception is named"));
  }

  @TestFactory
  Stream<DynamicTest> the_machine_fails_in_f_after_three_calls() {
    return over(BadInputs.failingLater(), status(Status.PLUGIN_EXCEPTION));
  }

  @TestFactory
  Stream<DynamicTest> the_gradient_is_broken_after_three_calls() {
    return over(
        BadInputs.gradientsBrokenLater(),
        (of, pair, result) -> {
          if (pair.hessianName().equals("finite-difference")) {
            // Where differences meet the break, no second derivatives are left; one product may be
            // all that a step needs, and then it is the trial that meets it.
            Status expected = result.trials() == 0 ? Status.NUMERICAL_FAILURE : Status.STALLED;
            assertEquals(expected, result.status());
          } else if (pair.isGlobalised()) {
            assertEquals(Status.STALLED, result.status());
          } else {
            assertTrue(
                result.status() == Status.NOT_FINITE || result.status() == Status.PLUGIN_EXCEPTION);
          }
          assertEquals(of.name().contains("throws"), result.message().contains("Boom: user error"));
        });
  }

  @TestFactory
  Stream<DynamicTest> the_hessian_is_broken() {
    return over(
        BadInputs.hessiansBroken(),
        (of, pair, result) -> {
          if (!pair.hessianName().equals("exact")) {
            assertFalse(result.status() == Status.NUMERICAL_FAILURE, "nobody asked for it");
            assertFalse(result.status() == Status.PLUGIN_EXCEPTION, "nobody asked for it");
          } else {
            boolean code = of.name().contains("throws") || of.name().contains("size");
            assertEquals(
                code ? Status.PLUGIN_EXCEPTION : Status.NUMERICAL_FAILURE, result.status());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> derivatives_that_lie() {
    return over(
        BadInputs.lying(),
        notFailed(
            (pair, result) ->
                assertFalse(
                    result.status() == Status.CONVERGED_AT_ROUNDING,
                    "a lie is no rounding error")));
  }

  @TestFactory
  Stream<DynamicTest> a_value_that_contradicts_the_gradient_stalls() {
    return over(BadInputs.contradicted(), notFailed(BadInputTest::hasStalled));
  }

  private static void hasStalled(Pair pair, Result result) {
    assertEquals(Status.STALLED, result.status());
  }

  @TestFactory
  Stream<DynamicTest> functions_with_edges() {
    return over(
        BadInputs.edged(),
        BadInputTest::isRepeatable,
        (of, pair, result) ->
            assertFalse(
                result.status() == Status.CONVERGED_AT_ROUNDING, "a kink is no rounding error"));
  }

  @TestFactory
  Stream<DynamicTest> a_critical_start_is_left_by_whoever_sees_curvature() {
    return over(
        BadInputs.criticalStarts(),
        BadInputTest::isRepeatable,
        (of, pair, result) -> {
          Verdict.Kind kind = result.finding(Verdict.class).orElseThrow().kind();
          if (pair.isGlobalised() && pair.seesCurvature()) {
            assertEquals(Category.CONVERGED, result.status().category());
            assertEquals(Verdict.Kind.MINIMUM, kind);
            assertTrue(result.value() < startValue(of));
          } else if (result.value() == startValue(of) && !pair.leavesAtRandom()) {
            assertEquals(Status.CONVERGED_GRADIENT, result.status());
            assertEquals(
                of.name().contains("maximum") ? Verdict.Kind.MAXIMUM : Verdict.Kind.SADDLE, kind);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> a_start_that_is_flat_to_second_order_is_never_called_a_minimum() {
    return over(
        BadInputs.flatStarts(),
        BadInputTest::isRepeatable,
        (of, pair, result) -> {
          Verdict verdict = result.finding(Verdict.class).orElseThrow();
          assertFalse(verdict.kind() == Verdict.Kind.MINIMUM);
          // UNBOUNDED is found by whoever sees fourth differences
          if (result.status() != Status.UNBOUNDED && !pair.leavesAtRandom()) {
            assertEquals(Status.CONVERGED_GRADIENT, result.status());
            assertEquals(Verdict.Kind.DEGENERATE, verdict.kind());
            assertEquals(!of.name().equals("constant"), verdict.decreaseFound());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> flat_valleys_and_functions_without_a_lower_bound() {
    return over(
        BadInputs.falling(),
        BadInputTest::isRepeatable,
        notFailed(
            (pair, result) ->
                assertFalse(result.status() == Status.CONVERGED_AT_ROUNDING, "no end was near")));
  }

  @TestFactory
  Stream<DynamicTest> numbers_at_the_ends_of_the_range() {
    return over(BadInputs.extreme(), BadInputTest::isRepeatable);
  }

  @TestFactory
  Stream<DynamicTest> a_start_outside_of_the_numbers() {
    return over(BadInputs.outside(), status(Status.NOT_FINITE_AT_START));
  }

  @Test
  void a_zero_gradient_that_is_a_lie_is_seen_by_the_values_of_f() {
    Pair pair = Pair.on(FaultyObjective.rosenbrock(), "exact").get(0);
    Result result =
        pair.minimize(FaultyObjective.rosenbrock().gradient((x, call, g) -> new double[2])).run();
    assertEquals(Status.STALLED, result.status());
    assertTrue(result.message().contains("dupin audit"), result.message());
    assertEquals(0, result.trials());
  }
}

package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Every status has a run that ends in it, with the numbers compared in its message. */
class StatusTest {

  private static final SmallObjective BOWL = SmallObjective.quadratic(new double[] {1, 4}, 3, -2);

  private static Minimizer on(SmallObjective objective, StepStrategy step) {
    return Minimizer.of(objective).hessian(SmallParts.exact()).step(step);
  }

  @Test
  void a_small_gradient_converges_and_the_message_compares() {
    Result result =
        on(SmallObjective.ROSENBROCK, SmallParts.newton2()).stop(Stop.gradientNorm(1e-10)).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertTrue(result.message().matches("gradient norm \\S+ <= 1.00e-10"), result.message());
    assertArrayEquals(new double[] {1, 1}, result.point(), 1e-12);
    assertTrue(result.gradientNorm() <= 1e-10);
  }

  @Test
  void a_zero_gradient_is_small_even_under_a_tolerance_of_zero() {
    Result result =
        on(BOWL.startingAt(0, 0), SmallParts.descent()).stop(Stop.gradientNorm(0)).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(0, result.iterations());
  }

  @Test
  void the_relative_test_compares_with_the_start() {
    SmallObjective uneven = SmallObjective.quadratic(new double[] {1, 7.3}, 3, -2);
    Result result =
        on(uneven, SmallParts.descent())
            .stop(Stop.gradientNorm(0), Stop.relativeGradientNorm(1e-3))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertTrue(result.gradientNorm() <= 1e-3 * Math.hypot(3, 14.6));
    assertTrue(
        result.gradientNorm() > 0 && result.message().endsWith("<= 0.001"), result.message());
  }

  @Test
  void budgets_of_one_give_the_status_of_that_budget() {
    assertEquals(Status.MAX_ITERATIONS, limited(Stop.maxIterations(1)).status());
    assertEquals(Status.MAX_TRIALS, limited(Stop.maxTrials(1)).status());
    assertEquals(Status.MAX_EVALUATIONS, limited(Stop.maxEvaluations(1)).status());
    assertEquals(Status.MAX_SECONDS, limited(Stop.maxSeconds(0)).status());
  }

  private static Result limited(java.util.function.UnaryOperator<StopConditions> limit) {
    return on(SmallObjective.ROSENBROCK, SmallParts.descent()).stop(limit).run();
  }

  @Test
  void no_iterations_evaluate_and_judge_the_start() {
    Result result = on(BOWL, SmallParts.descent()).stop(Stop.maxIterations(0)).run();
    assertEquals(Status.MAX_ITERATIONS, result.status());
    assertEquals(12.5, result.value());
    assertEquals(new Counts(1, 1, 0, 0, 1.0), result.evaluations());
    assertEquals("0 iterations >= 0; gradient norm 8.544", result.message());
  }

  @Test
  void a_point_that_converged_never_reads_as_a_limit() {
    Result result =
        on(BOWL.startingAt(0, 0), SmallParts.descent()).stop(Stop.maxIterations(0)).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
  }

  @Test
  void nan_or_infinity_at_the_start_fails_there() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Result value = on(BOWL.withValue(x -> bad), SmallParts.descent()).run();
      assertEquals(Status.NOT_FINITE_AT_START, value.status());
      assertArrayEquals(new double[] {3, -2}, value.point());
      Result gradient =
          on(BOWL.withGradient(x -> new double[] {1, bad}), SmallParts.descent()).run();
      assertEquals(Status.NOT_FINITE_AT_START, gradient.status());
      assertEquals(12.5, gradient.value());
    }
  }

  @Test
  void an_exception_at_the_start_is_the_plugins_and_is_kept() {
    IllegalStateException fault = new IllegalStateException("disk on fire");
    Result result =
        on(
                BOWL.withValue(
                    x -> {
                      throw fault;
                    }),
                SmallParts.descent())
            .run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertSame(fault, result.failure().orElseThrow());
    assertTrue(result.message().contains("IllegalStateException: disk on fire"), result.message());
  }

  @Test
  void at_a_trial_point_nan_infinity_and_exceptions_are_refused() {
    for (int kind = 0; kind < 3; kind++) {
      int which = kind;
      SmallObjective walled =
          BOWL.withValue(
              x -> {
                if (x[0] < 1) {
                  if (which == 2) {
                    throw new IllegalArgumentException("outside");
                  }
                  return which == 0 ? Double.NaN : Double.POSITIVE_INFINITY;
                }
                return BOWL.value().applyAsDouble(x);
              });
      Result result = on(walled, SmallParts.descent()).stop(Stop.maxTrials(500)).run();
      assertFalse(result.status().category() == Category.FAILED, result.message());
      assertFalse(result.status().category() == Category.CONVERGED, result.message());
      assertTrue(result.value() < 12.5 && result.point()[0] >= 1);
    }
  }

  @Test
  void a_stall_names_the_exception_of_refused_points() {
    SmallObjective onlyStart =
        BOWL.withValue(
            x -> {
              if (x[0] != 3 || x[1] != -2) {
                throw new IllegalArgumentException("outside");
              }
              return 12.5;
            });
    Result result = on(onlyStart, SmallParts.descent()).run();
    assertEquals(Status.STALLED, result.status());
    assertTrue(
        result.message().contains("a refused point threw IllegalArgumentException: outside"));
    assertArrayEquals(new double[] {3, -2}, result.point());
  }

  @Test
  void a_step_that_cannot_be_refused_into_nan_is_not_finite_and_keeps_the_best_point() {
    SmallObjective walled =
        BOWL.withValue(x -> x[0] < 1 ? Double.NaN : BOWL.value().applyAsDouble(x));
    Result result = on(walled, SmallParts.fixed(0.1)).run();
    assertEquals(Status.NOT_FINITE, result.status());
    assertTrue(result.value() < 12.5 && result.point()[0] >= 1);
  }

  @Test
  void a_gradient_that_is_not_finite_at_an_accepted_point_ends_the_run() {
    SmallObjective broken =
        BOWL.withGradient(x -> x[0] < 2 ? new double[] {Double.NaN, 0} : BOWL.gradient().apply(x));
    Result result = on(broken, SmallParts.descent()).run();
    assertEquals(Status.NOT_FINITE, result.status());
  }

  @Test
  void f_of_minus_infinity_is_unbounded() {
    SmallObjective cliff =
        BOWL.withValue(x -> x[0] < 1 ? Double.NEGATIVE_INFINITY : BOWL.value().applyAsDouble(x));
    assertEquals(Status.UNBOUNDED, on(cliff, SmallParts.descent()).run().status());
    assertEquals(Status.UNBOUNDED, on(cliff, SmallParts.fixed(0.1)).run().status());
    assertEquals(
        Status.UNBOUNDED, on(cliff.startingAt(0, 0), SmallParts.fixed(0.1)).run().status());
  }

  @Test
  void f_below_the_bound_is_unbounded_and_the_bound_can_be_set() {
    SmallObjective saddle = SmallObjective.quadratic(new double[] {1, -1}, 1, 1);
    Result far = on(saddle, SmallParts.descent()).run();
    assertEquals(Status.UNBOUNDED, far.status());
    assertTrue(far.value() < -1e30, far.message());
    Result near = on(saddle, SmallParts.descent()).stop(Stop.unboundedBelow(-100)).run();
    assertEquals(Status.UNBOUNDED, near.status());
    assertTrue(near.value() < -100 && near.value() > -1e10);
    assertTrue(near.message().endsWith("< -100"), near.message());
  }

  @Test
  void a_wrong_gradient_stalls_and_is_never_called_converged() {
    SmallObjective uphill =
        BOWL.withGradient(
            x -> {
              double[] g = BOWL.gradient().apply(x);
              return new double[] {-g[0], -g[1]};
            });
    Result result = on(uphill, SmallParts.descent()).run();
    assertEquals(Status.STALLED, result.status());
    assertEquals(12.5, result.value());
    assertTrue(result.message().contains("gradient norm 8.544 > 1.00e-06"), result.message());
  }

  @Test
  void a_step_that_changes_no_bit_is_not_evaluated() {
    AtomicInteger values = new AtomicInteger();
    SmallObjective counted =
        BOWL.withValue(
            x -> {
              values.incrementAndGet();
              return BOWL.value().applyAsDouble(x);
            });
    Result result = on(counted, SmallParts.fixed(1e-30)).run();
    assertEquals(Status.STALLED, result.status());
    assertEquals(1, values.get());
    assertTrue(result.message().contains("no longer changes the point"), result.message());
  }

  @Test
  void no_proposal_stalls_without_an_evaluation() {
    StepStrategy none =
        context ->
            new dev.dupin.core.step.Stepper() {
              @Override
              public Proposal propose(dev.dupin.core.step.Model model) {
                return Proposal.NONE;
              }

              @Override
              public dev.dupin.core.step.Decision judge(dev.dupin.core.step.Trial trial) {
                throw new AssertionError("nothing was tried");
              }
            };
    Result result = on(BOWL, none).run();
    assertEquals(Status.STALLED, result.status());
    assertEquals(0, result.trials());
  }

  @Test
  void a_stop_rule_ends_a_run_under_its_name_and_never_as_converged() {
    Result result =
        on(SmallObjective.ROSENBROCK, SmallParts.descent())
            .stopRule(
                "low-enough",
                context ->
                    event ->
                        event.number("value") < 4
                            ? Optional.of("f = " + event.number("value"))
                            : Optional.empty())
            .run();
    assertEquals(Status.STOP_RULE, result.status());
    assertTrue(result.message().startsWith("low-enough: f = 3."), result.message());
  }

  @Test
  void a_fault_of_a_part_keeps_the_best_point() {
    AtomicInteger calls = new AtomicInteger();
    Result result =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(
                SmallParts.provider(
                    here -> {
                      if (calls.incrementAndGet() > 5) {
                        throw new UnsupportedOperationException("no sixth Hessian");
                      }
                      return SmallParts.exact()
                          .start(SmallObjective.ROSENBROCK, context())
                          .at(here);
                    }))
            .step(SmallParts.descent())
            .run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertTrue(result.message().contains("no sixth Hessian"), result.message());
    assertEquals(5, result.iterations());
    assertTrue(result.value() < 24.2);
  }

  private static dev.dupin.core.run.RunContext context() {
    return new RunScope(0, new Gate(Double.POSITIVE_INFINITY, 0), 0).part("test");
  }

  @Test
  void arithmetic_that_breaks_down_is_a_numerical_failure() {
    Result result =
        Minimizer.of(BOWL)
            .hessian(
                SmallParts.provider(
                    here -> {
                      throw new NumericalFailureException("the Hessian is not finite");
                    }))
            .step(SmallParts.descent())
            .run();
    assertEquals(Status.NUMERICAL_FAILURE, result.status());
    assertEquals("the Hessian is not finite", result.message());
  }

  @Test
  void an_error_of_the_virtual_machine_in_the_objective_still_gives_the_best_point() {
    SmallObjective deep =
        BOWL.withGradient(
            x -> {
              if (x[0] < 2.5) {
                throw new StackOverflowError();
              }
              return BOWL.gradient().apply(x);
            });
    Result result = on(deep, SmallParts.fixed(0.1)).run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertTrue(result.value() <= 12.5);
  }

  @Test
  void rounding_level_is_told_from_a_stall_with_both_numbers() {
    // f = 1e6 + bowl: differences of f drown long before the gradient is at 1e-13.
    SmallObjective lifted =
        SmallObjective.quadratic(new double[] {1, 4}, 1 / 3.0, -1 / 7.0)
            .withValue(x -> 1e6 + 0.5 * sq(x[0] - 0.1) + 2 * sq(x[1] - 0.7))
            .withGradient(x -> new double[] {x[0] - 0.1, 4 * (x[1] - 0.7)});
    Result result = on(lifted, SmallParts.fixed(0.2)).stop(Stop.gradientNorm(1e-300)).run();
    assertTrue(
        result.status() == Status.CONVERGED_AT_ROUNDING
            || (result.status() == Status.CONVERGED_GRADIENT && result.gradientNorm() == 0),
        result.status() + " " + result.message());
    assertTrue(result.gradientNorm() < 1e-13);
  }

  private static double sq(double x) {
    return x * x;
  }

  @Test
  void parts_that_do_not_fit_are_refused_before_the_run() {
    StepStrategy needsResiduals =
        new StepStrategy() {
          @Override
          public dev.dupin.core.step.Stepper start(dev.dupin.core.run.RunContext context) {
            throw new AssertionError("must not start");
          }

          @Override
          public dev.dupin.core.curvature.Requirements requires() {
            return dev.dupin.core.curvature.Requirements.anyOf(
                    dev.dupin.core.objective.Residuals.class)
                .and(
                    dev.dupin.core.curvature.Requirements.traits(
                        dev.dupin.core.curvature.Trait.POSITIVE_DEFINITE));
          }
        };
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> on(BOWL, needsResiduals).run());
    assertEquals(
        "the step needs residuals; the objective offers hessian-matrix, hessian-products; "
            + "the step needs a positive-definite hessian; the hessian offers nothing",
        refused.getMessage());
    assertThrows(IllegalStateException.class, () -> Minimizer.of(BOWL).run());
    assertThrows(
        IllegalArgumentException.class, () -> Minimizer.of(BOWL).start(new double[] {1, 2, 3}));
    assertThrows(
        IllegalArgumentException.class, () -> Minimizer.of(BOWL).batches(new Batching(2, false)));
  }

  @Test
  void a_start_that_the_objective_cannot_give_is_the_plugins_fault() {
    SmallObjective lazy =
        new SmallObjective(new double[2], BOWL.value(), BOWL.gradient(), BOWL.hessian());
    dev.dupin.core.objective.Objective broken =
        new dev.dupin.core.objective.Objective() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public dev.dupin.core.objective.Evaluation at(double[] x) {
            return lazy.at(x);
          }

          @Override
          public double[] start(java.util.random.RandomGenerator random) {
            throw new IllegalStateException("no idea where to start");
          }
        };
    Result result =
        Minimizer.of(broken).hessian(SmallParts.identity()).step(SmallParts.descent()).run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertTrue(result.message().contains("no idea where to start"));
  }
}

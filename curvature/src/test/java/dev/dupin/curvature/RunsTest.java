package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Verdict.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hessians and the verdict at work in whole runs. */
class RunsTest {

  private static final List<Polynomial> XY = Polynomial.variables(2);

  private static Verdict verdict(Result result) {
    return result.finding(Verdict.class).orElseThrow();
  }

  private static Minimizer newton(Objective objective, HessianProvider hessian) {
    return Minimizer.of(objective)
        .hessian(hessian)
        .step(TestSteps.NEWTON)
        .analyze("verdict", VerdictAnalysis.withDefaults());
  }

  static Stream<HessianProvider> secants() {
    return Stream.of(
        BfgsHessian.withDefaults(),
        new BfgsHessian(new BfgsHessian.Config(true, 1e-8, PairDamping.POWELL)),
        LimitedMemoryBfgsHessian.withDefaults(),
        new LimitedMemoryBfgsHessian(
            new LimitedMemoryBfgsHessian.Config(3, true, 1e-8, PairDamping.POWELL)));
  }

  @ParameterizedTest
  @MethodSource("secants")
  void secant_methods_reach_rosenbrocks_minimum_and_never_pay_a_hessian(HessianProvider hessian) {
    Result result =
        Minimizer.of(Functions.rosenbrock().objective())
            .hessian(hessian)
            .step(TestSteps.BACKTRACKING)
            .start(new double[] {-1.2, 1})
            .stop(Stop.maxIterations(2000))
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertArrayEquals(new double[] {1, 1}, result.point(), 1e-6);
    assertEquals(0, result.evaluations().hessian() + result.evaluations().hessianProduct());
    assertEquals(Kind.MINIMUM, verdict(result).kind());
    assertTrue(result.analysisEvaluations().hessian() >= 1);
  }

  @Test
  void newton_ends_at_a_saddle_and_the_verdict_says_so() {
    Polynomial saddle = XY.get(0).power(2).minus(XY.get(1).power(2)).plus(XY.get(1).power(4));
    Result result =
        newton(saddle.objective(), new ExactHessian()).start(new double[] {1, 0.1}).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(Kind.SADDLE, verdict(result).kind());
    assertEquals(1, verdict(result).index());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-4, 1e-6, 1e-9, 1e-12})
  void the_end_of_a_creep_is_never_a_minimum(double tolerance) {
    // C9: from (1, 1) Newton halves x at every step and stops where 3 x^2 is within the tolerance.
    Polynomial cubic = XY.get(0).power(3).plus(XY.get(1).power(2));
    for (HessianProvider hessian :
        List.of(new ExactHessian(), FiniteDifferenceHessian.withDefaults())) {
      Result result =
          newton(cubic.objective(), hessian)
              .start(new double[] {1, 1})
              .stop(Stop.gradientNorm(tolerance))
              .run();
      assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
      assertEquals(Kind.DEGENERATE, verdict(result).kind(), verdict(result)::toString);
      assertTrue(verdict(result).decreaseFound(), verdict(result)::toString);
    }
  }

  @Test
  void a_run_that_did_not_converge_is_not_critical() {
    Result result =
        newton(Functions.rosenbrock().objective(), new ExactHessian())
            .start(new double[] {-1.2, 1})
            .stop(Stop.maxIterations(1))
            .run();
    assertEquals(Status.MAX_ITERATIONS, result.status());
    assertEquals(Kind.NOT_CRITICAL, verdict(result).kind());
  }

  @Test
  void the_verdict_changes_nothing_of_the_run() {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Minimizer bare =
        Minimizer.of(rosenbrock)
            .hessian(new ExactHessian())
            .step(TestSteps.NEWTON)
            .start(new double[] {-1.2, 1});
    Result without = bare.run();
    Result with = bare.analyze("verdict", VerdictAnalysis.withDefaults()).run();
    assertArrayEquals(without.point(), with.point());
    assertEquals(without.evaluations(), with.evaluations());
    assertFalse(without.finding(Verdict.class).isPresent());
  }

  @Test
  void an_objective_without_second_derivatives_is_judged_by_differences() {
    Result result =
        newton(
                Functions.rosenbrock().objective().offering(Set.of()),
                FiniteDifferenceHessian.withDefaults())
            .start(new double[] {-1.2, 1})
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(Kind.MINIMUM, verdict(result).kind());
    assertTrue(verdict(result).certificate().contains("differences"));
  }

  @Test
  void a_hessian_that_is_not_finite_ends_the_run_as_a_numerical_failure() {
    Objective wall =
        new SmoothFunction(
            1,
            x -> Math.pow(Math.abs(x[0]), 1.5),
            x -> new double[] {1.5 * Math.sqrt(Math.abs(x[0])) * Math.signum(x[0]) + 1},
            x -> new double[] {0.75 / Math.sqrt(Math.abs(x[0]))},
            SmoothFunction.ALL);
    Result result = newton(wall, new ExactHessian()).start(new double[1]).run();
    assertEquals(Status.NUMERICAL_FAILURE, result.status(), result.message());
    assertTrue(result.message().contains("not finite"), result.message());
  }
}

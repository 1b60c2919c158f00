package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.optimizers.NewtonStep;
import dev.dupin.testkit.HessianContract;
import dev.dupin.testkit.RunContract;
import dev.dupin.testkit.RunContract.Strength;
import dev.dupin.testkit.TestFunctions;
import dev.dupin.testkit.TestProblems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract suites, over every Hessian, and over every pair of a Hessian and a step that go
 * together.
 */
class EveryPairTest {

  /** They take every step they compute. */
  private static final Set<String> NOT_GLOBALISED = Set.of("newton", "fixed-step", "perturbed");

  /**
   * Diagonals, when there are two variables, also those of blocks: the valley is bent across them.
   * And roots of sums of gradients, which know where the valley is steep, but not how flat it is
   * along its floor.
   */
  private static final Set<String> BLIND_TO_THE_VALLEY =
      Set.of(
          "identity",
          "block-diagonal",
          "barzilai-borwein",
          "adam",
          "rmsprop",
          "adagrad",
          "hutchinson-diagonal",
          "shampoo");

  /** Of the size of the gradients themselves: what is divided by them does not shrink with them. */
  private static final Set<String> OF_GRADIENTS = Set.of("adam", "rmsprop", "adagrad", "shampoo");

  private static Strength strength(String hessian, String step) {
    if (NOT_GLOBALISED.contains(step)) {
      return OF_GRADIENTS.contains(hessian) ? Strength.NEARER_ONLY : Strength.EASY_ONLY;
    }
    boolean isDescent = BLIND_TO_THE_VALLEY.contains(hessian) || step.startsWith("cauchy");
    return isDescent ? Strength.GLOBALISED : Strength.VALLEY;
  }

  @TestFactory
  Stream<DynamicContainer> every_pair_keeps_the_contract_of_a_run() {
    List<DynamicContainer> pairs = new ArrayList<>();
    for (Map.Entry<String, HessianProvider> hessian : BuiltInParts.hessians().entrySet()) {
      for (Map.Entry<String, StepStrategy> step : BuiltInParts.steps().entrySet()) {
        if (TestProblems.fitting(hessian.getValue(), step.getValue()).isPresent()) {
          Strength strength = strength(hessian.getKey(), step.getKey());
          pairs.add(
              dynamicContainer(
                  hessian.getKey() + " + " + step.getKey(),
                  RunContract.of(hessian.getValue(), step.getValue(), strength)));
        }
      }
    }
    assertTrue(pairs.size() >= 40, "only " + pairs.size() + " pairs");
    return pairs.stream();
  }

  @TestFactory
  Stream<DynamicContainer> every_hessian_keeps_its_contract() {
    return BuiltInParts.hessians().entrySet().stream()
        .map(
            hessian ->
                dynamicContainer(
                    hessian.getKey(),
                    // Products by differences of gradients are linear and symmetric up to their own
                    // error only.
                    HessianContract.of(
                        hessian.getValue(),
                        TestProblems.fitting(hessian.getValue())
                            .map(TestProblems::rosenbrock)
                            .orElseGet(LayeredModel::softmax),
                        hessian.getKey().equals("finite-difference") ? 1e-6 : 1e-10)));
  }

  @TestFactory
  Stream<DynamicContainer> every_globalised_step_that_sees_curvature_leaves_a_saddle() {
    return BuiltInParts.steps().entrySet().stream()
        .filter(step -> !NOT_GLOBALISED.contains(step.getKey()))
        .filter(step -> step.getValue().requires().traits().isEmpty())
        .map(
            step ->
                dynamicContainer(
                    step.getKey(),
                    Stream.of(
                        org.junit.jupiter.api.DynamicTest.dynamicTest(
                            "from (0, 0) of x^2 - y^2 + y^4 to a minimum",
                            () -> leaves(step.getValue())))));
  }

  private static void leaves(StepStrategy step) {
    Result result =
        Minimizer.of(TestFunctions.saddle())
            .hessian(new ExactHessian())
            .step(step)
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    assertEquals(-0.25, result.value(), 1e-9);
    assertEquals(Verdict.Kind.MINIMUM, result.finding(Verdict.class).orElseThrow().kind());
  }

  @Test
  void the_bare_newton_step_stays_at_the_saddle_and_the_verdict_says_so() {
    Result result =
        Minimizer.of(TestFunctions.saddle())
            .hessian(new ExactHessian())
            .step(new NewtonStep())
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    Verdict verdict = result.finding(Verdict.class).orElseThrow();
    assertEquals(Verdict.Kind.SADDLE, verdict.kind());
    assertEquals(1, verdict.index());
    assertEquals(-2, verdict.smallestEigenvalue(), 1e-12);
    assertEquals(2, verdict.largestEigenvalue(), 1e-12);
  }

  @Test
  void rosenbrock_costs_what_two_nested_loops_cost() {
    Result result =
        Minimizer.of(TestFunctions.rosenbrock())
            .hessian(new ExactHessian())
            .step(
                dev.dupin.optimizers.TrustRegion.with(
                    new dev.dupin.optimizers.subproblem.MoreSorensen()))
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    // One value a trial and one at the start; one gradient an accepted point; one Hessian each, the
    // last for the escape test.
    assertEquals(result.trials() + 1, result.evaluations().value());
    assertEquals(result.iterations() + 1, result.evaluations().gradient());
    assertEquals(result.iterations() + 1, result.evaluations().hessian());
    assertEquals(0, result.evaluations().hessianProduct());
    assertTrue(result.iterations() <= 30, "iterations: " + result.iterations());
  }
}

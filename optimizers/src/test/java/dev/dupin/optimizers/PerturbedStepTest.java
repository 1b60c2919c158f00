package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.testkit.TestContext;
import dev.dupin.testkit.TestFunctions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerturbedStepTest {

  private static final PerturbedStep DESCENT =
      new PerturbedStep(new PerturbedStep.Config(FixedStep.of(0.1), 0.01, 1e-3, 50, 1e-8));

  private static Result run(Objective objective, long seed) {
    return Minimizer.of(objective)
        .hessian(Hessians.identity())
        .step(DESCENT)
        .seed(seed)
        .stop(Stop.gradientNorm(1e-8), Stop.maxIterations(2000))
        .run();
  }

  /** ORACLES S5, for a strategy that sees no curvature: f = x^2 - y^2 + y^4 from its saddle. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void gradient_descent_leaves_an_exact_saddle(long seed) {
    Result result = run(TestFunctions.saddle(), seed);
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(-0.25, result.value(), 1e-14);
  }

  /** One kick too many is all it costs; the run ends near where it was. */
  @Test
  void at_a_minimum_it_ends_after_one_kick_in_vain() {
    double[] start = {0, 0, 0};
    Result result = run(TestFunctions.quadratic(new double[] {1, 2, 3}, start), 1);
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertTrue(result.iterations() > 1 && result.iterations() < 200, result.message());
    assertArrayEquals(start, result.point(), 1e-8);
  }

  private static Model model(Objective objective, double... x) {
    Evaluation here = objective.at(x);
    return new Model(0, here, Hessians.identity().start(objective, TestContext.ROOT).at(here));
  }

  @Test
  void a_kick_is_within_its_ball_and_needs_a_small_gradient() {
    Objective objective = TestFunctions.quadratic(new double[] {1, 2, 3}, 0, 0, 0);
    Stepper stepper = DESCENT.start(TestContext.ROOT);
    Model small = model(objective, 1e-4, 0, 0);
    double[] kick = stepper.propose(small).step();
    assertTrue(Vectors.norm(kick) <= 0.01);
    assertTrue(Math.abs(kick[1]) > 0, "a kick is no gradient step");
    Model large = model(objective, 1, 0, 0);
    assertArrayEquals(new double[] {-0.1, 0, 0}, stepper.propose(large).step(), 1e-15);
  }

  @Test
  void it_waits_after_a_kick_and_remembers_it_over_a_checkpoint() {
    Objective objective = TestFunctions.quadratic(new double[] {1, 2, 3}, 0, 0, 0);
    Stepper stepper = DESCENT.start(TestContext.ROOT);
    Model model = model(objective, 1e-4, 0, 0);
    Proposal kick = stepper.propose(model);
    stepper.judge(
        new Trial(model, kick, objective.at(Vectors.add(model.here().point(), kick.step()))));
    Stepper resumed = DESCENT.start(TestContext.ROOT);
    Snapshot.of(stepper).restore(resumed);
    double[] descent = {-1e-5, 0, 0};
    assertArrayEquals(descent, stepper.propose(model).step(), 1e-15);
    assertArrayEquals(descent, resumed.propose(model).step(), 1e-15);
    assertTrue(resumed.escape(model).isEmpty(), "the kick has led nowhere");
  }
}

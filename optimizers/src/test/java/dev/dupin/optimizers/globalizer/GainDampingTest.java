package dev.dupin.optimizers.globalizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.Line;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.globalizer.GainDamping.Rule;
import dev.dupin.optimizers.globalizer.GainDamping.Scaling;
import dev.dupin.optimizers.subproblem.Damped;
import dev.dupin.testkit.TestContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class GainDampingTest {

  /** B = 1 on the line, so that the first damping is 8. */
  private static Globalizer.Controller start(Rule rule) {
    return new GainDamping(new GainDamping.Config(rule, Scaling.NONE, 8, 1e-4))
        .start(TestContext.ROOT);
  }

  /** A step so long that no damping is without effect: f predicts 1. */
  private static Trial trial(double actual) {
    Line line = new Line(x -> x == 0 ? 0 : -actual, x -> -1);
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    return new Trial(model, new Proposal(new double[] {10}, 1, 8), line.at(new double[] {10}));
  }

  private static double damping(Globalizer.Controller controller, Trial trial) {
    return controller.control(trial.model()).value();
  }

  @ParameterizedTest
  @CsvSource({
    // rule, gain, accepted, factor
    "NIELSEN, 1, true, 0.3333333333333333", // max(1/3, 1 - 1)
    "NIELSEN, 0.75, true, 0.875", // 1 - 0.5^3
    "NIELSEN, 0.5, true, 1",
    "NIELSEN, 0.25, true, 1.125", // 1 + 0.5^3
    "NIELSEN, 5, true, 0.3333333333333333",
    "NIELSEN, 0.00005, false, 2",
    "NIELSEN, -1, false, 2",
    "NIELSEN, NaN, false, 2",
    "NIELSEN, -Infinity, false, 2",
    "MARQUARDT, 0.3, true, 0.1",
    "MARQUARDT, NaN, false, 10",
    "DELAYED_GRATIFICATION, 0.3, true, 0.2",
    "DELAYED_GRATIFICATION, NaN, false, 2",
  })
  void the_damping_follows_the_gain(Rule rule, double gain, boolean accepted, double factor) {
    Globalizer.Controller controller = start(rule);
    Trial trial = trial(gain);
    assertEquals(8, damping(controller, trial));
    Decision decision = controller.judge(trial);
    assertNull(decision.stalled());
    assertSame(accepted ? trial.there() : null, decision.next());
    assertEquals(8 * factor, damping(controller, trial), 1e-15 * 8);
  }

  /** Nielsen's nu: 2, 4, 8, and 2 again after a step that was taken. */
  @Test
  void refusals_in_a_row_grow_ever_faster() {
    Globalizer.Controller controller = start(Rule.NIELSEN);
    Trial bad = trial(-1);
    damping(controller, bad);
    for (double expected : new double[] {16, 64, 512}) {
      controller.judge(bad);
      assertEquals(expected, damping(controller, bad));
    }
    controller.judge(trial(0.5));
    controller.judge(bad);
    assertEquals(1024, damping(controller, bad));
  }

  @Test
  void a_damping_without_effect_jumps_to_where_it_has_one() {
    Quadratic bowl = Quadratic.diagonal(new double[] {4}, -4);
    Model model = bowl.model();
    Globalizer.Controller controller =
        new GainDamping(new GainDamping.Config(Rule.NIELSEN, Scaling.NONE, 1e-20, 1e-4))
            .start(TestContext.ROOT);
    controller.control(model);
    Line wall = new Line(x -> x == 0 ? 0 : Double.NaN, x -> Double.NaN);
    controller.judge(
        new Trial(model, new Proposal(new double[] {1}, 2, 4e-20), wall.at(new double[] {1})));
    assertEquals(0.4, controller.control(model).value(), 1e-15); // a tenth of s'Bs / s's
  }

  @Test
  void the_units_are_the_largest_roots_of_the_diagonal_so_far() {
    Model first = Quadratic.diagonal(new double[] {4, 9, 0, -25}, 1, 1, 1, 1).model();
    Model second = Quadratic.diagonal(new double[] {16, 1, 0, 1}, 1, 1, 1, 1).model();
    assertArrayEquals(new double[] {4, 3, 1, 5}, units(Scaling.RUNNING_MAXIMUM, first, second));
    assertArrayEquals(new double[] {4, 1, 1, 1}, units(Scaling.DIAGONAL, first, second));
    assertArrayEquals(new double[0], units(Scaling.NONE, first, second));
  }

  /** The units at a second model, after a checkpoint between the two. */
  private static double[] units(Scaling scaling, Model first, Model second) {
    GainDamping rule = new GainDamping(new GainDamping.Config(Rule.NIELSEN, scaling, 1, 0));
    Globalizer.Controller controller = rule.start(TestContext.ROOT);
    controller.control(first);
    double[] step = {-0.1, -0.1, -0.1, -0.1};
    controller.judge(
        new Trial(first, new Proposal(step, 0.4, 1), first.here().objective().at(step)));
    Globalizer.Controller resumed = rule.start(TestContext.ROOT);
    Snapshot.of(controller).restore(resumed);
    Damping there = (Damping) resumed.control(second);
    assertEquals(controller.control(second).value(), there.value());
    return there.scale();
  }

  /** What a model that no step was tried on would say of the units is no state. */
  @Test
  void looking_commits_nothing() {
    Globalizer.Controller controller = GainDamping.withDefaults().start(TestContext.ROOT);
    controller.control(Quadratic.diagonal(new double[] {1e6}, 1).model());
    Damping next = (Damping) controller.control(Quadratic.diagonal(new double[] {4}, 1).model());
    assertArrayEquals(new double[] {2}, next.scale());
  }

  @ParameterizedTest
  @EnumSource
  void an_exhausted_damping_stalls_with_the_numbers(Rule rule) {
    Line line = new Line(x -> x <= 0 ? 0 : 1, x -> -1); // f rises where it should fall
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    Globalizer.Controller controller = start(rule);
    Subproblem.Prepared damped =
        Damped.with(Damped.Solver.CHOLESKY).prepare(model, TestContext.ROOT);
    for (int trials = 1; trials < 200; trials++) {
      Proposal proposal;
      do {
        proposal = damped.solve(controller.control(model));
      } while (controller.refine(proposal));
      String stalled =
          controller.judge(new Trial(model, proposal, line.at(proposal.step()))).stalled();
      if (stalled != null) {
        assertTrue(stalled.contains("is below the rounding of the point"), stalled);
        assertTrue(Vectors.norm(proposal.step()) <= 0x1p-52, stalled);
        return;
      }
    }
    throw new AssertionError("it never stalls");
  }

  @ParameterizedTest
  @EnumSource
  void contraction_without_a_trial_raises_the_damping_until_it_is_exhausted(Rule rule) {
    Globalizer.Controller controller = start(rule);
    Trial trial = trial(1);
    double before = damping(controller, trial);
    int contractions = 0;
    while (controller.contract()) {
      double now = damping(controller, trial);
      assertTrue(now > before);
      before = now;
      contractions++;
    }
    assertTrue(contractions > 0 && contractions < 1100);
  }

  /** Moré's rule: after a refusal the scaled step has the radius, or the Newton step is shorter. */
  @Test
  void the_step_is_as_long_as_the_radius() {
    SplittableRandom random = new SplittableRandom(5);
    for (int k = 0; k < 50; k++) {
      int n = 2 + k % 5;
      double[] values = random.doubles(n, 0.5, 10).toArray();
      Quadratic problem =
          new Quadratic(Quadratic.withEigenvalues(values, random), Quadratic.gaussian(n, random));
      Model model = problem.model();
      Globalizer.Controller controller = GainDamping.withDefaults().start(TestContext.ROOT);
      Subproblem.Prepared damped = Damped.withDefaults().prepare(model, TestContext.ROOT);
      double radius = Double.POSITIVE_INFINITY;
      for (int trials = 0; trials < 5; trials++) {
        Proposal proposal;
        do {
          proposal = damped.solve(controller.control(model));
        } while (controller.refine(proposal));
        Damping damping = (Damping) controller.control(model);
        double norm = scaledNorm(proposal.step(), damping.scale());
        assertTrue(trials == 0 ? damping.value() == 0 : norm <= 1.05 * radius, norm + "");
        assertTrue(trials == 0 || norm >= 0.95 * radius, norm + " of " + radius);
        radius = 0.1 * norm; // f there is no number
        Line wall = new Line(x -> Double.NaN, x -> Double.NaN);
        controller.judge(new Trial(model, proposal, wall.at(proposal.step())));
      }
    }
  }

  private static double scaledNorm(double[] step, double[] scale) {
    double[] scaled = step.clone();
    for (int i = 0; i < step.length; i++) {
      scaled[i] *= scale[i];
    }
    return Vectors.norm(scaled);
  }
}

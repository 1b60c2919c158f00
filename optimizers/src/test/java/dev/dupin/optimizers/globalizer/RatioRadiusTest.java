package dev.dupin.optimizers.globalizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.CountingOperator;
import dev.dupin.optimizers.Line;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.testkit.TestContext;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RatioRadiusTest {

  private static RatioRadius with(double initialRadius, double maxRadius) {
    return new RatioRadius(
        new RatioRadius.Config(
            OptionalDouble.of(initialRadius), maxRadius, 1e-4, 0.25, 0.75, 0.25, 0.5, 2));
  }

  private static Globalizer.Controller start(double initialRadius) {
    return with(initialRadius, 10).start(TestContext.ROOT);
  }

  /** f(0) = 0, and f = -actual at the trial, which is a step of this length. */
  private static Trial trial(double step, double predicted, double actual) {
    Line line = new Line(x -> x == 0 ? 0 : -actual, x -> -1);
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    Proposal proposal = new Proposal(new double[] {step}, predicted, Double.NaN);
    return new Trial(model, proposal, line.at(new double[] {step}));
  }

  private static double radius(Globalizer.Controller controller, Trial trial) {
    return controller.control(trial.model()).value();
  }

  @ParameterizedTest
  @CsvSource({
    // step, predicted, actual, accepted, next radius
    "4,    1,  1,      true,  8", // good, at the boundary
    "3,    1,  1,      true,  4", // good, inside: it was not held back
    "4,    1,  0.5,    true,  4", // fair
    "4,    1,  0.2,    true,  1", // poor
    "3,    1,  0.2,    true,  0.75",
    "4,    1,  0.00005, false, 2", // not worth it
    "3,    1,  -1,     false, 1.5", // a refusal shrinks the step, so that it is not tried again
    "4,    1,  NaN,    false, 2",
    "3,    1,  -Infinity, false, 1.5",
    "4,    1,  Infinity, true, 8", // f = -infinity is for the minimizer to judge
    "4,    NaN, 1,     false, 2",
    "4,    -1, 1,      false, 2", // a model that promises nothing is not believed
  })
  void the_radius_follows_the_ratio_of_actual_to_predicted(
      double step, double predicted, double actual, boolean accepted, double next) {
    Globalizer.Controller controller = start(4);
    Trial trial = trial(step, predicted, actual);
    assertEquals(4, radius(controller, trial));
    Decision decision = controller.judge(trial);
    assertNull(decision.stalled());
    assertSame(accepted ? trial.there() : null, decision.next());
    assertEquals(next, radius(controller, trial));
  }

  /** A step of Euclidean length 1 that its subproblem measures as 4 of 4, or as 3. */
  @Test
  void the_length_of_a_step_is_that_in_the_norm_of_its_subproblem() {
    for (double length : new double[] {3, 4}) {
      Trial plain = trial(1, 1, 1);
      Proposal measured = new Proposal(plain.proposal().step(), 1, 4, length);
      Globalizer.Controller controller = start(4);
      radius(controller, plain);
      controller.judge(new Trial(plain.model(), measured, plain.there()));
      assertEquals(length == 4 ? 8 : 4, radius(controller, plain));
      Globalizer.Controller refused = start(4);
      Trial bad = trial(1, 1, -1);
      radius(refused, bad);
      refused.judge(new Trial(bad.model(), measured, bad.there()));
      assertEquals(0.5 * length, radius(refused, bad));
    }
  }

  /** Rounding is a matter of Euclidean lengths: this radius is tiny, its steps are not. */
  @Test
  void a_radius_that_is_small_in_another_norm_is_not_exhausted() {
    Globalizer.Controller controller = with(1e-20, 10).start(TestContext.ROOT);
    Trial bad = trial(1, 1, -1);
    radius(controller, bad);
    Proposal measured = new Proposal(bad.proposal().step(), 1, 1e-20, 1e-20);
    assertSame(Decision.REJECT, controller.judge(new Trial(bad.model(), measured, bad.there())));
  }

  @Test
  void the_first_radius_is_that_of_the_subproblem_where_its_norm_is_another() {
    Model model = Quadratic.diagonal(new double[] {2, 2}, 3, 4).model();
    Subproblem.Prepared measuring =
        new Subproblem.Prepared() {
          @Override
          public Proposal solve(Control control) {
            return Proposal.NONE;
          }

          @Override
          public OptionalDouble firstLength() {
            return OptionalDouble.of(7);
          }
        };
    assertEquals(7, rule().control(model, measuring).value());
    assertEquals(2.5, rule().control(model, control -> Proposal.NONE).value());
    assertEquals(4, start(4).control(model, measuring).value());
  }

  @Test
  void the_radius_grows_no_further_than_its_maximum() {
    Globalizer.Controller controller = start(8);
    Trial trial = trial(8, 1, 1);
    radius(controller, trial);
    controller.judge(trial);
    assertEquals(10, radius(controller, trial));
  }

  @Test
  void a_gradient_that_is_not_finite_refuses_the_point() {
    Line line = new Line(x -> -x, x -> x == 0 ? -1 : Double.NaN);
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    Evaluation there = line.at(new double[] {4});
    Globalizer.Controller controller = start(4);
    controller.control(model);
    assertSame(
        Decision.REJECT,
        controller.judge(new Trial(model, new Proposal(new double[] {4}, 4, Double.NaN), there)));
    assertEquals(2, controller.control(model).value());
  }

  @Test
  void the_first_radius_is_the_length_of_the_first_cauchy_step() {
    Quadratic bowl = Quadratic.diagonal(new double[] {2, 8}, 3, 4);
    // |g|^3 / g'Bg
    assertEquals(125 / (2 * 9 + 8 * 16.0), first(bowl), 1e-15);
    // -g is a direction of negative curvature: |g|^2 / |Bg|
    Quadratic dome = Quadratic.diagonal(new double[] {-2, -8}, 3, 4);
    assertEquals(25 / Math.hypot(6, 32), first(dome), 1e-15);
    // no curvature along g, or no gradient: max(1, |x|)
    assertEquals(1, first(Quadratic.diagonal(new double[] {0, 0}, 3, 4)));
    assertEquals(1, first(Quadratic.diagonal(new double[] {2, 8}, 0, 0)));
    Quadratic flat = Quadratic.diagonal(new double[2], 0, 0);
    Model away =
        new Model(0, flat.at(new double[] {30, 40}), Operators.dense(flat.matrix(), Set.of()));
    assertEquals(50, rule().control(away).value());
  }

  private static Globalizer.Controller rule() {
    return RatioRadius.withDefaults().start(TestContext.ROOT);
  }

  private static double first(Quadratic problem) {
    return rule().control(problem.model()).value();
  }

  @Test
  void the_first_radius_is_chosen_anew_until_it_was_used() {
    Globalizer.Controller controller = rule();
    controller.control(Quadratic.diagonal(new double[] {1, -1}, 0, 0).model());
    Model model = Quadratic.diagonal(new double[] {2, 2}, 3, 4).model();
    assertEquals(2.5, controller.control(model).value());
    controller.judge(
        new Trial(
            model,
            new Proposal(new double[] {-1.5, -2}, 6.25, 2.5),
            model.here().objective().at(new double[] {-1.5, -2})));
    assertEquals(5, controller.control(model).value());
  }

  @Test
  void an_exhausted_radius_stalls_with_the_numbers() {
    Globalizer.Controller controller = start(4);
    for (int trials = 1; trials < 100; trials++) {
      Trial trial = trial(radius(controller, trial(1, 1, -1)), 1, -1);
      String stalled = controller.judge(trial).stalled();
      if (stalled != null) {
        assertTrue(trials < 60, trials + " trials");
        assertTrue(stalled.contains("is below 2.22e-16"), stalled);
        assertTrue(stalled.contains("predicted a reduction of 1 and gave -1"), stalled);
        return;
      }
    }
    throw new AssertionError("it never stalls");
  }

  @Test
  void a_tiny_problem_is_not_exhausted_at_once() {
    Globalizer.Controller controller = with(1e-30, 1).start(TestContext.ROOT);
    Trial trial = trial(1e-30, 1, -1);
    assertEquals(1e-30, radius(controller, trial));
    assertNull(controller.judge(trial).stalled());
    assertEquals(0.5e-30, radius(controller, trial), 1e-45);
  }

  @Test
  void contraction_without_a_trial_shrinks_the_radius_until_it_is_exhausted() {
    Globalizer.Controller controller = start(4);
    Trial trial = trial(4, 1, 1);
    radius(controller, trial);
    assertTrue(controller.contract());
    assertEquals(2, radius(controller, trial));
    int contractions = 1;
    while (controller.contract()) {
      contractions++;
    }
    assertTrue(contractions < 1100);
  }

  @Test
  void the_radius_survives_a_checkpoint() {
    Globalizer.Controller controller = start(4);
    Trial trial = trial(4, 1, 1);
    radius(controller, trial);
    controller.judge(trial);
    Globalizer.Controller resumed = start(4);
    Snapshot.of(controller).restore(resumed);
    assertEquals(8, radius(resumed, trial));
  }

  @Test
  void the_first_radius_costs_one_product() {
    Quadratic problem = Quadratic.diagonal(new double[] {2, 8}, 3, 4);
    CountingOperator counted = new CountingOperator(Operators.dense(problem.matrix(), Set.of()));
    Model model = problem.model(counted);
    Globalizer.Controller controller = rule();
    controller.control(model);
    controller.control(model);
    assertEquals(1, counted.products());
  }

  @Test
  void keys_that_contradict_each_other_are_refused() {
    OptionalDouble none = OptionalDouble.empty();
    assertThrows(
        IllegalArgumentException.class,
        () -> new RatioRadius.Config(none, 1, 0.3, 0.25, 0.75, 0.25, 0.5, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RatioRadius.Config(none, 1, 0.1, 0.8, 0.75, 0.25, 0.5, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RatioRadius.Config(OptionalDouble.of(2), 1, 0.1, 0.25, 0.75, 0.25, 0.5, 2));
  }
}

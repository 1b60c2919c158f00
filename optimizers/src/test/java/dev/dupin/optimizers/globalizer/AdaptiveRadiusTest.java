package dev.dupin.optimizers.globalizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.Line;
import dev.dupin.testkit.TestContext;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdaptiveRadiusTest {

  private static Globalizer.Controller start(double initialRadius) {
    return new AdaptiveRadius(
            new AdaptiveRadius.Config(OptionalDouble.of(initialRadius), 0.1, 0.1, 8, 16))
        .start(TestContext.ROOT);
  }

  /** f(0) = 0 with slope -1, and f = -actual with this slope at the trial. */
  private static Trial trial(double step, double predicted, double actual, double slope) {
    Line line = new Line(x -> x == 0 ? 0 : -actual, x -> x == 0 ? -1 : slope);
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    Proposal proposal = new Proposal(new double[] {step}, predicted, Double.NaN);
    return new Trial(model, proposal, line.at(new double[] {step}));
  }

  private static double radius(Globalizer.Controller controller, Trial trial) {
    return controller.control(trial.model()).value();
  }

  @ParameterizedTest
  @CsvSource({
    // step, predicted, actual, slope there, accepted, next radius
    "4, 1,   1,       0,   true,  64", // 16 |s|
    "2, 1,   1,       0,   true,  32", // a step inside the region, too
    "0.1, 1, 1,       0,   true,  4", // but the radius does not fall for it
    "4, 1,   0.1,     0,   true,  64", // rho = beta
    "4, 1,   0.09,    0,   true,  0.5", // |s| / 8: every decrease is taken
    "4, 1,   1e-9,    0,   true,  0.5",
    "2, 1,   0.09,    0,   true,  0.25",
    // the gradient term: 0.05 min(1, |slope|) 4 = 0.1 for half a slope, 0.2 for a whole one
    "4, 1,   0.111,   0.5, true,  64",
    "4, 1,   0.109,   0.5, true,  0.5",
    "4, 1,   0.121,   -7,  true,  64",
    "4, 1,   0.119,   -7,  true,  0.5",
    "4, 1,   0,       0,   false, 0.5",
    "3, 1,   -1,      0,   false, 0.375", // a refusal shrinks the step: it is not tried again
    "4, 1,   NaN,     0,   false, 0.5",
    "4, 1,   1,       NaN, false, 0.5",
    "4, 1,   Infinity, NaN, true, 64", // f = -infinity is for the minimizer to judge
    "4, NaN, 1,       0,   false, 0.5",
    "4, -1,  1,       0,   false, 0.5", // a model that promises nothing is not believed
  })
  void the_radius_follows_the_step_by_the_ratio_with_the_gradient(
      double step, double predicted, double actual, double slope, boolean accepted, double next) {
    Globalizer.Controller controller = start(4);
    Trial trial = trial(step, predicted, actual, slope);
    assertEquals(4, radius(controller, trial));
    Decision decision = controller.judge(trial);
    assertNull(decision.stalled());
    assertSame(accepted ? trial.there() : null, decision.next());
    assertEquals(next, radius(controller, trial), 1e-15);
  }

  /** The length of a step is the one that its radius measured. */
  @Test
  void the_radius_follows_the_length_in_the_norm_of_the_subproblem() {
    Globalizer.Controller controller = start(4);
    Trial plain = trial(1, 1, 1, 0);
    Proposal measured = new Proposal(plain.proposal().step(), 1, 4, 3);
    Trial trial = new Trial(plain.model(), measured, plain.there());
    radius(controller, trial);
    controller.judge(trial);
    assertEquals(48, radius(controller, trial));
  }

  @Test
  void a_refused_trial_pays_no_gradient() {
    Line line =
        new Line(
            x -> x,
            x -> {
              if (x != 0) {
                throw new AssertionError("the gradient was asked for");
              }
              return -1;
            });
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    Globalizer.Controller controller = start(4);
    controller.control(model);
    Proposal proposal = new Proposal(new double[] {4}, 1, 4);
    Trial trial = new Trial(model, proposal, line.at(new double[] {4}));
    assertSame(Decision.REJECT, controller.judge(trial));
  }

  @Test
  void an_exhausted_radius_stalls_with_the_numbers() {
    Globalizer.Controller controller = start(4);
    for (int trials = 1; trials < 100; trials++) {
      Trial trial = trial(radius(controller, trial(1, 1, -1, 0)), 1, -1, 0);
      String stalled = controller.judge(trial).stalled();
      if (stalled != null) {
        assertTrue(trials < 20, trials + " trials");
        assertTrue(stalled.contains("is below 2.22e-16"), stalled);
        return;
      }
    }
    throw new AssertionError("it never stalls");
  }

  @Test
  void contraction_without_a_trial_shrinks_the_radius_until_it_is_exhausted() {
    Globalizer.Controller controller = start(4);
    Trial trial = trial(4, 1, 1, 0);
    radius(controller, trial);
    assertTrue(controller.contract());
    assertEquals(0.5, radius(controller, trial));
    int contractions = 1;
    while (controller.contract()) {
      contractions++;
    }
    assertTrue(contractions < 400);
  }

  @Test
  void the_radius_survives_a_checkpoint() {
    Globalizer.Controller controller = start(4);
    Trial trial = trial(4, 1, 1, 0);
    radius(controller, trial);
    controller.judge(trial);
    Globalizer.Controller resumed = start(4);
    Snapshot.of(controller).restore(resumed);
    assertEquals(64, radius(resumed, trial));
  }

  @Test
  void keys_that_contradict_each_other_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new AdaptiveRadius.Config(OptionalDouble.empty(), 0.1, 0.1, 8, 4));
  }
}

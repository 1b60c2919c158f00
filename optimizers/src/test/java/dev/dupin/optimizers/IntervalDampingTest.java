package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IntervalDampingTest {

  private static final Quadratic PROBLEM = Quadratic.diagonal(new double[] {8}, 1);

  private static IntervalDamping rule(boolean adaptive, double initial, boolean everyStep) {
    return new IntervalDamping(
        new TwoParameterStep.Config(
            Optional.empty(), true, adaptive, initial, 5, 20, 0.95, 1e-4, everyStep));
  }

  /** A trial of an iteration whose actual reduction is a multiple of the predicted one, 1. */
  private static Trial trial(long iteration, double ratio) {
    Model model = new Model(iteration, PROBLEM.at(new double[1]), PROBLEM.model().curvature());
    Proposal proposal = new Proposal(new double[] {-0.5}, 1, Double.NaN);
    return new Trial(model, proposal, new Valued(PROBLEM, -ratio));
  }

  private record Valued(Objective objective, double value) implements Evaluation {
    @Override
    public double[] point() {
      return new double[] {-0.5};
    }

    @Override
    public double[] gradient() {
      return new double[] {1};
    }
  }

  private static double value(IntervalDamping damping, long iteration) {
    return damping.control(trial(iteration, 1).model()).value();
  }

  @Test
  void it_begins_in_proportion_to_the_curvature_along_the_gradient() {
    assertEquals(8e-3, value(rule(true, 1e-3, false), 0), 1e-15);
  }

  /** Section 6.5 of Martens and Grosse: omega = (19/20)^T at the end of each interval of T = 5. */
  @Test
  void it_follows_the_reduction_ratio_at_the_end_of_each_interval() {
    for (boolean everyStep : new boolean[] {false, true}) {
      IntervalDamping damping = rule(true, 1, everyStep);
      SplittableRandom random = new SplittableRandom(7);
      double lambda = 8;
      for (long k = 0; k < 200; k++) {
        assertEquals(lambda, value(damping, k), 1e-12 * lambda);
        double ratio = random.nextDouble(0.01, 1.2);
        assertNotNull(damping.judge(trial(k, ratio)).next());
        if ((k + 1) % 5 == 0) {
          double omega = Math.pow(19.0 / 20, 5);
          lambda *= ratio > 0.75 ? omega : ratio < 0.25 ? 1 / omega : 1;
        }
      }
    }
  }

  @Test
  void what_is_not_adaptive_stays() {
    IntervalDamping damping = rule(false, 1, false);
    for (long k = 0; k < 10; k++) {
      value(damping, k);
      damping.judge(trial(k, 1));
    }
    assertEquals(8, value(damping, 10));
  }

  @Test
  void refusals_raise_it_ever_faster_and_good_steps_take_that_back() {
    IntervalDamping damping = rule(false, 1, false);
    double[] expected = {8, 16, 64, 512};
    for (double lambda : expected) {
      assertEquals(lambda, value(damping, 0), 1e-12);
      assertSame(Decision.REJECT, damping.judge(trial(0, lambda == 16 ? Double.NaN : -1)));
    }
    assertEquals(8192, value(damping, 0), 1e-9);
    damping.judge(trial(0, 0.5));
    assertEquals(8192, value(damping, 1), 1e-9, "a middling step takes nothing back");
    damping.judge(trial(1, 1));
    assertEquals(8192 / 3.0, value(damping, 2), 1e-9);
    for (long k = 2; k < 20; k++) {
      damping.judge(trial(k, 1));
    }
    assertEquals(8, value(damping, 20), 1e-12);
  }

  @Test
  void it_grows_from_nothing_and_is_exhausted_in_the_end() {
    IntervalDamping damping = rule(true, 0, false);
    assertEquals(0, value(damping, 0));
    assertTrue(damping.contract());
    assertTrue(value(damping, 0) > 0);
    int contractions = 1;
    while (damping.contract()) {
      contractions++;
    }
    assertTrue(contractions < 60, contractions + " contractions");
  }

  @Test
  void a_step_below_the_rounding_of_the_point_is_no_longer_refused_but_stalls() {
    IntervalDamping damping = rule(true, 1, false);
    value(damping, 0);
    assertNull(damping.judge(trial(0, -1)).stalled());
    Trial trial = trial(0, -1);
    Proposal tiny = new Proposal(new double[] {1e-17}, 1, Double.NaN);
    Decision decision = damping.judge(new Trial(trial.model(), tiny, trial.there()));
    String why = decision.stalled();
    assertNotNull(why);
    assertTrue(why.startsWith("a step of length 1.00e-17 is below the rounding"), why);
  }

  @Test
  void every_step_is_taken_where_that_is_asked_for() {
    IntervalDamping damping = rule(true, 1, true);
    value(damping, 0);
    assertNotNull(damping.judge(trial(0, -5)).next());
    assertEquals(8, value(damping, 1));
  }

  @Test
  void it_survives_a_checkpoint() {
    IntervalDamping damping = rule(true, 1, false);
    value(damping, 0);
    damping.judge(trial(0, -1));
    damping.judge(trial(0, -1));
    damping.judge(trial(0, 1));
    IntervalDamping resumed = rule(true, 1, false);
    Snapshot.of(damping).restore(resumed);
    assertEquals(64 / 3.0, value(damping, 1), 1e-12);
    assertEquals(value(damping, 1), value(resumed, 1));
  }
}

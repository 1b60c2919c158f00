package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rule 7: the guard near rounding, and CONVERGED_AT_ROUNDING told from STALLED. */
class RoundingTest {

  private static SmallObjective lifted(double offset) {
    return SmallObjective.quadratic(new double[] {1, 4}, 1 / 3.0, -1 / 7.0)
        .withValue(x -> offset + 0.5 * sq(x[0] - 0.1) + 2 * sq(x[1] - 0.7))
        .withGradient(x -> new double[] {x[0] - 0.1, 4 * (x[1] - 0.7)});
  }

  private static double sq(double x) {
    return x * x;
  }

  private static Trial trial(
      SmallObjective f, double[] from, double[] step, double predicted, double lowest) {
    Evaluation here = f.at(from);
    Evaluation there = f.at(new double[] {from[0] + step[0], from[1] + step[1]});
    Model model =
        new Model(
            0,
            here,
            SmallParts.identity()
                .start(f, new RunScope(0, new Gate(1e9, 0), 0).part("t"))
                .at(here));
    return new Trial(model, new Proposal(step, predicted, Double.NaN), there, lowest);
  }

  @Test
  void far_from_rounding_the_difference_of_values_counts() {
    Trial trial = trial(lifted(0), new double[] {1.1, 0.7}, new double[] {-1, 0}, 0.5, Double.NaN);
    assertEquals(0.5, trial.actualReduction(), 1e-15);
  }

  @Test
  void where_rounding_drowns_the_difference_the_slopes_give_it_exactly_for_a_quadratic() {
    // The true reduction is 5e-11; values near 1e6 are 1.2e-10 apart.
    double[] from = {0.1 + 1e-5, 0.7};
    Trial trial = trial(lifted(1e6), from, new double[] {-1e-5, 0}, 5e-11, Double.NaN);
    assertEquals(5e-11, trial.actualReduction(), 5e-11 * 1e-5);
  }

  @Test
  void infinity_and_nan_are_never_drowned() {
    SmallObjective wall = lifted(1e6).withValue(x -> x[0] < 0.1 ? Double.POSITIVE_INFINITY : 1e6);
    Trial infinite =
        trial(wall, new double[] {0.1, 0.7}, new double[] {-1e-9, 0}, 1e-12, Double.NaN);
    assertEquals(Double.NEGATIVE_INFINITY, infinite.actualReduction());
    SmallObjective hole = lifted(1e6).withValue(x -> x[0] < 0.1 ? Double.NaN : 1e6);
    Trial nan = trial(hole, new double[] {0.1, 0.7}, new double[] {-1e-9, 0}, 1e-12, Double.NaN);
    assertTrue(Double.isNaN(nan.actualReduction()));
  }

  @Test
  void slopes_are_not_believed_above_the_lowest_value_of_the_run() {
    SmallObjective f = lifted(1);
    double[] from = {0.1 + 1e-5, 0.7};
    Trial near = trial(f, from, new double[] {-1e-7, 0}, 1e-12, 1);
    assertTrue(near.actualReduction() > 0);
    Trial drifted = trial(f, from, new double[] {-1e-7, 0}, 1e-12, 1 - 1e-9);
    assertEquals(f.at(from).value() - drifted.there().value(), drifted.actualReduction());
  }

  @Test
  void the_guard_lets_a_run_go_on_by_the_gradient_to_its_noise_floor() {
    Result result =
        Minimizer.of(lifted(1e6))
            .hessian(SmallParts.identity())
            .step(SmallParts.descent())
            .stop(Stop.gradientNorm(1e-11))
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    assertTrue(
        result.gradientNorm() < 1e-11, "f alone could not tell points apart below |g| = 1e-5");
  }

  @Test
  void noise_in_f_and_g_ends_at_rounding_with_both_numbers_in_the_message() {
    // 1e8 x^2 far from the origin in x: the last bit of x moves the gradient by 2e8 * 1.4e-14 =
    // 3e-6.
    SmallObjective steep =
        new SmallObjective(
            new double[] {70, 3},
            x -> 1e8 * sq(x[0] - 100.1) + sq(x[1] - 0.1),
            x -> new double[] {2e8 * (x[0] - 100.1), 2 * (x[1] - 0.1)},
            x -> new double[] {2e8, 0, 0, 2});
    SmallObjective shifted = steep.withValue(x -> 5 + steep.value().applyAsDouble(x));
    SmallObjective noisy =
        shifted.withGradient(x -> new double[] {2e8 * ((x[0] + 0.05) - 100.15), 2 * (x[1] - 0.1)});
    Result result =
        Minimizer.of(noisy)
            .hessian(SmallParts.exact())
            .step(SmallParts.newton2())
            .stop(Stop.gradientNorm(1e-300))
            .run();
    assertEquals(
        Category.CONVERGED, result.status().category(), result.status() + result.message());
    if (result.status() == Status.CONVERGED_AT_ROUNDING) {
      assertTrue(
          result
              .message()
              .matches(
                  "predicted decrease \\S+ <= 10 eps \\|f\\| = \\S+, and gradient norm \\S+ <= 100 times its rounding error \\S+"),
          result.message());
    }
  }

  @Test
  void where_f_tends_to_zero_a_step_that_changes_no_bit_is_at_rounding() {
    // f = 0 at 1/3, which is no double: the nearest one leaves a gradient that no step can lower.
    SmallObjective third =
        new SmallObjective(
            new double[] {1, 1},
            x -> sq(3 * x[0] - 1) + sq(3 * x[1] - 1),
            x -> new double[] {6 * (3 * x[0] - 1), 6 * (3 * x[1] - 1)},
            x -> new double[] {18, 0, 0, 18});
    Result result =
        Minimizer.of(third)
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.02))
            .stop(Stop.gradientNorm(0))
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
  }

  @Test
  void a_point_whose_gradient_is_far_above_its_noise_is_stalled_not_converged() {
    // A constant gradient that f does not follow: no decrease is ever seen.
    SmallObjective flat = lifted(1).withValue(x -> 1).withGradient(x -> new double[] {1e-3, 0});
    Result result =
        Minimizer.of(flat)
            .hessian(SmallParts.identity())
            .step(SmallParts.descent())
            .stop(Stop.maxTrials(3000))
            .run();
    assertTrue(
        result.status().category() != Category.CONVERGED, result.status() + " " + result.message());
  }

  @Test
  void a_resumed_run_does_not_probe_a_point_again() {
    // Too slow to lower f by more than rounding: every point is suspected, and none at its noise.
    Minimizer slow =
        Minimizer.of(lifted(1e6).startingAt(0.1 + 1e-4, 0.7))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.02));
    Result whole = slow.stop(Stop.gradientNorm(0), Stop.maxIterations(9)).run();
    assertEquals(10 + 9 * 3, whole.evaluations().gradient(), "three probes at each but the start");
    List<Snapshot> snapshots = new ArrayList<>();
    slow.stop(Stop.maxIterations(5)).checkpoint(Double.POSITIVE_INFINITY, snapshots::add).run();
    Result resumed = slow.stop(Stop.maxIterations(9)).resume(snapshots.get(0)).run();
    assertEquals(whole.evaluations(), resumed.evaluations());
    assertEquals(whole.value(), resumed.value());
  }
}

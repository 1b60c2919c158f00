package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Proposal;
import org.junit.jupiter.api.Test;

/** What is a rounding error of the gradient, and what only looks like one. */
class RoundingLevelTest {

  private static final double OFFSET = 1e8;

  private static boolean isAtRounding(SmallObjective f, double predicted, double... x) {
    RunScope scope = new RunScope(0, new Gate(Double.POSITIVE_INFINITY, 0), 0);
    Proposal proposal = new Proposal(Vectors.filled(x.length, 1), predicted, Double.NaN);
    return new RoundingLevel(scope.part("rounding"))
        .test(new GuardedObjective(f).at(x), proposal)
        .isPresent();
  }

  /** OFFSET + (x - a)^2 / 2 + stiffness (y - b)^2 / 2, far from the origin: x has few digits. */
  private static SmallObjective bowl(double stiffness, double a, double b) {
    return SmallObjective.quadratic(new double[] {1, stiffness}, a, b)
        .withValue(x -> OFFSET + 0.5 * square(x[0] - a) + 0.5 * stiffness * square(x[1] - b))
        .withGradient(x -> new double[] {x[0] - a, stiffness * (x[1] - b)});
  }

  private static double square(double x) {
    return x * x;
  }

  @Test
  void some_last_digits_away_from_the_minimum_is_at_rounding() {
    double x = 1e6 + 3 * Math.ulp(1e6);
    assertTrue(isAtRounding(bowl(1, 1e6, 1e6), 1e-10, x, x));
  }

  @Test
  void a_thousand_digits_away_is_not() {
    double x = 1e6 + 1000 * Math.ulp(1e6);
    assertFalse(isAtRounding(bowl(1, 1e6, 1e6), 1e-10, x, x));
  }

  @Test
  void a_decrease_or_an_increase_that_f_can_show_is_not() {
    double x = 1e6 + 3 * Math.ulp(1e6);
    assertFalse(isAtRounding(bowl(1, 1e6, 1e6), 1e-6, x, x));
    assertFalse(isAtRounding(bowl(1, 1e6, 1e6), -1e-6, x, x));
    assertFalse(isAtRounding(bowl(1, 1e6, 1e6), Double.POSITIVE_INFINITY, x, x));
  }

  @Test
  void where_f_has_vanished_beside_its_start_a_step_that_changes_no_bit_is_lost() {
    SmallObjective third =
        SmallObjective.quadratic(new double[] {18, 18}, 1, 1)
            .withValue(x -> square(3 * x[0] - 1) + square(3 * x[1] - 1))
            .withGradient(x -> new double[] {6 * (3 * x[0] - 1), 6 * (3 * x[1] - 1)});
    double near = 1 / 3.0 + 2 * Math.ulp(1 / 3.0);
    assertTrue(isLost(third, 8, 1e-20, near));
    assertFalse(isLost(third, 1e-16, 1e-20, near), "the run started as low");
    assertFalse(isLost(third, 8, 1e-3, near), "the step leads on");
    assertFalse(isLost(third, 8e9, 1e-20, near + 1e-6), "the gradient is no noise");
  }

  private static boolean isLost(SmallObjective f, double startValue, double stepEntry, double x) {
    RoundingLevel level =
        new RoundingLevel(
            new RunScope(0, new Gate(Double.POSITIVE_INFINITY, 0), 0).part("rounding"));
    level.start(startValue, 1);
    Proposal proposal = new Proposal(Vectors.filled(2, stepEntry), 1, Double.NaN);
    return level.test(new GuardedObjective(f).at(new double[] {x, x}), proposal).isPresent();
  }

  @Test
  void a_flat_direction_is_not_hidden_by_the_noise_of_a_steep_one() {
    // One unit in the last place of y changes the gradient by 116; along x it is 1, and right.
    assertFalse(isAtRounding(bowl(1e12, 1e6, 1e6), 1e-12, 1e6 + 1, 1e6));
  }

  @Test
  void a_flat_direction_that_is_settled_is_at_rounding_beside_a_steep_one() {
    double x = 1e6 + Math.ulp(1e6);
    assertTrue(isAtRounding(bowl(1e12, 1e6, 1e6), 1e-12, x, 1e6));
  }

  private static SmallObjective kink() {
    return bowl(1, 0.1, 1)
        .withValue(x -> OFFSET + Math.abs(x[0] - 0.1) + 0.5 * square(x[1] - 1))
        .withGradient(x -> new double[] {Math.signum(x[0] - 0.1), x[1] - 1});
  }

  @Test
  void a_jump_of_the_gradient_is_no_rounding() {
    assertFalse(isAtRounding(kink(), 1e-16, 0.1 + Math.ulp(0.1), 1));
    assertFalse(isAtRounding(kink(), 1e-16, 0.1 + Math.ulp(0.1), 1 + 1e-9));
  }

  @Test
  void a_slope_along_the_edge_of_a_jump_is_no_rounding() {
    assertFalse(isAtRounding(kink(), 1e-16, 0.1, 1.05));
  }

  @Test
  void a_gradient_without_a_finite_neighbour_has_no_rounding_error() {
    double[] here = {0.5, 0.5};
    SmallObjective alone =
        kink()
            .withGradient(
                x ->
                    x[0] == here[0]
                        ? new double[] {1, 0}
                        : new double[] {Double.POSITIVE_INFINITY, 0});
    assertFalse(isAtRounding(alone, 0, here));
    SmallObjective hole =
        alone.withGradient(x -> new double[] {x[0] == here[0] ? 1 : Double.NaN, 0});
    assertFalse(isAtRounding(hole, 0, here));
  }

  @Test
  void out_of_the_domain_the_coordinate_is_its_own_scale() {
    // x - 1e-9 log x at its minimum 1e-9: x + 1e-4 is inside, x - 1e-4 is not
    SmallObjective narrow =
        bowl(1, 0, 0)
            .withValue(x -> 1 + x[0] - 1e-9 * Math.log(x[0]))
            .withGradient(x -> new double[] {x[0] > 0 ? 1 - 1e-9 / x[0] : Double.NaN, 0});
    double x = 1e-9 + 2 * Math.ulp(1e-9);
    assertTrue(isAtRounding(narrow, 1e-17, x, 1));
  }

  @Test
  void the_error_is_measured_once_a_point() {
    int[] gradients = new int[1];
    SmallObjective counting =
        bowl(1, 1e6, 1e6)
            .withGradient(
                x -> {
                  gradients[0]++;
                  return new double[] {x[0] - 1e6, x[1] - 1e6};
                });
    RunScope scope = new RunScope(0, new Gate(Double.POSITIVE_INFINITY, 0), 0);
    RoundingLevel level = new RoundingLevel(scope.part("rounding"));
    GuardedObjective.GuardedEvaluation here =
        new GuardedObjective(counting).at(new double[] {1e6 + 1e-9, 1e6});
    Proposal proposal = new Proposal(new double[2], 1e-10, Double.NaN);
    level.test(here, proposal);
    int paid = gradients[0];
    level.test(here, proposal);
    assertEquals(paid, gradients[0]);
    assertTrue(paid <= 7, "1 here, 3 near, 3 far: " + paid);
  }
}

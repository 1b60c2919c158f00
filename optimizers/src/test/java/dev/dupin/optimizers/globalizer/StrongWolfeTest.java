package dev.dupin.optimizers.globalizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.optimizers.Hessians;
import dev.dupin.optimizers.Line;
import dev.dupin.optimizers.Line.Outcome;
import dev.dupin.optimizers.LineSearch;
import dev.dupin.testkit.TestContext;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StrongWolfeTest {

  private static Outcome search(StrongWolfe recipe, Line line, double direction) {
    return line.search(recipe.start(TestContext.ROOT), direction);
  }

  private static StrongWolfe with(double sufficientDecrease, double curvature) {
    return new StrongWolfe(new StrongWolfe.Config(sufficientDecrease, curvature, 60));
  }

  /** The six functions of Moré and Thuente 1994, section 5. */
  static Line function(int number) {
    return switch (number) {
      case 1 -> new Line(a -> -a / (a * a + 2), a -> (a * a - 2) / ((a * a + 2) * (a * a + 2)));
      case 2 ->
          new Line(
              a -> Math.pow(a + 0.004, 5) - 2 * Math.pow(a + 0.004, 4),
              a -> 5 * Math.pow(a + 0.004, 4) - 8 * Math.pow(a + 0.004, 3));
      case 3 -> wiggly();
      case 4 -> yanai(0.001, 0.001);
      case 5 -> yanai(0.01, 0.001);
      default -> yanai(0.001, 0.01);
    };
  }

  private static Line wiggly() {
    double beta = 0.01;
    double l = 39;
    return new Line(
        a -> {
          double base =
              a <= 1 - beta
                  ? 1 - a
                  : a >= 1 + beta ? a - 1 : (a - 1) * (a - 1) / (2 * beta) + beta / 2;
          return base + 2 * (1 - beta) / (l * Math.PI) * Math.sin(l * Math.PI / 2 * a);
        },
        a -> {
          double base = a <= 1 - beta ? -1 : a >= 1 + beta ? 1 : (a - 1) / beta;
          return base + (1 - beta) * Math.cos(l * Math.PI / 2 * a);
        });
  }

  private static Line yanai(double first, double second) {
    double g1 = Math.sqrt(1 + first * first) - first;
    double g2 = Math.sqrt(1 + second * second) - second;
    return new Line(
        a -> g1 * Math.hypot(1 - a, second) + g2 * Math.hypot(a, first),
        a -> -g1 * (1 - a) / Math.hypot(1 - a, second) + g2 * a / Math.hypot(a, first));
  }

  static Stream<Arguments> hardLines() {
    return IntStream.rangeClosed(1, 6)
        .boxed()
        .flatMap(
            number -> Stream.of(1e-3, 1e-1, 1e1, 1e3).map(first -> Arguments.of(number, first)));
  }

  @ParameterizedTest
  @MethodSource("hardLines")
  void the_point_accepted_satisfies_both_conditions(int number, double firstStep) {
    Line line = function(number);
    double slope = line.slope().applyAsDouble(0);
    for (double curvature : new double[] {0.9, 0.1}) {
      double decrease = number == 2 ? 0.1 * curvature : 1e-3;
      Outcome outcome = search(with(decrease, curvature), line, firstStep);
      double x = outcome.point();
      double f = line.value().applyAsDouble(x);
      assertTrue(f <= line.value().applyAsDouble(0) + decrease * slope * x, "f = " + f);
      assertTrue(
          Math.abs(line.slope().applyAsDouble(x)) <= curvature * Math.abs(slope),
          "slope " + line.slope().applyAsDouble(x));
      assertTrue(outcome.trials() <= 20, outcome.trials() + " trials");
    }
  }

  @Test
  void a_newton_step_on_a_parabola_is_taken_at_once() {
    Line parabola = new Line(x -> 0.5 * (x - 3) * (x - 3), x -> x - 3);
    Outcome outcome = search(StrongWolfe.withDefaults(), parabola, 3);
    assertEquals(3, outcome.point());
    assertEquals(1, outcome.trials());
  }

  @Test
  void a_trial_that_does_not_fall_by_enough_pays_no_gradient() {
    Line parabola = new Line(x -> 0.5 * (x - 3) * (x - 3), x -> x - 3);
    Outcome outcome = search(StrongWolfe.withDefaults(), parabola, 30);
    assertEquals(3, outcome.point(), 1e-12);
    assertEquals(2, outcome.trials());
    assertEquals(1, outcome.gradients());
  }

  @Test
  void a_wall_of_NaN_or_infinity_shortens_the_step() {
    for (double beyond : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Line walled = new Line(x -> x < 1 ? (x - 0.5) * (x - 0.5) : beyond, x -> 2 * (x - 0.5));
      Outcome outcome = search(with(1e-4, 0.1), walled, 1000);
      assertEquals(0.5, outcome.point(), 0.05);
    }
  }

  @Test
  void a_gradient_that_is_not_finite_counts_as_a_wall() {
    Line walled = new Line(x -> (x - 0.5) * (x - 0.5), x -> x < 0.8 ? 2 * (x - 0.5) : Double.NaN);
    assertEquals(0.5, search(with(1e-4, 0.1), walled, 0.9).point(), 0.05);
  }

  @Test
  void where_f_falls_for_ever_the_lowest_point_of_the_trials_allowed_is_taken() {
    Line falling = new Line(x -> -x, x -> -1);
    StrongWolfe few = new StrongWolfe(new StrongWolfe.Config(1e-4, 0.9, 5));
    Outcome outcome = search(few, falling, 1);
    assertEquals(5, outcome.trials());
    // each extension is at most 4 times the last, so 1 + 4 + 16 + 64 + 256 at most
    assertTrue(outcome.point() > 4 && outcome.point() <= 341, "x = " + outcome.point());
  }

  @Test
  void the_result_of_a_run_says_how_often_there_was_no_wolfe_point() {
    Result result =
        Minimizer.of(new Line(x -> -x, x -> -1))
            .hessian(Hessians.identity())
            .step(LineSearch.with(new StrongWolfe(new StrongWolfe.Config(1e-4, 0.9, 5))))
            .stop(Stop.maxIterations(3))
            .run();
    assertEquals(1, result.warnings().size());
    assertTrue(result.warnings().get(0).startsWith("in 3 line searches no point"));
    assertTrue(result.warnings().get(0).endsWith("(strong-wolfe)"));
  }

  @Test
  void minus_infinity_is_taken_at_once() {
    Line falling = new Line(x -> x < 5 ? -x : Double.NEGATIVE_INFINITY, x -> Double.NaN);
    Line start = new Line(falling.value(), x -> x == 0 ? -1 : Double.NaN);
    assertEquals(10, search(StrongWolfe.withDefaults(), start, 10).point());
  }

  @Test
  void at_a_kink_the_lowest_point_is_taken_when_the_interval_is_exhausted() {
    Line kink = new Line(x -> Math.abs(x - 1), x -> Math.signum(x - 1));
    StrongWolfe patient = new StrongWolfe(new StrongWolfe.Config(1e-4, 0.5, 1000));
    Outcome outcome = search(patient, kink, 0.7);
    assertEquals(1, outcome.point(), 1e-6);
    assertTrue(outcome.trials() < 300);
  }

  @Test
  void a_wrong_slope_stalls_with_the_numbers() {
    Line wrong = new Line(x -> x, x -> -1);
    String stalled = search(StrongWolfe.withDefaults(), wrong, 1).decision().stalled();
    assertNotNull(stalled);
    assertTrue(stalled.contains("step length") && stalled.contains("e-1"), stalled);
  }

  @Test
  void a_direction_that_does_not_descend_stalls() {
    Line parabola = new Line(x -> x * x + x, x -> 2 * x + 1);
    String stalled = search(StrongWolfe.withDefaults(), parabola, 1).decision().stalled();
    assertNotNull(stalled);
    assertTrue(stalled.contains("g's = 1"), stalled);
  }

  @Test
  void the_two_conditions_must_leave_room_for_each_other() {
    assertThrows(IllegalArgumentException.class, () -> new StrongWolfe.Config(0.4, 0.3, 20));
  }
}

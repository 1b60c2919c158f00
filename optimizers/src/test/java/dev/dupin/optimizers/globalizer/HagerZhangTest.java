package dev.dupin.optimizers.globalizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.Hessians;
import dev.dupin.optimizers.Line;
import dev.dupin.optimizers.Line.Outcome;
import dev.dupin.optimizers.LineSearch;
import dev.dupin.testkit.TestContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HagerZhangTest {

  private static final Line PARABOLA = new Line(x -> 0.5 * (x - 3) * (x - 3), x -> x - 3);

  private static Globalizer.Controller start(double delta, double sigma, double epsilon, int most) {
    return new HagerZhang(
            new HagerZhang.Config(delta, sigma, epsilon, 0.5, 0.66, 5, 0.01, 0.1, 2, most))
        .start(TestContext.ROOT);
  }

  private static Globalizer.Controller usual() {
    return HagerZhang.withDefaults().start(TestContext.ROOT);
  }

  /** The functions of Moré and Thuente 1994; f may not rise. */
  @ParameterizedTest
  @MethodSource("dev.dupin.optimizers.globalizer.StrongWolfeTest#hardLines")
  void the_point_accepted_satisfies_the_wolfe_conditions(int number, double firstStep) {
    Line line = StrongWolfeTest.function(number);
    double slope = line.slope().applyAsDouble(0);
    for (double sigma : new double[] {0.9, 0.1}) {
      double delta = number == 2 ? 0.1 * sigma : 1e-3;
      Outcome outcome = line.search(start(delta, sigma, 0, 60), firstStep);
      double x = outcome.point();
      double phi = line.value().applyAsDouble(x) - line.value().applyAsDouble(0);
      double there = line.slope().applyAsDouble(x);
      boolean falls = phi <= delta * slope * x;
      boolean approximately = phi <= 0 && there <= (2 * delta - 1) * slope;
      assertTrue(falls || approximately, "f changes by " + phi + " at " + x);
      assertTrue(there >= sigma * slope, "slope " + there + " at " + x);
      assertTrue(outcome.trials() <= 20, outcome.trials() + " trials");
    }
  }

  @Test
  void a_newton_step_on_a_parabola_is_taken_at_once() {
    Outcome outcome = PARABOLA.search(usual(), 3);
    assertEquals(3, outcome.point());
    assertEquals(1, outcome.trials());
  }

  /** Slopes of a parabola are on a line: the first secant is its minimum. */
  @Test
  void the_secant_finds_the_minimum_of_a_parabola() {
    Outcome outcome = PARABOLA.search(start(0.1, 0.2, 0, 20), 30);
    assertEquals(3, outcome.point(), 1e-14);
    assertEquals(2, outcome.trials());
  }

  @Test
  void a_short_step_grows_by_rho_until_it_is_long_enough() {
    Outcome outcome = PARABOLA.search(usual(), 0.001);
    // slope (x - 3) must be at least 0.9 of -3: x >= 0.3; 5^4 times 0.001 is 0.625
    assertEquals(0.625, outcome.point(), 1e-15);
    assertEquals(5, outcome.trials());
  }

  /**
   * Section 3 of the paper: q(u) = u^2 - 2u + 3 is 2 in every digit within 1e-8 of its minimum, and
   * no decrease is to be seen; its slope still has eight digits.
   */
  @Test
  void where_differences_of_f_are_rounding_the_slope_decides() {
    double away = 1e-9;
    Line flat =
        new Line(
            x -> {
              double u = 1 - away + x;
              return u * u - 2 * u + 3;
            },
            x -> 2 * (x - away));
    assertEquals(flat.value().applyAsDouble(0), flat.value().applyAsDouble(away));
    Outcome strong = flat.search(StrongWolfe.withDefaults().start(TestContext.ROOT), away);
    assertNotNull(strong.decision().stalled(), "strong Wolfe");
    Outcome approximate = flat.search(usual(), away);
    assertEquals(away, approximate.point());
    assertEquals(1, approximate.trials());
  }

  @Test
  void f_may_rise_by_its_rounding_alone() {
    Line raised = new Line(x -> x == 0 ? 2 : Math.nextUp(2.0), x -> 2 * (x - 1e-9));
    assertEquals(1e-9, raised.search(usual(), 1e-9).point());
    assertNotNull(raised.search(start(0.1, 0.9, 0, 20), 1e-9).decision().stalled());
    Line higher = new Line(x -> x == 0 ? 2 : 2.0001, x -> 2 * (x - 1e-9));
    assertNotNull(higher.search(usual(), 1e-9).decision().stalled());
  }

  /** Slopes are believed only where f cannot tell. */
  @Test
  void a_fall_that_should_be_seen_and_is_not_is_no_rounding() {
    Line constant = new Line(x -> 2, x -> 2 * (x - 1));
    assertNotNull(constant.search(usual(), 1).decision().stalled());
  }

  /** What slopes have won so far, too, must be seen in the end. */
  @Test
  void where_f_should_have_come_down_before_slopes_are_believed_no_more() {
    double away = 1e-9;
    Line flat = new Line(x -> 2, x -> 2 * (x - away));
    Model model = new Model(0, flat.at(new double[1]), Line.unit(Trait.EXACT));
    Proposal proposal = new Proposal(new double[] {away}, Double.NaN, 1);
    for (double lowest : new double[] {Double.NaN, 3, 2, 2 - 1e-6, 2 - 1e-5}) {
      Globalizer.Controller search = usual();
      search.control(model);
      Trial trial = new Trial(model, proposal, flat.at(new double[] {away}), lowest);
      boolean believed = !(lowest < 2 - 2e-6);
      assertSame(believed ? trial.there() : null, search.judge(trial).next(), "lowest " + lowest);
    }
  }

  /** Three times too far: the values are equal, the slope says no, and the secant leads back. */
  @Test
  void where_the_slope_decides_it_also_refuses() {
    double away = 1e-9;
    Line flat = new Line(x -> 2, x -> 2 * (x - away));
    Outcome outcome = flat.search(usual(), 3 * away);
    assertEquals(away, outcome.point(), 1e-22);
    assertEquals(2, outcome.trials());
  }

  /** The guard of the trial stands in for the approximate conditions: epsilon is not needed. */
  @Test
  void a_reduction_drowned_in_rounding_is_read_from_the_slopes_already() {
    double away = 1e-9;
    Line flat = new Line(x -> 2, x -> 2 * (x - away));
    for (double length : new double[] {0.05, 1, 1.79, 1.81}) {
      Globalizer.Controller search = start(0.1, 0.9, 0, 20);
      Model model = new Model(0, flat.at(new double[1]), Line.unit(Trait.EXACT));
      search.control(model); // 1
      double step = length * away;
      Proposal proposal = new Proposal(new double[] {step}, away * away, 1);
      Trial trial = new Trial(model, proposal, flat.at(new double[] {step}));
      assertTrue(trial.isDrowned());
      // phi'(t) <= (2 delta - 1) phi'(0) = 0.8 |phi'(0)| up to t = 1.8, >= 0.9 phi'(0) from 0.1
      boolean holds = length > 0.1 && length < 1.8;
      assertSame(holds ? trial.there() : null, search.judge(trial).next(), "length " + length);
    }
  }

  @Test
  void a_wall_of_NaN_or_infinity_shortens_the_step() {
    for (double beyond : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      Line walled = new Line(x -> x < 1 ? (x - 0.5) * (x - 0.5) : beyond, x -> 2 * (x - 0.5));
      assertEquals(0.5, walled.search(start(0.1, 0.1, 1e-6, 20), 1000).point(), 0.05);
    }
    Line walled = new Line(x -> (x - 0.5) * (x - 0.5), x -> x < 0.8 ? 2 * (x - 0.5) : Double.NaN);
    assertEquals(0.5, walled.search(start(0.1, 0.1, 1e-6, 20), 0.9).point(), 0.05);
  }

  @Test
  void where_f_falls_for_ever_the_lowest_point_is_taken_and_said() {
    Line falling = new Line(x -> -x, x -> -1);
    Globalizer.Controller search = start(0.1, 0.9, 1e-6, 5);
    Outcome outcome = falling.search(search, 1);
    assertEquals(5, outcome.trials());
    assertEquals(625, outcome.point());
    assertEquals(1, search.warnings().size());
    assertTrue(search.warnings().get(0).contains("in 1 line search no point"));
  }

  @Test
  void the_result_of_a_run_says_how_often_there_was_no_wolfe_point() {
    Result result =
        Minimizer.of(new Line(x -> -x, x -> -1))
            .hessian(Hessians.identity())
            .step(
                LineSearch.with(
                    new HagerZhang(
                        new HagerZhang.Config(0.1, 0.9, 1e-6, 0.5, 0.66, 5, 0.01, 0.1, 2, 5))))
            .stop(Stop.maxIterations(3))
            .run();
    assertEquals(Status.MAX_ITERATIONS, result.status());
    assertEquals(1, result.warnings().size());
    assertTrue(result.warnings().get(0).startsWith("in 3 line searches no point"));
  }

  @Test
  void a_search_that_ends_well_says_nothing() {
    Globalizer.Controller search = usual();
    PARABOLA.search(search, 3);
    assertEquals(List.of(), search.warnings());
  }

  @Test
  void minus_infinity_is_taken_at_once() {
    Line falling = new Line(x -> x < 5 ? -x : Double.NEGATIVE_INFINITY, x -> x == 0 ? -1 : 0);
    Globalizer.Controller search = usual();
    assertEquals(10, falling.search(search, 10).point());
    assertEquals(List.of(), search.warnings());
  }

  /** Before the cliff the slope is that of the start; beyond it f rises, and is too high. */
  @Test
  void before_a_cliff_the_lowest_point_is_taken_when_the_interval_is_exhausted() {
    Line cliff = new Line(x -> x < 1 ? -x : x, x -> x < 1 ? -1 : 1);
    Globalizer.Controller search = start(0.1, 0.9, 1e-6, 1000);
    Outcome outcome = cliff.search(search, 0.7);
    assertEquals(1, outcome.point(), 1e-14);
    assertTrue(outcome.point() < 1);
    assertTrue(outcome.trials() < 100, outcome.trials() + " trials");
    assertEquals(1, search.warnings().size());
  }

  /** Nothing is ever lower than the start, and nothing says where to look. */
  @Test
  void a_wrong_slope_stalls_with_the_numbers() {
    Line wrong = new Line(x -> x, x -> -1);
    String stalled = wrong.search(usual(), 1).decision().stalled();
    assertNotNull(stalled);
    assertTrue(stalled.contains("step length") && stalled.contains("e-1"), stalled);
  }

  /** The interval closes around x = 0.5, where f is no lower than at the start, but not at 0. */
  @Test
  void an_interval_that_closes_on_nothing_lower_is_left_for_shorter_steps() {
    Line step = new Line(x -> x < 1e-3 ? -x : 1, x -> x < 0.5 ? -1 : 1);
    Globalizer.Controller search = start(0.1, 0.9, 1e-6, 1000);
    Outcome outcome = step.search(search, 1);
    assertTrue(outcome.point() < 1e-3, "x = " + outcome.point());
    assertEquals(1, search.warnings().size());
  }

  @Test
  void a_direction_that_does_not_descend_stalls() {
    Line parabola = new Line(x -> x * x + x, x -> 2 * x + 1);
    String stalled = parabola.search(usual(), 1).decision().stalled();
    assertNotNull(stalled);
    assertTrue(stalled.contains("g's = 1"), stalled);
  }

  /**
   * I0 to I2. Where B is the identity: first 0.01 |x| / |g|, later the minimum of a parabola whose
   * point is at a tenth of the last length.
   */
  @Test
  void a_direction_without_a_length_gets_that_of_the_paper() {
    Globalizer.Controller search = usual();
    Line parabola = new Line(x -> 2 * (x - 5) * (x - 5), x -> 4 * (x - 5));
    Model first = new Model(0, parabola.at(new double[] {1}), Line.unit());
    double length = search.control(first).value();
    assertEquals(0.01 * 1 / 16, length, 1e-18);
    double last = parabola.search(search, first, 16).point();
    double lastLength = (last - 1) / 16;

    Globalizer.Controller resumed = usual();
    Snapshot.of(search).restore(resumed);
    for (Globalizer.Controller next : List.of(search, resumed)) {
      Model second = new Model(1, parabola.at(new double[] {last}), Line.unit());
      double direction = -4 * (last - 5);
      assertEquals(0.1 * lastLength, next.control(second).value(), 1e-18);
      Outcome outcome = parabola.search(next, second, direction);
      assertEquals(5, outcome.point(), 1e-12);
      assertEquals(2, outcome.trials());
      assertEquals(1, outcome.gradients(), "the probe pays its value alone");
    }
  }

  @Test
  void a_probe_above_the_start_is_no_guide() {
    Globalizer.Controller search = usual();
    Line line = new Line(x -> -x, x -> -1);
    Model first = new Model(0, line.at(new double[] {1}), Line.unit());
    double last = line.search(search, first, 1).point();
    Line wall = new Line(x -> x == last ? 0 : Double.NaN, x -> -1);
    Model second = new Model(1, wall.at(new double[] {last}), Line.unit());
    double probe = search.control(second).value();
    Proposal proposal = new Proposal(new double[] {probe}, Double.NaN, probe);
    Trial trial = new Trial(second, proposal, wall.at(new double[] {last + probe}));
    assertSame(Decision.REJECT, search.judge(trial));
    assertEquals(20 * probe, search.control(second).value(), 1e-3 * probe);
    assertNull(search.judge(trial).stalled());
  }

  @Test
  void the_two_conditions_must_leave_room_for_each_other() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HagerZhang.Config(0.4, 0.3, 1e-6, 0.5, 0.66, 5, 0.01, 0.1, 2, 20));
  }
}

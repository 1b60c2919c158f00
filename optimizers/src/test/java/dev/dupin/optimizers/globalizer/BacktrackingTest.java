package dev.dupin.optimizers.globalizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.Line;
import dev.dupin.optimizers.Line.Outcome;
import dev.dupin.testkit.TestContext;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BacktrackingTest {

  private static final Line PARABOLA = new Line(x -> 0.5 * (x - 3) * (x - 3), x -> x - 3);

  private static Globalizer.Controller start() {
    return Backtracking.withDefaults().start(TestContext.ROOT);
  }

  @Test
  void the_full_step_is_tried_first() {
    Outcome outcome = PARABOLA.search(start(), 3);
    assertEquals(3, outcome.point());
    assertEquals(1, outcome.trials());
  }

  @Test
  void the_second_try_is_the_minimum_of_the_parabola_through_what_is_known() {
    Outcome outcome = PARABOLA.search(start(), 7);
    assertEquals(3, outcome.point(), 1e-14);
    assertEquals(2, outcome.trials());
  }

  @Test
  void the_third_try_is_the_minimum_of_the_cubic() {
    // minimum at 1/sqrt 3; 30 is followed by a tenth of it
    Line cubic = new Line(x -> x * x * x - x, x -> 3 * x * x - 1);
    Outcome outcome = cubic.search(start(), 30);
    assertEquals(3, outcome.trials());
    assertEquals(1 / Math.sqrt(3), outcome.point(), 1e-13);
  }

  @Test
  void a_cut_stays_between_its_bounds() {
    Line steep = new Line(x -> x > 2e-3 ? 1e9 : -x, x -> -1);
    Outcome outcome = steep.search(start(), 1);
    assertEquals(1e-3, outcome.point(), 1e-15); // a tenth each time
    assertEquals(4, outcome.trials());
  }

  @Test
  void a_wall_of_NaN_cuts_by_the_largest_cut() {
    Line walled = new Line(x -> x < 1 ? (x - 0.5) * (x - 0.5) : Double.NaN, x -> 2 * (x - 0.5));
    Outcome outcome = walled.search(start(), 1000);
    assertEquals(0.1, outcome.point(), 1e-15); // 1000, 100, 10, 1, 0.1
    assertEquals(5, outcome.trials());
  }

  @Test
  void a_gradient_that_is_not_finite_refuses_the_point() {
    Line walled = new Line(x -> (x - 0.5) * (x - 0.5), x -> x < 0.8 ? 2 * (x - 0.5) : Double.NaN);
    assertEquals(0.09, walled.search(start(), 0.9).point(), 1e-15);
  }

  @Test
  void a_wrong_slope_stalls_with_the_numbers() {
    Line wrong = new Line(x -> x, x -> -1);
    Outcome outcome = wrong.search(start(), 1);
    String stalled = outcome.decision().stalled();
    assertNotNull(stalled);
    assertTrue(stalled.contains("2.22e-16"), stalled);
    assertTrue(outcome.trials() <= 55, outcome.trials() + " trials");
  }

  @Test
  void a_direction_that_does_not_descend_stalls() {
    String stalled = PARABOLA.search(start(), -1).decision().stalled();
    assertNotNull(stalled);
    assertTrue(stalled.contains("g's = 3"), stalled);
  }

  @Test
  void contraction_without_a_trial_ends() {
    Globalizer.Controller controller = start();
    Model model = model(PARABOLA, Line.unit(Trait.EXACT));
    controller.control(model);
    assertTrue(controller.contract());
    assertEquals(0.5, controller.control(model).value());
    int contractions = 1;
    while (controller.contract()) {
      contractions++;
    }
    assertTrue(contractions < 1100);
  }

  private static Model model(Line line, SymmetricOperator curvature) {
    return new Model(0, line.at(new double[1]), curvature);
  }

  /** Nocedal and Wright 2006, equation 3.60, after a first step of norm 1. */
  @Test
  void without_a_scale_the_first_length_comes_from_the_gradient_and_then_from_the_last_step() {
    Line bowl = new Line(x -> 50 * (x - 3) * (x - 3), x -> 100 * (x - 3));
    Globalizer.Controller controller = start();
    Model first = model(bowl, Line.unit());
    assertEquals(1 / 300.0, controller.control(first).value());
    Outcome outcome = bowl.search(controller, first, 300);
    assertEquals(1, outcome.point(), 1e-15);
    Model second = new Model(1, bowl.at(new double[] {1}), Line.unit());
    double fell = 450 - 200;
    assertEquals(2 * fell / (200.0 * 200), controller.control(second).value(), 1e-16);
  }

  @Test
  void a_small_gradient_without_a_scale_starts_at_length_one() {
    Line flat = new Line(x -> 0.005 * (x - 3) * (x - 3), x -> 0.01 * (x - 3));
    assertEquals(1, start().control(model(flat, Line.unit())).value());
  }

  @Test
  void once_there_was_a_scale_every_iteration_starts_at_length_one() {
    Line bowl = new Line(x -> 50 * (x - 3) * (x - 3), x -> 100 * (x - 3));
    Globalizer.Controller controller = start();
    bowl.search(controller, model(bowl, Line.unit()), 300);
    SymmetricOperator two = Operators.dense(new DenseSymmetric(1, new double[] {2}), Set.of());
    Model scaled = new Model(1, bowl.at(new double[] {1}), two);
    assertEquals(1, controller.control(scaled).value());
    bowl.search(controller, scaled, 100);
    Model again = new Model(2, bowl.at(new double[] {2}), Line.unit());
    assertEquals(1, controller.control(again).value());
    Globalizer.Controller resumed = start();
    Snapshot.of(controller).restore(resumed);
    assertEquals(1, resumed.control(again).value());
  }

  @Test
  void what_an_iteration_leaves_behind_survives_a_checkpoint() {
    Line bowl = new Line(x -> 50 * (x - 3) * (x - 3), x -> 100 * (x - 3));
    Globalizer.Controller controller = start();
    bowl.search(controller, model(bowl, Line.unit()), 300);
    Globalizer.Controller resumed = start();
    Snapshot.of(controller).restore(resumed);
    Model next = new Model(1, bowl.at(new double[] {1}), Line.unit());
    assertEquals(controller.control(next), resumed.control(next));
  }

  /** A secant method may change B after a refusal: the direction is new, the length is not. */
  @Test
  void another_model_of_the_same_point_keeps_the_length() {
    Globalizer.Controller controller = start();
    Model model = model(PARABOLA, Line.unit(Trait.EXACT));
    controller.control(model);
    controller.contract();
    Model other = new Model(0, model.here(), Line.unit(Trait.EXACT));
    assertEquals(0.5, controller.control(other).value());
  }

  @Test
  void cuts_must_be_in_order() {
    assertThrows(IllegalArgumentException.class, () -> new Backtracking.Config(1e-4, 0.6, 0.5));
  }
}

package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.objectives.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Every Hessian with every step, from the tip and from the bottom of a kink. */
class KinkRunsTest {

  private static final String[] HESSIANS = BuiltInParts.hessians().keySet().toArray(String[]::new);

  @Test
  void every_pair_leaves_a_kink_above_its_surroundings() {
    for (Objective tip :
        List.of(Formula.of("x^2-abs(x)+y^2"), Bare.of(Formula.of("x^2-abs(x)+y^2")))) {
      assertEquals(
          List.of(),
          runs(
              tip,
              result -> result.iterations() > 0 && result.value() < -0.05,
              new double[] {0, 0}));
    }
  }

  @Test
  void no_pair_converges_at_the_bottom_of_a_kink() {
    for (Objective bottom :
        List.of(Formula.of("x^2+abs(x)+y^2"), Bare.of(Formula.of("x^2+abs(x)+y^2")))) {
      assertEquals(
          List.of(),
          runs(
              bottom,
              result -> result.status() == Status.STALLED && result.value() == 0,
              new double[] {0, 0}));
    }
  }

  @Test
  void runs_that_leave_a_kink_converge_with_good_hessians() {
    Objective tip = Formula.of("x^2-abs(x)+y^2");
    List<Pair> pairs = Pair.on(tip, "exact", "finite-difference", "bfgs");
    assertTrue(pairs.size() > 20);
    for (Pair pair : pairs) {
      if (pair.isGlobalised()) {
        Result result = run(tip, pair, new double[] {0, 0});
        assertEquals(Category.CONVERGED, result.status().category(), pair + result.message());
        assertEquals(-0.25, result.value(), 1e-9, pair.toString());
      }
    }
  }

  private static Result run(Objective objective, Pair pair, double[] start) {
    return pair.minimize(objective).start(start).stop(Stop.maxIterations(1_000)).run();
  }

  private static List<String> runs(Objective objective, Predicate<Result> isRight, double[] start) {
    List<String> wrong = new ArrayList<>();
    for (Pair pair : Pair.on(objective, HESSIANS)) {
      if (pair.leavesAtRandom()) { // before any end is due
        continue;
      }
      Result result = run(objective, pair, start);
      if (!isRight.test(result)) {
        wrong.add(
            pair + ": " + result.status() + ", " + result.message() + ", f " + result.value());
      }
    }
    return wrong;
  }
}

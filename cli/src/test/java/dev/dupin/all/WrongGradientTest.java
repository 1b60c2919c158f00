package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Objectives whose gradient has a 0 where it should not: a run that ends where only the rest of the
 * gradient vanishes has not converged, and f along a line shows it.
 */
class WrongGradientTest {

  private static final double TOLERANCE = 1e-6;

  /** What may go unseen: where f changes little along the lines that are looked at. */
  private static final int MOST_UNSEEN = 6;

  private static final Set<String> STEPS =
      Set.of("trust-region", "line-search", "levenberg-marquardt", "cubic-regularization");

  private static final String[] HESSIANS = {"bfgs", "l-bfgs", "finite-difference"};

  /**
   * A function, of which the entry that is left out is not zero where the others are.
   *
   * @param zero the index of the entry
   */
  private record Wrong(String expression, int zero, double... start) {

    Formula truth() {
      return Formula.of(expression);
    }

    Bare objective() {
      return new Bare(
          truth(),
          (x, gradient) -> {
            double[] wrong = gradient.clone();
            wrong[zero] = 0;
            return wrong;
          });
    }
  }

  private static final List<Wrong> FUNCTIONS =
      List.of(
          new Wrong("100*(y-x^2)^2+(1-x)^2", 0, -1.2, 1),
          new Wrong("(x^2+y-11)^2+(x+y^2-7)^2", 1, 1, 1),
          new Wrong("x^2+3*y^2+0.5*x*y-x", 1, 2, 1),
          new Wrong("exp(x+3*y-0.1)+exp(x-3*y-0.1)+exp(-x-0.1)", 0, 1, 0.5),
          new Wrong("(x-1)^2+(y-2)^2+(z-3)^2+x*y*z/10", 2, 0, 0, 0),
          new Wrong("(x+10*y)^2+5*(z-w)^2+(y-2*z)^4+10*(x-w)^4", 0, 3, -1, 0, 1),
          new Wrong("log(1+x^2+2*y^2)+(x-y+1)^2/4", 1, 2, 2),
          new Wrong("sin(x)+cos(2*y)+(x^2+y^2)/10", 0, 1, 1));

  @Test
  void a_gradient_with_a_zero_entry_is_seen_before_a_run_has_converged() {
    List<String> unseen = new ArrayList<>();
    int runs = 0;
    for (Wrong function : FUNCTIONS) {
      for (Pair pair : Pair.on(function.objective(), HESSIANS)) {
        if (STEPS.contains(pair.stepName())) {
          runs++;
          note(function, pair, run(function.objective(), pair, function.start()), unseen);
        }
      }
    }
    assertEquals(96, runs);
    assertTrue(
        unseen.size() <= MOST_UNSEEN, () -> unseen.size() + ":\n" + String.join("\n", unseen));
  }

  /** The same runs with the right gradient: the check raises no alarm. */
  @Test
  void a_right_gradient_converges_as_ever() {
    List<String> alarms = new ArrayList<>();
    for (Wrong function : FUNCTIONS) {
      Bare right = Bare.of(function.truth());
      for (Pair pair : Pair.on(right, HESSIANS)) {
        if (STEPS.contains(pair.stepName())) {
          Result result = run(right, pair, function.start());
          if (result.status().category() != Category.CONVERGED) {
            alarms.add(function.expression() + ", " + pair + ": " + result.message());
          }
        }
      }
    }
    assertEquals(List.of(), alarms);
  }

  private static Result run(Bare objective, Pair pair, double[] start) {
    return pair.minimize(objective)
        .start(start)
        .stop(Stop.gradientNorm(TOLERANCE), Stop.maxIterations(1_000))
        .analyze("verdict", VerdictAnalysis.withDefaults())
        .run();
  }

  private static void note(Wrong function, Pair pair, Result result, List<String> unseen) {
    double norm = Vectors.norm(function.truth().at(result.point()).gradient());
    if (result.status().category() == Category.CONVERGED && !(norm <= 10 * TOLERANCE)) {
      unseen.add(
          "%s, %s: %s at a gradient of norm %.3g"
              .formatted(function.expression(), pair, result.status(), norm));
    }
  }
}

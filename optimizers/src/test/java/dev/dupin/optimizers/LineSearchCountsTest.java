package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Globalizer;
import dev.dupin.optimizers.globalizer.HagerZhang;
import dev.dupin.optimizers.globalizer.StrongWolfe;
import org.junit.jupiter.api.Test;

/** What the line searches pay for the classic problems with BFGS. */
final class LineSearchCountsTest {

  /** The numbers below are those of one machine; another one rounds its exponentials otherwise. */
  private static final double ELSEWHERE = 0.05;

  private record Paid(double iterations, double values, double gradients) {}

  private static Paid paid(Globalizer search) {
    double iterations = 0;
    double values = 0;
    double gradients = 0;
    for (Objective problem : ClassicProblems.all().values()) {
      Result result =
          Minimizer.of(problem)
              .hessian(Hessians.bfgs())
              .step(LineSearch.with(search))
              .stop(Stop.gradientNorm(1e-5), Stop.maxIterations(1000))
              .run();
      assertEquals(Category.CONVERGED, result.status().category(), result.message());
      iterations += result.iterations();
      values += result.evaluations().value();
      gradients += result.evaluations().gradient();
    }
    return new Paid(iterations, values, gradients);
  }

  private static void assertPaid(
      double iterations, double values, double gradients, Globalizer search) {
    Paid paid = paid(search);
    assertEquals(iterations, paid.iterations(), ELSEWHERE * iterations, paid.toString());
    assertEquals(values, paid.values(), ELSEWHERE * values, paid.toString());
    assertEquals(gradients, paid.gradients(), ELSEWHERE * gradients, paid.toString());
  }

  /**
   * Hager and Zhang's search pays a gradient for every trial: 7 % more iterations, 9 % more values
   * and 38 % more gradients than the cubic interpolation, whose trials above the start pay none.
   */
  @Test
  void values_and_gradients_of_both_searches_for_wolfe_points() {
    assertPaid(905, 1278, 1004, StrongWolfe.withDefaults());
    assertPaid(965, 1390, 1384, HagerZhang.withDefaults());
  }
}

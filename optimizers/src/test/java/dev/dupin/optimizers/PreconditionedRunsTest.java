package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.autodiff.Real;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.Preconditioning;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.testkit.TestFunctions;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What preconditioning saves over a whole run. */
final class PreconditionedRunsTest {

  private static final int N = 40;

  /**
   * A chain of wells, the sum of (u_i^2 - 1)^2 + (u_i - u_(i+1))^2 / 10 with u_i = x_i 10^(4 i /
   * n): variables in units over four orders of magnitude, so Hessians of condition 1e8.
   */
  private static Objective illConditioned() {
    double[] start = new double[N];
    for (int i = 0; i < N; i++) {
      start[i] = (i % 3 - 0.5) / unit(i);
    }
    return TestFunctions.startingAt(
        start,
        x -> {
          Real sum = Real.constant(0);
          for (int i = 0; i < N; i++) {
            Real u = x[i].multiply(unit(i));
            sum = sum.add(u.square().subtract(1).square());
            if (i + 1 < N) {
              sum = sum.add(x[i + 1].multiply(unit(i + 1)).subtract(u).square().multiply(0.1));
            }
          }
          return sum;
        });
  }

  private static double unit(int i) {
    return Math.pow(10, 4.0 * i / (N - 1));
  }

  private record Paid(double iterations, double products) {}

  private static Paid paid(Subproblem subproblem, String column) {
    double[] products = new double[1];
    Result result =
        Minimizer.of(illConditioned())
            .hessian(Hessians.exact())
            .step(TrustRegion.with(subproblem))
            .stop(Stop.gradientNorm(1e-6), Stop.maxIterations(1000))
            .observe(event -> products[0] += event.trial() > 0 ? event.number(column) : 0)
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    return new Paid(result.iterations(), products[0]);
  }

  private static Paid steihaug(Preconditioning by) {
    return paid(
        new SteihaugCg(new SteihaugCg.Config(0.1, Optional.empty(), by, OptionalDouble.empty())),
        "cgIterations");
  }

  private static Paid gltr(Preconditioning by) {
    return paid(
        new Gltr(new Gltr.Config(0.1, Optional.empty(), by, OptionalDouble.empty())),
        "lanczosIterations");
  }

  /**
   * Seen on one machine: conjugate gradients 5662 iterations in 131 steps without, 15 in 9 with;
   * Lanczos, which goes on past the boundary, 447 in 19 and 47 in 11.
   */
  @Test
  void the_diagonal_saves_products_where_the_units_of_the_variables_differ() {
    assertSaved(131, 5662, steihaug(Preconditioning.NONE));
    assertSaved(9, 15, steihaug(Preconditioning.DIAGONAL));
    assertSaved(19, 447, gltr(Preconditioning.NONE));
    assertSaved(11, 47, gltr(Preconditioning.DIAGONAL));
  }

  /** Rounding along thousands of products differs between machines by a step or two. */
  private static void assertSaved(double iterations, double products, Paid paid) {
    assertEquals(iterations, paid.iterations(), 0.05 * iterations, paid.toString());
    assertEquals(products, paid.products(), 0.1 * products, paid.toString());
  }
}

package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Meter;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.FiniteDifferenceHessian;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.testkit.TestContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Differences of gradients of a function whose Hessian is known to be tridiagonal. */
class SparseDifferencesTest {

  private static Minimizer run(HessianProvider hessian, int n) {
    return Minimizer.of(new Rosenbrock(new Rosenbrock.Config(n))).hessian(hessian);
  }

  @Test
  void a_dense_matrix_of_a_thousand_variables_costs_six_gradients() {
    int n = 1000;
    Gradients paid = new Gradients();
    Objective rosenbrock = new Rosenbrock(new Rosenbrock.Config(n)).metered(paid);
    Evaluation here = rosenbrock.at(rosenbrock.start(new SplittableRandom(1)));
    double[] differences =
        FiniteDifferenceHessian.withDefaults()
            .start(rosenbrock, TestContext.ROOT)
            .at(here)
            .toDense()
            .values();
    assertEquals(6, paid.count);
    double[] exact = here.structure(HessianMatrix.class).orElseThrow().matrix().values();
    // Entries of about 1e3, whose differences are good to eps^(2/3) of the gradient's scale.
    assertArrayEquals(exact, differences, 1e-6);
  }

  private static final class Gradients implements Meter {
    private int count;

    @Override
    public void value() {}

    @Override
    public void gradient() {
      count++;
    }

    @Override
    public void hessianProduct() {}

    @Override
    public void hessian() {}
  }

  @Test
  void a_run_by_products_comes_where_the_exact_hessian_comes() {
    Result exact =
        run(new ExactHessian(), 200)
            .step(TrustRegion.withDefaults())
            .stop(Stop.gradientNorm(1e-9))
            .run();
    Result differences =
        run(FiniteDifferenceHessian.withDefaults(), 200)
            .step(TrustRegion.withDefaults())
            .stop(Stop.gradientNorm(1e-9))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, differences.status(), differences.message());
    // The gradient is below 1e-9 and the smallest eigenvalue about 0.4.
    assertArrayEquals(exact.point(), differences.point(), 1e-8);
    assertEquals(0, differences.evaluations().hessianProduct());
  }
}

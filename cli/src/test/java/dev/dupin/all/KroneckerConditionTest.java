package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.MatrixProducts;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.curvature.EkfacHessian;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.KfacHessian;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.dense.Symmetric;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.objectives.regression.SoftmaxRegression;
import dev.dupin.optimizers.LineSearch;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.testkit.TestContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * How far K-FAC is from the Hessian of softmax regression on the digits, and how fast it therefore
 * is: what {@code docs/hessians-on-digits.md} says of it.
 */
class KroneckerConditionTest {

  private static final Path DIGITS =
      Path.of(System.getProperty("dupin.root", "..")).resolve("experiments/data/digits.svm");

  private static final HessianProvider KFAC =
      new KfacHessian(new KfacHessian.Config(0, false, 0, 1, 0));
  private static final HessianProvider EKFAC =
      new EkfacHessian(new EkfacHessian.Config(0, 0, 1, 0));

  private final Objective digits =
      new SoftmaxRegression(
          new SoftmaxRegression.Config(
              new LibsvmSource(new LibsvmSource.Config(DIGITS, Optional.empty(), false)),
              1e-3,
              true));

  /**
   * The eigenvalues of inv(B) H at the minimum, without the zero of the intercepts' shift. The
   * references are those of a dense computation outside Dupin, by numpy and LAPACK; the point they
   * were taken at and this one differ by 1e-8 or less.
   */
  @Test
  void at_the_minimum_its_eigenvalues_are_off_by_what_an_independent_computation_says() {
    Result minimum =
        run(new ExactHessian(), TrustRegion.with(new MoreSorensen()), 1e-12, new ArrayList<>());
    double[] kfac = relativeEigenvalues(KFAC, minimum.point());
    assertEquals(0, kfac[0], 1e-12);
    assertEquals(0.10303458253354, kfac[1], 1e-8);
    assertEquals(4.13281400980576, kfac[649], 1e-7);
    double[] corrected = relativeEigenvalues(EKFAC, minimum.point());
    assertEquals(0.10696877569252, corrected[1], 1e-8);
    assertEquals(3.95997978282246, corrected[649], 1e-7);
  }

  /**
   * With lengths from a line search, the distance to the minimum in the norm of H shrinks by (kappa
   * - 1) / (kappa + 1) an iteration or better (Luenberger 1973, "Introduction to Linear and
   * Nonlinear Programming", section 7.6), where kappa = 4.133 / 0.103 = 40.1.
   */
  @Test
  void under_a_line_search_it_is_as_fast_as_its_eigenvalues_allow() {
    List<Double> values = new ArrayList<>();
    Result result = run(KFAC, LineSearch.withDefaults(), 1e-8, values);
    double minimum = result.value();
    int from = firstBelow(values, minimum + 1e-4);
    int to = firstBelow(values, minimum + 1e-10);
    double contraction = (values.get(to) - minimum) / (values.get(from) - minimum);
    double rate = Math.pow(contraction, 0.5 / (to - from));
    double kappa = 4.13281400980576 / 0.10303458253354;
    assertTrue(rate < (kappa - 1) / (kappa + 1), "seen " + rate);
    assertTrue(rate > 0.9, "linear, not superlinear: seen " + rate);
  }

  private Result run(
      HessianProvider hessian, StepStrategy step, double gradientNorm, List<Double> values) {
    Result result =
        Minimizer.of(digits)
            .hessian(hessian)
            .step(step)
            .stop(Stop.gradientNorm(gradientNorm), Stop.maxIterations(400))
            .observe(
                event -> {
                  if (event.accepted()) {
                    values.add(event.number("value"));
                  }
                })
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    return result;
  }

  private static int firstBelow(List<Double> values, double limit) {
    int k = 0;
    while (values.get(k) > limit) {
      k++;
    }
    return k;
  }

  /** Ascending; those of C H C', where C' C is the inverse of B. */
  private double[] relativeEigenvalues(HessianProvider hessian, double[] x) {
    DenseSymmetric exact = dense(new ExactHessian(), x);
    DenseEigen eigen = DenseEigen.of(dense(hessian, x));
    int n = exact.n();
    double[] root = new double[n * n];
    for (int k = 0; k < n; k++) {
      double scale = 1 / Math.sqrt(eigen.value(k));
      double[] vector = eigen.vector(k);
      for (int i = 0; i < n; i++) {
        root[k * n + i] = scale * vector[i];
      }
    }
    double[] half = new double[n * n];
    MatrixProducts.addProduct(n, n, n, root, 0, exact.values(), 0, half, 0);
    double[] whole = new double[n * n];
    MatrixProducts.addProductTransposed(n, n, n, half, 0, root, 0, whole, 0);
    return DenseEigen.valuesOf(Symmetric.average(n, whole));
  }

  private DenseSymmetric dense(HessianProvider hessian, double[] x) {
    return hessian.start(digits, TestContext.ROOT).at(digits.at(x)).toDense();
  }
}

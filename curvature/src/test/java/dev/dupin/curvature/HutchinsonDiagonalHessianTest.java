package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.HutchinsonDiagonalHessian.Average;
import dev.dupin.curvature.HutchinsonDiagonalHessian.Config;
import dev.dupin.curvature.diagonal.HessianDiagonal;
import dev.dupin.testkit.TestContext;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HutchinsonDiagonalHessianTest {

  private static final double EPSILON = 1e-3;

  private static DenseSymmetric diagonal(double... entries) {
    double[] values = new double[entries.length * entries.length];
    for (int i = 0; i < entries.length; i++) {
      values[i * entries.length + i] = entries[i];
    }
    return new DenseSymmetric(entries.length, values);
  }

  private static HutchinsonDiagonalHessian hessian(
      double beta, Average average, boolean exact, int every, int spatial) {
    return new HutchinsonDiagonalHessian(
        new Config(1, beta, average, exact, every, spatial, EPSILON, new ExactHessian()));
  }

  private static double[] entries(Curvature curvature, Evaluation here) {
    return curvature.at(here).diagonal().orElseThrow();
  }

  /** P5. */
  @Test
  void one_probe_of_a_diagonal_matrix_is_exact_and_counts_by_its_size() {
    Objective f = Functions.quadratic(diagonal(3, -2, 0.5), new double[3]);
    for (Average average : Average.values()) {
      Curvature curvature = hessian(0.9, average, false, 1, 1).start(f, TestContext.ROOT);
      double[] expected = {3 + EPSILON, 2 + EPSILON, 0.5 + EPSILON};
      assertArrayEquals(expected, entries(curvature, f.at(new double[3])), 1e-15);
    }
  }

  /** Entry i has the variance of the squares beside the diagonal; here they are 1 and 4. */
  @Test
  void many_probes_come_as_close_as_their_variance_allows() {
    DenseSymmetric matrix = new DenseSymmetric(3, new double[] {5, 1, 0, 1, 6, 2, 0, 2, 7});
    SymmetricOperator operator = Operators.dense(matrix, Set.of());
    int probes = 10_000;
    double[] estimate = HessianDiagonal.estimate(operator, probes, new SplittableRandom(1));
    double[] deviations = {1, Math.sqrt(5), 2};
    for (int i = 0; i < 3; i++) {
      double error = Math.abs(estimate[i] - matrix.get(i, i));
      assertTrue(error <= 4 * deviations[i] / Math.sqrt(probes), "off by " + error);
      assertTrue(error > 0, "an estimate that is exact here has not been one");
    }
    assertArrayEquals(new double[] {5, 6, 7}, HessianDiagonal.exact(operator));
  }

  @Test
  void the_exact_diagonal_is_found_by_products_where_the_hessian_does_not_know_it() {
    Random random = new Random(2);
    DenseSymmetric matrix = Functions.withEigenvalues(random, 1, 2, 3, 4);
    Objective f =
        Functions.quadratic(matrix, new double[4]).offering(Set.of(HessianProducts.class));
    Curvature curvature = hessian(0, Average.MEAN, true, 1, 1).start(f, TestContext.ROOT);
    double[] found = entries(curvature, f.at(new double[4]));
    for (int i = 0; i < 4; i++) {
      assertEquals(matrix.get(i, i) + EPSILON, found[i], 1e-14);
    }
  }

  /** f'' is x along the way: 1, 2, 3. */
  @Test
  void means_along_the_run_are_those_of_the_papers() {
    SmoothFunction f =
        new SmoothFunction(
            1,
            x -> x[0] * x[0] * x[0] / 6,
            x -> new double[] {x[0] * x[0] / 2},
            double[]::clone,
            SmoothFunction.ALL);
    double beta = 0.8;
    Curvature squares =
        hessian(beta, Average.ROOT_MEAN_SQUARE, true, 1, 1).start(f, TestContext.ROOT);
    Curvature plain = hessian(beta, Average.MEAN, true, 1, 1).start(f, TestContext.ROOT);
    Curvature rare = hessian(beta, Average.MEAN, true, 2, 1).start(f, TestContext.ROOT);
    double meanOfSquares = 0;
    double mean = 0;
    for (int k = 1; k <= 3; k++) {
      Evaluation here = f.at(new double[] {k});
      double correction = 1 - Math.pow(beta, k);
      meanOfSquares = beta * meanOfSquares + (1 - beta) * k * k;
      mean = beta * mean + (1 - beta) * k;
      assertEquals(
          Math.sqrt(meanOfSquares / correction) + EPSILON, entries(squares, here)[0], 1e-14);
      assertEquals(mean / correction + EPSILON, entries(plain, here)[0], 1e-14);
      // At 1 and 3 an estimate is due.
      double second = (beta * (1 - beta) + (1 - beta) * 3) / (1 - beta * beta);
      assertEquals((k < 3 ? 1 : second) + EPSILON, entries(rare, here)[0], 1e-14);
      Evaluation next = f.at(new double[] {k + 1});
      squares.accepted(here, next);
      plain.accepted(here, next);
      rare.accepted(here, next);
    }
  }

  @Test
  void neighbours_are_averaged_in_groups() {
    Objective f = Functions.quadratic(diagonal(1, 3, 5, 7, -9), new double[5]);
    Curvature curvature = hessian(0, Average.MEAN, false, 1, 2).start(f, TestContext.ROOT);
    double[] expected = {2 + EPSILON, 2 + EPSILON, 6 + EPSILON, 6 + EPSILON, 9 + EPSILON};
    assertArrayEquals(expected, entries(curvature, f.at(new double[5])), 1e-15);
  }

  @Test
  void a_point_is_paid_once() {
    CountingMeter meter = new CountingMeter();
    Objective f =
        Functions.quadratic(diagonal(1, 2), new double[2])
            .offering(Set.of(HessianProducts.class))
            .metered(meter);
    Curvature curvature = HutchinsonDiagonalHessian.withDefaults().start(f, TestContext.ROOT);
    Evaluation here = f.at(new double[2]);
    curvature.at(here);
    curvature.at(here);
    curvature.accepted(here, f.at(new double[] {1, 1}));
    assertEquals(1, meter.products);
    assertEquals(0, meter.gradients + meter.values + meter.hessians);
  }

  @Test
  void promises() {
    Objective f = Functions.quadratic(diagonal(1, 2), new double[2]);
    Set<Trait> exact = Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);
    assertEquals(exact, hessian(0, Average.MEAN, true, 1, 1).traits(f));
    assertTrue(hessian(0, Average.MEAN, false, 1, 1).traits(f).contains(Trait.STOCHASTIC));
    assertFalse(HutchinsonDiagonalHessian.withDefaults().requires().structures().isEmpty());
  }

  @Test
  void a_curvature_that_is_not_finite_is_refused() {
    Objective f = Functions.quadratic(diagonal(1, Double.NaN), new double[2]);
    Curvature curvature = HutchinsonDiagonalHessian.withDefaults().start(f, TestContext.ROOT);
    Assertions.assertThrows(
        NumericalFailureException.class, () -> curvature.at(f.at(new double[2])));
  }
}

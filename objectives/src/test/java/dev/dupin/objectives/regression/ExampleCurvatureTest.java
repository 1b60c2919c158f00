package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.ExampleCurvature;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.objectives.regression.Examples.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who shapes the Hessian: weights, leverages, and Newton as reweighted least squares. */
final class ExampleCurvatureTest {

  private static final int ROWS = 40;
  private static final int COLUMNS = 3;

  /**
   * Iteratively reweighted least squares (McCullagh and Nelder 1989, section 2.5): regress the
   * working response z + (y - mu) / w on the features with the weights w. Written out with the
   * normal equations, and followed step for step.
   */
  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "POISSON"})
  void newton_is_iteratively_reweighted_least_squares(Kind kind) {
    DenseFeatures features = Examples.dense(5, ROWS, COLUMNS, 1);
    double[] targets = kind.targets(5, features);
    Regression regression = Examples.regression(kind, features, targets, 0, true);
    Evaluation here = regression.at(new double[COLUMNS + 1]);
    for (int iteration = 0; iteration < 9; iteration++) {
      double[] newton = Vectors.add(here.point(), Newton.step(here));
      double[] reweighted = reweighted(kind, features, targets, here.point());
      assertArrayEquals(reweighted, newton, 1e-12 * Vectors.norm(reweighted));
      here = regression.at(newton);
    }
    assertEquals(0, Vectors.norm(here.gradient()), 1e-9);
  }

  private static double[] reweighted(
      Kind kind, DenseFeatures features, double[] targets, double[] x) {
    int n = COLUMNS + 1;
    double[] normal = new double[n * n];
    double[] right = new double[n];
    for (int i = 0; i < ROWS; i++) {
      double[] row = row(features, i);
      double z = Vectors.dot(row, x);
      double mean = kind == Kind.LOGISTIC ? 1 / (1 + Math.exp(-z)) : Math.exp(z);
      double weight = kind == Kind.LOGISTIC ? mean * (1 - mean) : mean;
      double response = kind == Kind.LOGISTIC ? (targets[i] > 0 ? 1 : 0) : targets[i];
      double working = z + (response - mean) / weight;
      for (int j = 0; j < n; j++) {
        right[j] += weight * row[j] * working;
        for (int k = 0; k < n; k++) {
          normal[j * n + k] += weight * row[j] * row[k];
        }
      }
    }
    return Cholesky.solve(new DenseSymmetric(n, normal), right);
  }

  private static double[] row(DenseFeatures features, int i) {
    double[] row = new double[COLUMNS + 1];
    System.arraycopy(features.values(), i * COLUMNS, row, 0, COLUMNS);
    row[COLUMNS] = 1;
    return row;
  }

  /** Without a penalty the shares add up to the parameters; shifts of all classes are none. */
  @ParameterizedTest
  @EnumSource
  void leverages_add_up_to_the_number_of_parameters(Kind kind) {
    Regression regression = Examples.regression(kind, 6, ROWS, COLUMNS, 0, true);
    int n = regression.dimension();
    ExampleCurvature curvature = curvature(regression.at(Examples.vector(6, n, 0.3)));
    int told = kind == Kind.SOFTMAX ? n - COLUMNS - 1 : n;
    assertEquals(told, Vectors.dot(Vectors.filled(ROWS, 1), curvature.leverages()), 1e-10);
  }

  /** With a penalty they add up to n - l2 tr H^-1 over the penalised parameters. */
  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "LOGISTIC", "POISSON"})
  void a_penalty_takes_its_share(Kind kind) {
    double l2 = 0.2;
    Regression regression = Examples.regression(kind, 6, ROWS, COLUMNS, l2, true);
    Evaluation here = regression.at(Examples.vector(6, COLUMNS + 1, 0.3));
    DenseSymmetric hessian = here.structure(HessianMatrix.class).orElseThrow().matrix();
    double expected = COLUMNS + 1;
    for (int j = 0; j < COLUMNS; j++) {
      double[] unit = new double[COLUMNS + 1];
      unit[j] = 1;
      expected -= l2 * Cholesky.solve(hessian, unit)[j];
    }
    double sum = Vectors.dot(Vectors.filled(ROWS, 1), curvature(here).leverages());
    assertEquals(expected, sum, 1e-11);
  }

  @Test
  void weights_are_p_times_1_minus_p() {
    Regression regression = Examples.regression(Kind.LOGISTIC, 7, ROWS, COLUMNS, 0.1, true);
    Evaluation here = regression.at(Examples.vector(7, COLUMNS + 1, 2));
    double[] weights = curvature(here).weights();
    DenseFeatures features = Examples.dense(7, ROWS, COLUMNS, 1);
    for (int i = 0; i < ROWS; i++) {
      double p = 1 / (1 + Math.exp(-Vectors.dot(row(features, i), here.point())));
      assertEquals(p * (1 - p), weights[i], 1e-15);
    }
  }

  /**
   * Ridge regression without one example: theta_without_i - theta = -H^-1 x_i r_i / (1 - h_i),
   * where r = y - x'theta, H is the Hessian of the sum, and the penalty of the sum is fixed.
   */
  @Test
  void leaving_one_example_out_moves_the_estimate_by_its_leverage() {
    double l2 = 0.3;
    DenseFeatures features = Examples.dense(8, ROWS, COLUMNS, 1);
    double[] targets = Kind.LINEAR.targets(8, features);
    Evaluation fit = Newton.minimum(Examples.regression(Kind.LINEAR, features, targets, l2, true));
    DenseSymmetric hessian = fit.structure(HessianMatrix.class).orElseThrow().matrix();
    double[] leverages = curvature(fit).leverages();
    for (int left = 0; left < ROWS; left += 7) {
      double[] row = row(features, left);
      double residual = targets[left] - Vectors.dot(row, fit.point());
      double[] moved =
          Vectors.scale(-residual / (1 - leverages[left]) / ROWS, Cholesky.solve(hessian, row));
      double fewer = l2 * ROWS / (ROWS - 1);
      double[] without = Newton.minimum(without(left, features, targets, fewer)).point();
      assertArrayEquals(moved, Vectors.subtract(without, fit.point()), 1e-12);
    }
  }

  private static Regression without(int left, DenseFeatures features, double[] targets, double l2) {
    int[] kept = IntStream.range(0, ROWS).filter(i -> i != left).toArray();
    double[] values = new double[kept.length * COLUMNS];
    double[] keptTargets = new double[kept.length];
    for (int i = 0; i < kept.length; i++) {
      System.arraycopy(features.values(), kept[i] * COLUMNS, values, i * COLUMNS, COLUMNS);
      keptTargets[i] = targets[kept[i]];
    }
    return Examples.regression(
        Kind.LINEAR, new DenseFeatures(kept.length, COLUMNS, values), keptTargets, l2, true);
  }

  @Test
  void dependent_columns_leave_the_leverages_unknown() {
    Regression regression =
        Examples.regression(
            Kind.LINEAR,
            Examples.table(new double[] {1, 2}, new double[] {2, 4}, new double[] {-1, -2}),
            new double[] {1, 2, 4},
            0,
            false);
    for (double leverage : curvature(regression.at(new double[2])).leverages()) {
      assertEquals(Double.NaN, leverage, 0.0);
    }
  }

  private static ExampleCurvature curvature(Evaluation here) {
    return here.structure(ExampleCurvature.class).orElseThrow();
  }
}

package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RegressionReportTest {

  @Test
  void metrics_count_right_signs_and_leave_the_penalty_out() {
    DenseFeatures features = new DenseFeatures(4, 1, new double[] {1, 2, -1, 0});
    LogisticRegression regression =
        Examples.logistic(features, new double[] {1, 0, 0, 0}, 10, false);
    Map<String, Double> metrics = metrics(regression.at(new double[] {1}));
    assertEquals(
        List.of("trainAccuracy", "trainLogLoss", "trainDeviance"), List.copyOf(metrics.keySet()));
    // Right are x = 1, x = -1 and, as z = 0 counts as negative, x = 0.
    assertEquals(0.75, List.copyOf(metrics.values()).get(0), 0.0);
    double loss =
        (Math.log1p(Math.exp(-1))
                + Math.log1p(Math.exp(2))
                + Math.log1p(Math.exp(-1))
                + Math.log(2))
            / 4;
    assertEquals(loss, List.copyOf(metrics.values()).get(1), 1e-15);
  }

  @Test
  void a_point_that_is_no_number_is_right_about_nothing() {
    LogisticRegression regression = Examples.logistic(1, 20, 2, 0, false);
    Map<String, Double> metrics = metrics(regression.at(new double[] {Double.NaN, 0}));
    assertEquals(0, List.copyOf(metrics.values()).get(0), 0.0);
    assertEquals(Double.NaN, List.copyOf(metrics.values()).get(1), 0.0);
  }

  @Test
  void estimates_have_the_names_of_the_columns_and_the_values_of_the_point() {
    double[] x = {0.25, -3, 7};
    List<Estimates.Estimate> estimates = estimates(Examples.logistic(1, 20, 2, 0, true).at(x));
    assertEquals(List.of("x1", "x2", "intercept"), estimates.stream().map(e -> e.name()).toList());
    for (int j = 0; j < 3; j++) {
      assertEquals(x[j], estimates.get(j).value(), 0.0);
    }
    assertEquals(
        List.of("x1", "x2"),
        estimates(Examples.logistic(1, 20, 2, 0, false).at(new double[2])).stream()
            .map(e -> e.name())
            .toList());
  }

  /** With an intercept alone, p = 1/2 and N examples, the information is N / 4. */
  @Test
  void standard_error_of_a_lone_intercept_is_known() {
    SparseFeatures features = new SparseFeatures(100, 1, new int[101], new int[0], new double[0]);
    double[] labels = new double[100];
    Arrays.fill(labels, 0, 50, 1);
    LogisticRegression regression = Examples.logistic(features, labels, 1, true);
    List<Estimates.Estimate> estimates = estimates(regression.at(new double[2]));
    assertEquals(2 / Math.sqrt(100), estimates.get(1).standardError(), 1e-15);
    // The column of zeros is known by the penalty alone: (N l2)^(-1/2).
    assertEquals(0.1, estimates.get(0).standardError(), 1e-15);
  }

  @Test
  void standard_errors_are_the_roots_of_the_diagonal_of_the_inverse() {
    LogisticRegression regression = Examples.logistic(8, 400, 20, 0.01, true);
    Evaluation here = regression.at(Examples.vector(8, 21, 1));
    DenseSymmetric hessian = here.structure(HessianMatrix.class).orElseThrow().matrix();
    List<Estimates.Estimate> estimates = estimates(here);
    for (int j = 0; j < 21; j++) {
      double[] unit = new double[21];
      unit[j] = 1;
      double variance = Cholesky.solve(hessian, unit)[j] / 400;
      assertEquals(Math.sqrt(variance), estimates.get(j).standardError(), 1e-12);
    }
  }

  @Test
  void standard_errors_of_dependent_columns_are_unknown() {
    DenseFeatures one = Examples.dense(4, 50, 1, 1);
    double[] twice = new double[100];
    for (int row = 0; row < 50; row++) {
      twice[2 * row] = one.values()[row];
      twice[2 * row + 1] = 3 * one.values()[row];
    }
    LogisticRegression regression =
        Examples.logistic(new DenseFeatures(50, 2, twice), Examples.labels(4, one), 0, true);
    for (Estimates.Estimate estimate : estimates(regression.at(new double[3]))) {
      assertTrue(Double.isNaN(estimate.standardError()));
    }
  }

  @Test
  void standard_errors_of_very_many_parameters_are_left_out() {
    SparseFeatures features =
        new SparseFeatures(
            2, 100_000, new int[] {0, 1, 2}, new int[] {5, 99_999}, new double[] {1, 1});
    List<Estimates.Estimate> estimates =
        estimates(
            Examples.logistic(features, new double[] {0, 1}, 1, true).at(new double[100_001]));
    assertEquals(100_001, estimates.size());
    assertEquals("x100000", estimates.get(99_999).name());
    assertTrue(Double.isNaN(estimates.get(0).standardError()));
  }

  private static Map<String, Double> metrics(Evaluation here) {
    return here.structure(Metrics.class).orElseThrow().values();
  }

  private static List<Estimates.Estimate> estimates(Evaluation here) {
    return here.structure(Estimates.class).orElseThrow().values();
  }
}

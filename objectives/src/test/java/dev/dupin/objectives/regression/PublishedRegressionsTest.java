package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Residuals;
import dev.dupin.objectives.regression.Examples.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Estimates, standard errors and metrics against published tables and closed forms. */
final class PublishedRegressionsTest {

  private static final double[] ANSCOMBE_X = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
  private static final double[] ANSCOMBE_Y = {
    8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68
  };

  /**
   * The first of Anscombe's four data sets (Anscombe 1973, "Graphs in statistical analysis"): y = 3
   * + x / 2, standard error of the slope 0.118, R^2 0.667, residual sum of squares 13.75; the other
   * digits by the closed form of one regressor.
   */
  @Test
  void anscombe() {
    Regression regression =
        Examples.regression(Kind.LINEAR, Examples.column(ANSCOMBE_X), ANSCOMBE_Y, 0, true);
    Evaluation fit = Newton.minimum(regression);
    double sxx = 0;
    double sxy = 0;
    double meanX = Arrays.stream(ANSCOMBE_X).average().orElseThrow();
    double meanY = Arrays.stream(ANSCOMBE_Y).average().orElseThrow();
    for (int i = 0; i < 11; i++) {
      sxx += (ANSCOMBE_X[i] - meanX) * (ANSCOMBE_X[i] - meanX);
      sxy += (ANSCOMBE_X[i] - meanX) * (ANSCOMBE_Y[i] - meanY);
    }
    double slope = sxy / sxx;
    double rss = 0;
    double total = 0;
    for (int i = 0; i < 11; i++) {
      double residual = ANSCOMBE_Y[i] - meanY - slope * (ANSCOMBE_X[i] - meanX);
      rss += residual * residual;
      total += (ANSCOMBE_Y[i] - meanY) * (ANSCOMBE_Y[i] - meanY);
    }
    double s = Math.sqrt(rss / 9);
    List<Estimates.Estimate> estimates = estimates(fit);
    assertEquals(slope, estimates.get(0).value(), 1e-12);
    assertEquals(0.5001, estimates.get(0).value(), 5e-5);
    assertEquals(s / Math.sqrt(sxx), estimates.get(0).standardError(), 1e-12);
    assertEquals(0.1179, estimates.get(0).standardError(), 5e-5);
    assertEquals(meanY - slope * meanX, estimates.get(1).value(), 1e-11);
    assertEquals(
        s * Math.sqrt(1.0 / 11 + meanX * meanX / sxx), estimates.get(1).standardError(), 1e-11);
    Map<String, Double> metrics = metrics(fit);
    assertEquals(
        List.of(
            "trainRSquared",
            "trainMeanSquaredError",
            "residualSumOfSquares",
            "residualStandardDeviation"),
        List.copyOf(metrics.keySet()));
    assertArrayEquals(
        new double[] {1 - rss / total, rss / 11, rss, s},
        metrics.values().stream().mapToDouble(value -> value).toArray(),
        1e-12);
    assertEquals(0.6665, 1 - rss / total, 5e-5);
  }

  @Test
  void as_many_parameters_as_examples_leave_no_freedom_for_an_error() {
    Regression regression =
        Examples.regression(Kind.LINEAR, Examples.column(1, 2), new double[] {3, 5}, 0, true);
    Evaluation fit = Newton.minimum(regression);
    assertEquals(Double.NaN, estimates(fit).get(0).standardError(), 0.0);
    assertArrayEquals(new double[] {2, 1}, fit.point(), 1e-10);
  }

  /** A ridge is least squares with a row for each weight, solved here through those rows. */
  @Test
  void ridge_rows_make_the_penalised_hessian() {
    Regression regression = Examples.regression(Kind.LINEAR, 3, 30, 4, 0.7, true);
    Evaluation here = regression.at(Examples.vector(4, 5, 1));
    Residuals residuals = here.structure(Residuals.class).orElseThrow();
    double[] jacobian = residuals.jacobianMatrix();
    assertEquals(34 * 5, jacobian.length);
    double[] hessian = here.structure(HessianMatrix.class).orElseThrow().matrix().values();
    for (int i = 0; i < 5; i++) {
      for (int j = 0; j < 5; j++) {
        double sum = 0;
        for (int row = 0; row < 34; row++) {
          sum += jacobian[row * 5 + i] * jacobian[row * 5 + j];
        }
        assertEquals(hessian[i * 5 + j], 2 * residuals.scale() * sum, 1e-13);
      }
    }
  }

  /**
   * Dobson (1990), "An Introduction to Generalized Linear Models", page 93, as R prints it:
   * intercept 3.0445 (0.1709), outcomes -0.4543 (0.2022) and -0.2930 (0.1927), treatments 0
   * (0.2000) twice; residual deviance 5.1291.
   */
  @Test
  void dobson_s_clinical_trial() {
    double[] counts = {18, 17, 15, 20, 10, 20, 25, 13, 12};
    double[][] rows = new double[9][];
    for (int i = 0; i < 9; i++) {
      rows[i] =
          new double[] {
            i % 3 == 1 ? 1 : 0, i % 3 == 2 ? 1 : 0, i / 3 == 1 ? 1 : 0, i / 3 == 2 ? 1 : 0
          };
    }
    Evaluation fit =
        Newton.minimum(Examples.regression(Kind.POISSON, Examples.table(rows), counts, 0, true));
    double[] values = {-0.4543, -0.2930, 0, 0, 3.0445};
    double[] errors = {0.2022, 0.1927, 0.2000, 0.2000, 0.1709};
    for (int j = 0; j < 5; j++) {
      assertEquals(values[j], estimates(fit).get(j).value(), 5e-5);
      assertEquals(errors[j], estimates(fit).get(j).standardError(), 5e-5);
    }
    // The margins are the sufficient statistics: the first cell's mean is 63 * 50 / 150.
    assertEquals(Math.log(21), fit.point()[4], 1e-10);
    assertEquals(Math.log(40.0 / 63), fit.point()[0], 1e-10);
    assertEquals(5.1291, Examples.metric(fit, "trainDeviance"), 5e-5);
    assertEquals(5.1291 / 9, Examples.metric(fit, "trainMeanDeviance"), 5e-5);
  }

  /** Two groups: the slope is the log odds ratio, its variance the sum of inverse cell counts. */
  @Test
  void logistic_of_a_two_by_two_table() {
    int[] cells = {7, 12, 23, 5}; // exposed: yes 7, no 12; others: yes 23, no 5
    double[] x = new double[47];
    double[] y = new double[47];
    int row = 0;
    for (int cell = 0; cell < 4; cell++) {
      for (int k = 0; k < cells[cell]; k++) {
        x[row] = cell < 2 ? 1 : 0;
        y[row++] = cell % 2 == 0 ? 1 : 0;
      }
    }
    Evaluation fit =
        Newton.minimum(Examples.regression(Kind.LOGISTIC, Examples.column(x), y, 0, true));
    Estimates.Estimate slope = estimates(fit).get(0);
    assertEquals(Math.log(7.0 * 5 / (12 * 23)), slope.value(), 1e-10);
    double variance = 1.0 / 7 + 1.0 / 12 + 1.0 / 23 + 1.0 / 5;
    assertEquals(Math.sqrt(variance), slope.standardError(), 1e-10);
  }

  /**
   * Intercepts alone: log n_k less its mean, with the variance of that contrast of independent
   * counts, sum over j of c_j^2 / n_j. The same from a point that is shifted.
   */
  @Test
  void softmax_of_frequencies() {
    int[] counts = {5, 8, 20};
    double[] labels = new double[33];
    Arrays.fill(labels, 5, 13, 1);
    Arrays.fill(labels, 13, 33, 2);
    SparseFeatures nothing = new SparseFeatures(33, 1, new int[34], new int[0], new double[0]);
    Regression regression = Examples.regression(Kind.SOFTMAX, nothing, labels, 0.5, true);
    for (double shift : new double[] {0, 17}) {
      double[] x = new double[6];
      double mean = 0;
      for (int k = 0; k < 3; k++) {
        x[2 * k + 1] = Math.log(counts[k]) + shift;
        mean += Math.log(counts[k]) / 3;
      }
      Evaluation fit = regression.at(x);
      assertEquals(0, Vectors.norm(fit.gradient()), 1e-15);
      for (int k = 0; k < 3; k++) {
        Estimates.Estimate estimate = estimates(fit).get(2 * k + 1);
        assertEquals(k + ":intercept", estimate.name());
        assertEquals(Math.log(counts[k]) - mean, estimate.value(), 1e-13);
        double variance = 0;
        for (int j = 0; j < 3; j++) {
          double contrast = (j == k ? 1 : 0) - 1.0 / 3;
          variance += contrast * contrast / counts[j];
        }
        assertEquals(Math.sqrt(variance), estimate.standardError(), 1e-12);
        // The column of zeros is known by the penalty alone: (N l2)^(-1/2).
        assertEquals(1 / Math.sqrt(16.5), estimates(fit).get(2 * k).standardError(), 1e-12);
      }
    }
  }

  /** Two classes are a logistic regression of half the difference each. */
  @Test
  void softmax_of_two_classes_is_logistic() {
    DenseFeatures features = Examples.dense(9, 60, 3, 1);
    double[] labels = Examples.labels(9, features);
    Regression softmax = Examples.regression(Kind.SOFTMAX, features, labels, 0, true);
    Regression logistic = Examples.regression(Kind.LOGISTIC, features, labels, 0, true);
    Evaluation fit = Newton.minimum(logistic);
    double[] x = new double[8];
    for (int j = 0; j < 4; j++) {
      x[j] = -fit.point()[j] / 2;
      x[4 + j] = fit.point()[j] / 2;
    }
    Evaluation both = softmax.at(x);
    assertEquals(fit.value(), both.value(), 1e-14);
    for (int j = 0; j < 4; j++) {
      assertEquals(
          estimates(fit).get(j).standardError() / 2,
          estimates(both).get(4 + j).standardError(),
          1e-12);
    }
    assertEquals("1:x1", estimates(both).get(4).name());
    assertEquals(metrics(fit).keySet(), metrics(both).keySet());
    metrics(both).forEach((name, value) -> assertEquals(Examples.metric(fit, name), value, 1e-12));
  }

  private static List<Estimates.Estimate> estimates(Evaluation here) {
    return here.structure(Estimates.class).orElseThrow().values();
  }

  private static Map<String, Double> metrics(Evaluation here) {
    return here.structure(Metrics.class).orElseThrow().values();
  }
}

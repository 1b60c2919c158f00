package dev.dupin.objectives.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Estimates.Estimate;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.plugin.RefusedValueException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CurveFitTest {

  private static final double[] X = {1, 2, 4, 5, 8};
  private static final double[] Y = {1, 3, 3, 6, 7};

  /** Five rows of x and y, which came from the lines 2 to 6. */
  private static Dataset line(double[] x, double[] y) {
    return new Dataset(
        "line.csv",
        new DenseFeatures(x.length, 1, x),
        List.of("x"),
        Optional.of(new Target("y", y, List.of())),
        lines(x.length));
  }

  private static int[] lines(int rows) {
    return java.util.stream.IntStream.range(2, rows + 2).toArray();
  }

  private static CurveFit fit(String model, String response, Dataset data, String... parameters) {
    Map<String, Double> starts = new LinkedHashMap<>();
    for (String parameter : parameters) {
      starts.put(parameter, 0.5 + starts.size());
    }
    DataSource source = () -> data;
    return new CurveFit(new CurveFit.Config(model, response, starts, source));
  }

  private static List<Estimate> estimates(CurveFit fit, double... x) {
    return fit.at(x).structure(Estimates.class).orElseThrow().values();
  }

  private static Map<String, Double> metrics(CurveFit fit, double... x) {
    return fit.at(x).structure(Metrics.class).orElseThrow().values();
  }

  private static double metric(CurveFit fit, String name, double... x) {
    return Optional.ofNullable(metrics(fit, x).get(name)).orElseThrow();
  }

  private static Residuals residuals(CurveFit fit, double... x) {
    return fit.at(x).structure(Residuals.class).orElseThrow();
  }

  @Test
  void f_is_half_the_sum_of_squares_of_model_less_response() {
    CurveFit fit = fit("a*x + b", "y", line(X, Y), "a", "b");
    Evaluation at = fit.at(new double[] {1, 1});
    // Model 2 3 5 6 9 against 1 3 3 6 7.
    assertArrayEquals(new double[] {1, 0, 2, 0, 2}, residuals(fit, 1, 1).values());
    assertEquals(4.5, at.value());
    assertArrayEquals(new double[] {25, 5}, at.gradient());
    assertArrayEquals(
        new double[] {1, 1, 2, 1, 4, 1, 5, 1, 8, 1}, residuals(fit, 1, 1).jacobianMatrix());
    assertEquals(0.5, residuals(fit, 1, 1).scale());
    assertSame(fit, at.objective());
  }

  @Test
  void second_derivatives_of_residuals_and_of_f_are_exact() {
    CurveFit fit = fit("a^2*x + a*b", "y", line(X, Y), "a", "b");
    Evaluation at = fit.at(new double[] {1, 1});
    double[] along = new double[5];
    // D^2 r [v, v] = 2 x va^2 + 2 va vb.
    at.structure(ResidualCurvature.class)
        .orElseThrow()
        .secondDerivative(new double[] {3, -1}, along);
    assertArrayEquals(new double[] {12, 30, 66, 84, 138}, along);
    // r = 1 0 2 0 2 with J = (2x + 1, 1): J'J + sum of r_i (2x, 1; 1, 0).
    assertArrayEquals(
        new double[] {525 + 50, 45 + 5, 45 + 5, 5},
        at.structure(HessianMatrix.class).orElseThrow().matrix().values());
  }

  @Test
  void a_run_starts_at_the_values_of_the_parameters_in_their_order() {
    CurveFit fit = fit("zeta*x + alpha", "y", line(X, Y), "zeta", "alpha");
    assertEquals(List.of("zeta", "alpha"), fit.parameters());
    assertArrayEquals(new double[] {0.5, 1.5}, fit.start(new Random(1)));
    assertEquals(2, fit.dimension());
  }

  /** Against the textbook formulas of a straight line. */
  @Test
  void a_line_has_the_standard_errors_of_the_textbook() {
    CurveFit fit = fit("intercept + slope*x", "y", line(X, Y), "intercept", "slope");
    // Mean of x 4, of y 4; sum of squares of x 30, of products 25.
    double slope = 25.0 / 30;
    double intercept = 4 - 4 * slope;
    double rss = 24 - 25.0 * 25 / 30;
    double variance = rss / 3;
    List<Estimate> estimates = estimates(fit, intercept, slope);
    assertEquals("intercept", estimates.get(0).name());
    assertEquals(intercept, estimates.get(0).value());
    assertEquals(
        Math.sqrt(variance * (1.0 / 5 + 16.0 / 30)), estimates.get(0).standardError(), 1e-14);
    assertEquals(Math.sqrt(variance / 30), estimates.get(1).standardError(), 1e-15);
    assertEquals(
        List.of("residualSumOfSquares", "residualStandardDeviation", "degreesOfFreedom"),
        List.copyOf(metrics(fit, intercept, slope).keySet()));
    assertEquals(rss, metric(fit, "residualSumOfSquares", intercept, slope), 1e-14);
    assertEquals(
        Math.sqrt(variance), metric(fit, "residualStandardDeviation", intercept, slope), 1e-14);
    assertEquals(3, metric(fit, "degreesOfFreedom", intercept, slope));
  }

  @Test
  void where_rows_do_not_outnumber_parameters_the_errors_are_not_known() {
    Dataset two = line(new double[] {1, 2}, new double[] {3, 4});
    CurveFit fit = fit("a*x + b", "y", two, "a", "b");
    assertTrue(Double.isNaN(estimates(fit, 1, 2).get(0).standardError()));
    assertTrue(Double.isNaN(metric(fit, "residualStandardDeviation", 1, 2)));
    assertEquals(0, metric(fit, "degreesOfFreedom", 1, 2));
    assertEquals(0, metric(fit, "residualSumOfSquares", 1, 2));
  }

  @Test
  void parameters_that_only_occur_as_a_sum_have_no_standard_errors() {
    CurveFit fit = fit("(a + b)*x", "y", line(X, Y), "a", "b");
    for (Estimate estimate : estimates(fit, 1, 2)) {
      assertTrue(Double.isNaN(estimate.standardError()));
    }
  }

  @Test
  void the_response_may_be_an_expression_of_columns() {
    CurveFit fit = fit("a*x", "log(y) - 2*x", line(X, Y), "a");
    double[] r = residuals(fit, 3).values();
    for (int i = 0; i < r.length; i++) {
      assertEquals(3 * X[i] - (Math.log(Y[i]) - 2 * X[i]), r[i], 1e-14);
    }
  }

  @Test
  void features_and_target_are_columns_and_any_name_can_be_quoted() {
    Dataset data =
        new Dataset(
            "some.csv",
            new DenseFeatures(2, 3, new double[] {1, 2, 9, 3, 4, 9}),
            List.of("x (mm)", "e", "unused"),
            Optional.of(new Target("y", new double[] {10, 20}, List.of())),
            lines(2));
    CurveFit fit = fit("a*`x (mm)` + `e`*y", "`x (mm)`", data, "a");
    assertArrayEquals(new double[] {5 + 20 - 1, 15 + 80 - 3}, residuals(fit, 5).values());
  }

  @Test
  void entries_that_sparse_rows_leave_out_are_zero() {
    Features features =
        new SparseFeatures(2, 3, new int[] {0, 1, 3}, new int[] {1, 0, 2}, new double[] {7, 5, 6});
    Dataset data =
        new Dataset(
            "some.svm",
            features,
            List.of("x1", "x2", "x3"),
            Optional.of(new Target("label", new double[] {1, -1}, List.of())),
            lines(2));
    CurveFit fit = fit("a*x1 + 10*x2 + 100*x3", "label", data, "a");
    assertArrayEquals(new double[] {70 - 1, 5 + 600 + 1}, residuals(fit, 1).values());
  }

  @Test
  void a_model_that_is_not_finite_makes_f_not_finite() {
    CurveFit fit = fit("log(a)*x", "y", line(X, Y), "a");
    assertTrue(Double.isNaN(fit.at(new double[] {-1}).value()));
    assertFalse(Double.isFinite(fit.at(new double[] {0}).value()));
    assertTrue(Double.isNaN(estimates(fit, -1).get(0).standardError()));
  }

  @Test
  void held_out_rows_have_their_root_mean_square() {
    Dataset heldOut = line(new double[] {1, 2}, new double[] {4, 6});
    Dataset data =
        new Dataset(
            "line.csv",
            new DenseFeatures(X.length, 1, X),
            List.of("x"),
            Optional.of(new Target("y", Y, List.of())),
            lines(X.length),
            Optional.of(heldOut));
    // Residuals 1 - 4 and 2 - 6.
    assertEquals(
        Math.sqrt(12.5), metric(fit("a*x", "y", data, "a"), "heldOutRootMeanSquare", 1), 1e-15);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a*x + q5 | y | model | 7 | unknown name 'q5'; parameters: a, b; columns: x, y",
        "a*x + B | y | model | 7 | unknown name 'B'; did you mean 'b'? parameters: a, b; columns: x, y",
        "a*x + | y | model | 6 | expected a number, a name or '(', found the end",
        "a*x + b | log(z) | response | 5 | unknown name 'z'; columns: x, y",
        "a*x + b | y - b | response | 5 | unknown name 'b'; columns: x, y",
        "a*x | y | parameters | 0 | the parameter 'b' does not occur in the model 'a*x'; nothing",
        "x | y | parameters | 0 | the parameters 'a', 'b' do not occur in the model 'x'; nothing"
      },
      quoteCharacter = '"')
  void mistakes_point_into_the_formula(
      String model, String response, String key, int column, String problem) {
    RefusedValueException e =
        assertThrows(RefusedValueException.class, () -> fit(model, response, line(X, Y), "a", "b"));
    assertEquals(key, e.key());
    assertEquals(column, e.column());
    assertTrue(String.valueOf(e.getMessage()).startsWith(problem), e.getMessage());
  }

  @Test
  void parameters_are_checked() {
    assertParameters(
        "the parameter 'x' has the name of a column of the data; rename it",
        () -> fit("a*x", "y", line(X, Y), "a", "x"));
    assertParameters(
        "'pi' cannot be a variable: it is the name of a constant",
        () -> fit("pi*x", "y", line(X, Y), "pi"));
    assertParameters("the list of variables is empty", () -> fit("x", "y", line(X, Y)));
    assertParameters(
        "the parameter 'a' starts at NaN; a number is wanted",
        () -> new CurveFit.Config("a", "y", Map.of("a", Double.NaN), () -> line(X, Y)));
  }

  private static void assertParameters(
      String problem, org.junit.jupiter.api.function.Executable executable) {
    RefusedValueException e = assertThrows(RefusedValueException.class, executable);
    assertEquals("parameters", e.key());
    assertEquals(problem, e.getMessage());
  }

  @Test
  void columns_that_are_no_numbers_are_told_with_their_row() {
    assertData(
        "line.csv:3: column 'x' is NaN here; leave out rows without a value",
        line(new double[] {1, Double.NaN}, new double[] {1, 2}),
        "y");
    assertData(
        "line.csv:3: column 'y' is Infinity here; leave out rows without a value",
        line(new double[] {1, 2}, new double[] {1, Double.POSITIVE_INFINITY}),
        "y");
    assertData(
        "line.csv:2: the response 'log(y - 1)' is -Infinity here",
        line(new double[] {1, 2}, new double[] {1, 2}),
        "log(y - 1)");
    Dataset words =
        new Dataset(
            "words.csv",
            new DenseFeatures(2, 1, new double[] {1, 2}),
            List.of("x"),
            Optional.of(new Target("y", new double[] {1, 0}, List.of("no", "yes"))),
            lines(2));
    assertData(
        "words.csv:2: column 'y' holds words; a curve is fitted to columns of numbers", words, "y");
    Dataset twice =
        new Dataset(
            "twice.csv",
            new DenseFeatures(2, 1, new double[] {1, 2}),
            List.of("y"),
            Optional.of(new Target("y", new double[] {1, 0}, List.of())),
            lines(2));
    assertData("twice.csv: two columns have the name 'y'; rename one of them", twice, "y");
  }

  private static void assertData(String problem, Dataset data, String response) {
    DataException e = assertThrows(DataException.class, () -> fit("a*x", response, data, "a"));
    assertEquals(problem, e.getMessage());
  }
}

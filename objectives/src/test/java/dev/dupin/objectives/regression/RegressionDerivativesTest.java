package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.objectives.regression.Examples.Kind;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values and derivatives of every regression against one another and against theory. */
final class RegressionDerivativesTest {

  /** Seeds, sizes around the edges of tiles and unrolled loops, penalty and intercept. */
  static Stream<Arguments> problems() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(kind, 1L, 7, 1, 0.0, true),
                    Arguments.of(kind, 2L, 40, 5, 0.3, true),
                    Arguments.of(kind, 3L, 40, 5, 0.0, false),
                    Arguments.of(kind, 4L, 130, 64, 0.01, true),
                    Arguments.of(kind, 5L, 61, 67, 1.0, false),
                    Arguments.of(kind, 6L, 2, 3, 2.5, true)));
  }

  @Test
  void value_at_zero_is_log_2() {
    Evaluation here = at(Examples.logistic(1, 20, 3, 5, true), new double[4]);
    assertEquals(Math.log(2), here.value(), 1e-16);
  }

  @Test
  void value_follows_the_formula() {
    DenseFeatures features = new DenseFeatures(2, 1, new double[] {3, -1});
    LogisticRegression regression = Examples.logistic(features, new double[] {0, 1}, 0.5, true);
    double loss0 = Math.log(1 + Math.exp(2 * 3 + 1));
    double loss1 = Math.log(1 + Math.exp(-(2 * -1 + 1)));
    double expected = (loss0 + loss1) / 2 + 0.5 / 2 * 2 * 2;
    assertEquals(expected, at(regression, new double[] {2, 1}).value(), 1e-14);
  }

  @Test
  void start_is_zeros() {
    assertArrayEquals(
        new double[4], Examples.logistic(1, 20, 3, 5, true).start(new SplittableRandom(1)));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void gradient_equals_central_differences(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    double[] x = Examples.vector(seed, regression.dimension(), 1);
    double[] gradient = at(regression, x).gradient();
    double[] differences = new double[x.length];
    // The third root of the machine precision balances truncation and rounding: 1e-10 of error.
    double h = Math.cbrt(Math.ulp(1.0));
    for (int j = 0; j < x.length; j++) {
      double[] plus = x.clone();
      double[] minus = x.clone();
      plus[j] += h;
      minus[j] -= h;
      differences[j] =
          (at(regression, plus).value() - at(regression, minus).value()) / (plus[j] - minus[j]);
    }
    assertClose(differences, gradient, 1e-7);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void hessian_products_equal_central_differences_of_the_gradient(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    double[] x = Examples.vector(seed, regression.dimension(), 1);
    double[] v = Examples.vector(seed + 100, x.length, 1);
    double h = Math.cbrt(Math.ulp(1.0));
    double[] plus = x.clone();
    double[] minus = x.clone();
    Vectors.addScaled(plus, h, v);
    Vectors.addScaled(minus, -h, v);
    double[] difference =
        Vectors.scale(
            1 / (2 * h),
            Vectors.subtract(at(regression, plus).gradient(), at(regression, minus).gradient()));
    assertClose(difference, product(at(regression, x), v), 1e-7);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void hessian_products_equal_those_of_the_symmetric_dense_hessian(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    int n = regression.dimension();
    Evaluation here = at(regression, Examples.vector(seed, n, 2));
    DenseSymmetric hessian = structure(here, HessianMatrix.class).matrix();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        assertEquals(hessian.get(j, i), hessian.get(i, j), 0.0);
      }
    }
    double[] v = Examples.vector(seed + 100, n, 1);
    double[] expected = new double[n];
    hessian.apply(v, expected);
    assertClose(expected, product(here, v), 1e-10);

    double[] u = Examples.vector(seed + 200, n, 1);
    double uhv = Vectors.dot(u, product(here, v));
    double scale = Math.max(1, Vectors.norm(u) * Vectors.norm(product(here, v)));
    assertEquals(uhv, Vectors.dot(v, product(here, u)), 1e-12 * scale);
    double[] combined = Vectors.add(Vectors.scale(3, v), u);
    assertClose(
        Vectors.add(Vectors.scale(3, product(here, v)), product(here, u)),
        product(here, combined),
        1e-12);
  }

  /**
   * The mean of S kron xx': S is 1 for squares, p (1 - p) for a logistic loss, the mean for counts,
   * diag(p) - pp' for a softmax.
   */
  @ParameterizedTest
  @MethodSource("problems")
  void hessian_follows_its_formula(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    int n = regression.dimension();
    int width = intercept ? columns + 1 : columns;
    int outputs = n / width;
    double[] x = Examples.vector(seed, n, 1);
    double[] features = Examples.dense(seed, rows, columns, 1).values();
    double[] expected = new double[n * n];
    for (int i = 0; i < rows; i++) {
      double[] row = Vectors.filled(width, 1);
      System.arraycopy(features, i * columns, row, 0, columns);
      double[] z = new double[outputs];
      for (int j = 0; j < n; j++) {
        z[j / width] += x[j] * row[j % width];
      }
      for (int a = 0; a < n; a++) {
        for (int b = 0; b < n; b++) {
          double curvature = outputCurvature(kind, z, a / width, b / width);
          expected[a * n + b] += curvature * row[a % width] * row[b % width] / rows;
        }
      }
    }
    for (int j = 0; j < n; j++) {
      expected[j * n + j] += j % width < columns ? l2 : 0;
    }
    assertClose(
        expected, structure(at(regression, x), HessianMatrix.class).matrix().values(), 1e-13);
  }

  private static double outputCurvature(Kind kind, double[] z, int k, int l) {
    double sum = Arrays.stream(z).map(Math::exp).sum();
    double p = Math.exp(z[k]) / sum;
    double q = Math.exp(z[l]) / sum;
    double coin = 1 / (1 + Math.exp(-z[0]));
    return switch (kind) {
      case LINEAR -> 1;
      case LOGISTIC -> coin * (1 - coin);
      case POISSON -> Math.exp(z[0]);
      case SOFTMAX -> (k == l ? p : 0) - p * q;
    };
  }

  @ParameterizedTest
  @MethodSource("problems")
  void generalised_gauss_newton_is_the_hessian(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    int n = regression.dimension();
    Evaluation here = at(regression, Examples.vector(seed, n, 2));
    OutputLoss loss = structure(here, OutputLoss.class);
    assertEquals(rows, loss.examples());
    assertEquals(kind == Kind.SOFTMAX ? Math.min(4, rows) : 1, loss.outputs());
    int outputs = rows * loss.outputs();
    double[] v = Examples.vector(seed + 100, n, 1);
    double[] jv = new double[outputs];
    double[] hjv = new double[outputs];
    double[] result = new double[n];
    loss.jacobian(v, jv);
    loss.outputHessian(jv, hjv);
    loss.transposed(hjv, result);
    for (int j = 0; j < n; j++) {
      result[j] += loss.ridge()[j] * v[j];
    }
    assertClose(result, product(here, v), 1e-12);
    assertEquals(intercept ? 0 : l2, loss.ridge()[n - 1], 0.0);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void jacobian_and_its_transpose_are_adjoint(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    int n = regression.dimension();
    OutputLoss loss = structure(at(regression, new double[n]), OutputLoss.class);
    double[] v = Examples.vector(seed, n, 1);
    int outputs = rows * loss.outputs();
    double[] u = Examples.vector(seed + 1, outputs, 1);
    double[] jv = new double[outputs];
    double[] jtu = new double[n];
    Arrays.fill(jtu, 17);
    loss.jacobian(v, jv);
    loss.transposed(u, jtu);
    assertEquals(Vectors.dot(u, jv), Vectors.dot(v, jtu), 1e-12);
  }

  @Test
  void output_roots_square_to_the_output_hessian_without_the_mean() {
    LogisticRegression regression = Examples.logistic(9, 30, 4, 0, true);
    OutputLoss loss = structure(at(regression, Examples.vector(9, 5, 3)), OutputLoss.class);
    double[] diagonal = new double[30];
    loss.outputHessian(Vectors.filled(30, 1), diagonal);
    double[] roots = loss.outputRoots(0);
    for (int i = 0; i < 30; i++) {
      assertEquals(30 * diagonal[i], roots[i] * roots[i], 1e-15);
    }
    assertThrows(IndexOutOfBoundsException.class, () -> loss.outputRoots(1));
  }

  @Test
  void output_samples_have_mean_zero_and_the_output_hessian_as_variance() {
    LogisticRegression regression = Examples.logistic(10, 12, 2, 0, true);
    OutputLoss loss = structure(at(regression, Examples.vector(10, 3, 2)), OutputLoss.class);
    double[] roots = loss.outputRoots(0);
    double[] mean = new double[12];
    double[] square = new double[12];
    int draws = 40_000;
    Random random = new Random(5);
    for (int draw = 0; draw < draws; draw++) {
      double[] sample = loss.outputSamples(random);
      for (int i = 0; i < 12; i++) {
        mean[i] += sample[i] / draws;
        square[i] += sample[i] * sample[i] / draws;
      }
    }
    // Entries are at most 1 in size, so five standard errors are at most 5 / sqrt(draws).
    double tolerance = 5 / Math.sqrt(draws);
    for (int i = 0; i < 12; i++) {
      assertEquals(0, mean[i], tolerance);
      assertEquals(roots[i] * roots[i], square[i], tolerance);
    }
  }

  @ParameterizedTest
  @MethodSource("problems")
  void term_gradients_average_to_the_gradient_without_the_penalty(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    double[] x = Examples.vector(seed, regression.dimension(), 1);
    Evaluation here = at(regression, x);
    TermGradients terms = structure(here, TermGradients.class);
    double[] ridge = structure(here, OutputLoss.class).ridge();
    double[] sum = new double[x.length];
    for (int term = 0; term < rows; term++) {
      Vectors.addScaled(sum, 1.0 / rows, terms.of(term));
    }
    for (int j = 0; j < x.length; j++) {
      sum[j] += ridge[j] * x[j];
    }
    assertClose(sum, here.gradient(), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("problems")
  void batches_average_to_the_whole_and_keep_the_whole_penalty(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    Regression regression = Examples.regression(kind, seed, rows, columns, l2, intercept);
    double[] x = Examples.vector(seed, regression.dimension(), 1);
    FiniteSum sum = regression.sum().orElseThrow();
    assertEquals(rows, sum.terms());
    int[] odd = IntStream.range(0, rows).filter(i -> i % 2 == 1).toArray();
    int[] even = IntStream.range(0, rows).filter(i -> i % 2 == 0).toArray();
    Evaluation a = sum.batch(odd).at(x);
    Evaluation b = sum.batch(even).at(x);
    double wa = (double) odd.length / rows;
    double wb = (double) even.length / rows;
    Evaluation whole = at(regression, x);
    assertEquals(whole.value(), wa * a.value() + wb * b.value(), 1e-13 * Math.abs(whole.value()));
    assertClose(
        whole.gradient(),
        Vectors.add(Vectors.scale(wa, a.gradient()), Vectors.scale(wb, b.gradient())),
        1e-12);
    double[] v = Examples.vector(seed + 1, x.length, 1);
    assertClose(
        product(whole, v),
        Vectors.add(Vectors.scale(wa, product(a, v)), Vectors.scale(wb, product(b, v))),
        1e-12);
    assertEquals(regression.structures(), sum.batch(odd).structures());
    assertSame(a.objective(), a.objective().at(x).objective());
  }

  @Test
  void batch_of_all_terms_in_order_is_the_whole_to_the_bit() {
    LogisticRegression regression = Examples.logistic(3, 50, 4, 0.1, true);
    double[] x = Examples.vector(3, 5, 1);
    Evaluation batch = regression.sum().orElseThrow().batch(IntStream.range(0, 50).toArray()).at(x);
    assertEquals(at(regression, x).value(), batch.value(), 0.0);
    assertArrayEquals(at(regression, x).gradient(), batch.gradient());
  }

  @Test
  void batches_without_terms_or_beyond_the_last_term_are_refused() {
    FiniteSum sum = Examples.logistic(3, 50, 4, 0.1, true).sum().orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> sum.batch(new int[0]));
    assertThrows(IndexOutOfBoundsException.class, () -> sum.batch(new int[] {50}));
    assertThrows(IndexOutOfBoundsException.class, () -> sum.batch(new int[] {-1}));
  }

  @ParameterizedTest
  @MethodSource("problems")
  void dense_and_sparse_storage_agree(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    DenseFeatures features = Examples.dense(seed, rows, columns, 0.3);
    Regression dense = Examples.regression(kind, seed, features, false, l2, intercept);
    Regression sparse = Examples.regression(kind, seed, features, true, l2, intercept);
    double[] x = Examples.vector(seed, dense.dimension(), 1);
    double[] v = Examples.vector(seed + 1, dense.dimension(), 1);
    assertEvaluationsAgree(at(dense, x), at(sparse, x), v);

    int[] terms = {rows - 1, 0, rows / 2};
    int[] distinct = IntStream.of(terms).distinct().toArray();
    assertEvaluationsAgree(
        dense.sum().orElseThrow().batch(distinct).at(x),
        sparse.sum().orElseThrow().batch(distinct).at(x),
        v);
  }

  private static void assertEvaluationsAgree(Evaluation a, Evaluation b, double[] v) {
    assertEquals(a.value(), b.value(), 1e-13 * Math.abs(a.value()));
    assertClose(a.gradient(), b.gradient(), 1e-13);
    assertClose(product(a, v), product(b, v), 1e-13);
    assertClose(
        structure(a, HessianMatrix.class).matrix().values(),
        structure(b, HessianMatrix.class).matrix().values(),
        1e-13);
    assertClose(
        structure(a, TermGradients.class).of(0), structure(b, TermGradients.class).of(0), 1e-13);
  }

  @Test
  void asking_twice_gives_the_same_arrays_and_any_order_the_same_bits() {
    LogisticRegression regression = Examples.logistic(11, 300, 20, 0.1, true);
    double[] x = Examples.vector(11, 21, 1);
    Evaluation valueFirst = at(regression, x);
    double value = valueFirst.value();
    double[] gradient = valueFirst.gradient();
    assertSame(gradient, valueFirst.gradient());
    assertSame(x, valueFirst.point());
    assertSame(
        structure(valueFirst, HessianMatrix.class).matrix(),
        structure(valueFirst, HessianMatrix.class).matrix());
    Evaluation gradientFirst = at(regression, x);
    assertArrayEquals(gradient, gradientFirst.gradient());
    assertEquals(value, gradientFirst.value(), 0.0);
    Evaluation productFirst = at(regression, x);
    double[] v = Examples.vector(12, 21, 1);
    assertArrayEquals(product(valueFirst, v), product(productFirst, v));
    assertEquals(value, productFirst.value(), 0.0);
    assertArrayEquals(gradient, productFirst.gradient());
  }

  @Test
  void every_promised_structure_is_there_and_no_other() {
    LogisticRegression regression = Examples.logistic(1, 20, 3, 5, true);
    Evaluation here = at(regression, new double[4]);
    for (Class<? extends Structure> kind : regression.structures()) {
      assertTrue(here.structure(kind).isPresent(), kind::getName);
    }
    assertTrue(here.structure(Residuals.class).isEmpty());
  }

  @Test
  void margins_of_any_size_keep_value_and_gradient_finite_and_exact() {
    DenseFeatures features = new DenseFeatures(2, 1, new double[] {1, -1});
    LogisticRegression regression = Examples.logistic(features, new double[] {1, -1}, 0, false);
    Evaluation right = at(regression, new double[] {800});
    assertEquals(0, right.value(), 0.0);
    assertEquals(0, right.gradient()[0], 0.0);
    Evaluation small = at(regression, new double[] {40});
    assertEquals(Math.exp(-40), small.value(), 1e-15 * Math.exp(-40));
    assertEquals(-Math.exp(-40), small.gradient()[0], 1e-15 * Math.exp(-40));
    Evaluation wrong = at(regression, new double[] {-800});
    assertEquals(800, wrong.value(), 0.0);
    assertEquals(-1, wrong.gradient()[0], 0.0);
    assertEquals(0, product(wrong, new double[] {1})[0], 0.0);
  }

  @Test
  void points_that_are_not_finite_give_no_finite_value() {
    LogisticRegression regression = Examples.logistic(1, 20, 3, 0.1, true);
    Evaluation nan = at(regression, new double[] {1, Double.NaN, 1, 1});
    assertEquals(Double.NaN, nan.value(), 0.0);
    assertEquals(Double.NaN, nan.gradient()[0], 0.0);
    assertEquals(
        Double.POSITIVE_INFINITY,
        at(regression, new double[] {1, Double.POSITIVE_INFINITY, 1, 1}).value(),
        0.0);
  }

  @Test
  void points_of_another_length_are_refused() {
    LogisticRegression regression = Examples.logistic(1, 20, 3, 0.1, true);
    assertThrows(IllegalArgumentException.class, () -> regression.at(new double[3]));
  }

  private static Evaluation at(Regression regression, double[] x) {
    return regression.at(x);
  }

  private static <S extends Structure> S structure(Evaluation here, Class<S> kind) {
    return here.structure(kind).orElseThrow();
  }

  private static double[] product(Evaluation here, double[] v) {
    double[] result = new double[v.length];
    Arrays.fill(result, Double.NaN);
    structure(here, HessianProducts.class).apply(v, result);
    return result;
  }

  /** Compares by the 2-norm of the difference, relative to that of the expected vector. */
  private static void assertClose(double[] expected, double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double error = Vectors.norm(Vectors.subtract(actual, expected));
    assertTrue(
        error <= tolerance * Vectors.norm(expected),
        () -> "off by " + error + " of " + Vectors.norm(expected));
  }
}

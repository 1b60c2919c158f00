package dev.dupin.objectives;

import static dev.dupin.objectives.Checks.assertClose;
import static dev.dupin.objectives.Checks.matrix;
import static dev.dupin.objectives.Checks.product;
import static dev.dupin.objectives.Checks.random;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.plugin.Default;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosenbrockTest {

  private static Rosenbrock rosenbrock(int n) {
    return new Rosenbrock(new Rosenbrock.Config(n));
  }

  private static Evaluation at(double... x) {
    return rosenbrock(x.length).at(x);
  }

  private static Residuals residuals(Evaluation at) {
    return at.structure(Residuals.class).orElseThrow();
  }

  /** The definition, term by term. */
  private static Real definition(Real[] x) {
    Real sum = Real.constant(0);
    for (int i = 0; i + 1 < x.length; i++) {
      Real bend = x[i + 1].subtract(x[i].square());
      Real distance = Real.constant(1).subtract(x[i]);
      sum = sum.add(bend.square().multiply(100)).add(distance.square());
    }
    return sum;
  }

  @Test
  void the_classical_start_has_the_classical_values() {
    Evaluation at = at(-1.2, 1);
    assertEquals(24.2, at.value(), 1e-13);
    assertArrayEquals(new double[] {-215.6, -88}, at.gradient(), 1e-12);
    assertArrayEquals(new double[] {1330, 480, 480, 200}, matrix(at), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10})
  void the_minimum_is_zero_at_ones(int n) {
    Evaluation at = rosenbrock(n).at(Vectors.filled(n, 1));
    assertEquals(0, at.value());
    assertArrayEquals(new double[n], at.gradient(), 0.0);
  }

  @Test
  void the_start_alternates() {
    assertArrayEquals(new double[] {-1.2, 1, -1.2, 1, -1.2}, rosenbrock(5).start(new Random(1)));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 100})
  void everything_agrees_with_automatic_differentiation(int n) {
    AutodiffObjective twin = new AutodiffObjective(n, RosenbrockTest::definition);
    for (int seed = 0; seed < 10; seed++) {
      double[] x = random(seed, n);
      double[] v = random(seed + 50, n);
      Evaluation hand = rosenbrock(n).at(x);
      Evaluation automatic = twin.at(x);
      assertEquals(automatic.value(), hand.value(), 1e-12 * automatic.value());
      assertClose(automatic.gradient(), hand.gradient(), 1e-12);
      assertClose(product(automatic, v), product(hand, v), 1e-12);
      assertClose(matrix(automatic), matrix(hand), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 10})
  void unchained_it_is_the_sum_over_pairs(int n) {
    Rosenbrock pairs = new Rosenbrock(new Rosenbrock.Config(n, false));
    AutodiffObjective twin =
        new AutodiffObjective(
            n,
            x -> {
              Real sum = Real.constant(0);
              for (int i = 0; i < n; i += 2) {
                sum = sum.add(definition(new Real[] {x[i], x[i + 1]}));
              }
              return sum;
            });
    for (int seed = 0; seed < 10; seed++) {
      double[] x = random(seed, n);
      double[] v = random(seed + 50, n);
      Evaluation hand = pairs.at(x);
      Evaluation automatic = twin.at(x);
      assertEquals(automatic.value(), hand.value(), 1e-12 * automatic.value());
      assertClose(automatic.gradient(), hand.gradient(), 1e-12);
      assertClose(product(automatic, v), product(hand, v), 1e-12);
      assertClose(matrix(automatic), matrix(hand), 1e-12);
      assertEquals(n, residuals(hand).values().length);
    }
    assertThrows(IllegalArgumentException.class, () -> new Rosenbrock.Config(n + 1, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void derivatives_agree_with_central_differences(int n) {
    for (int seed = 0; seed < 10; seed++) {
      double[] x = random(seed, n);
      double[] v = random(seed + 60, n);
      // Error h^2 times third derivatives of some 1e3, against gradients of some 1e2.
      assertClose(
          Checks.gradientByDifferences(rosenbrock(n), x, 1e-5),
          rosenbrock(n).at(x).gradient(),
          1e-7);
      assertClose(
          Checks.productByDifferences(rosenbrock(n), x, v, 1e-5),
          product(rosenbrock(n).at(x), v),
          1e-7);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20})
  void products_are_symmetric_and_linear_and_the_matrix_s(int n) {
    Evaluation at = rosenbrock(n).at(random(1, n));
    double[] u = random(2, n);
    double[] v = random(3, n);
    double[] hu = product(at, u);
    double[] hv = product(at, v);
    assertEquals(Vectors.dot(v, hu), Vectors.dot(u, hv), 1e-14 * Vectors.norm(hu) * n);
    assertClose(
        Vectors.add(Vectors.scale(2.5, hu), hv),
        product(at, Vectors.add(Vectors.scale(2.5, u), v)),
        1e-14);
    double[] byMatrix = new double[n];
    at.structure(HessianMatrix.class).orElseThrow().matrix().apply(v, byMatrix);
    assertClose(byMatrix, hv, 1e-14);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20})
  void residuals_square_to_the_value_and_give_the_gradient(int n) {
    Evaluation at = rosenbrock(n).at(random(1, n));
    Residuals residuals = residuals(at);
    double[] r = residuals.values();
    assertEquals(2 * (n - 1), r.length);
    assertEquals(at.value(), residuals.scale() * Vectors.dot(r, r), 1e-13 * at.value());
    double[] gradient = new double[n];
    residuals.transposed(r, gradient);
    assertClose(at.gradient(), Vectors.scale(2 * residuals.scale(), gradient), 1e-13);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 20})
  void jacobian_products_are_adjoint_and_the_matrix_s(int n) {
    int m = 2 * (n - 1);
    Residuals residuals = residuals(rosenbrock(n).at(random(1, n)));
    double[] v = random(2, n);
    double[] u = random(3, m);
    double[] jv = new double[m];
    double[] jtu = new double[n];
    residuals.jacobian(v, jv);
    residuals.transposed(u, jtu);
    assertEquals(Vectors.dot(u, jv), Vectors.dot(jtu, v), 1e-14 * Vectors.norm(jv) * m);

    double[] jacobian = residuals.jacobianMatrix();
    double[] byMatrix = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        byMatrix[i] += jacobian[i * n + j] * v[j];
      }
    }
    assertClose(byMatrix, jv, 1e-14);
    for (int j = 0; j < n; j++) {
      double square = 0;
      for (int i = 0; i < m; i++) {
        square += jacobian[i * n + j] * jacobian[i * n + j];
      }
      assertEquals(Math.sqrt(square), residuals.columnNorms()[j], 1e-13 * Math.sqrt(square));
    }
  }

  @Test
  void the_jacobian_agrees_with_central_differences() {
    double[] x = random(1, 4);
    double[] v = random(2, 4);
    double h = 1e-6;
    double[] jv = new double[6];
    residuals(at(x)).jacobian(v, jv);
    double[] after = residuals(at(Vectors.add(x, Vectors.scale(h, v)))).values();
    double[] before = residuals(at(Vectors.subtract(x, Vectors.scale(h, v)))).values();
    // Residuals are quadratic, so central differences err by rounding alone: eps |r| / h.
    assertClose(Vectors.scale(1 / (2 * h), Vectors.subtract(after, before)), jv, 1e-8);
  }

  @Test
  void a_million_variables_need_no_matrix() {
    int n = 1_000_000;
    Rosenbrock rosenbrock = rosenbrock(n);
    Evaluation at = rosenbrock.at(rosenbrock.start(new Random(1)));
    // Terms alternate: x_i = -1.2 gives 24.2, x_i = 1 with x_{i+1} = -1.2 gives 484.
    assertEquals(500_000 * 24.2 + 499_999 * 484.0, at.value(), 1e-9 * at.value());
    double[] ones = Vectors.filled(n, 1);
    double[] hv = product(at, ones);
    // Rows in the middle: 1200 x_i^2 - 400 x_{i+1} + 202 - 400 x_{i-1} - 400 x_i.
    assertEquals(1728 - 400 + 202 - 400 + 480, hv[500_000], 1e-9);
    assertEquals(Math.sqrt(400 * 1.44 + 101), residuals(at).columnNorms()[500_000], 1e-12);
  }

  @Test
  void the_value_is_the_same_before_and_after_the_gradient() {
    double[] x = random(1, 50);
    Evaluation valueFirst = at(x);
    Evaluation gradientFirst = at(x);
    double value = valueFirst.value();
    gradientFirst.gradient();
    assertEquals(value, gradientFirst.value());
    assertArrayEquals(valueFirst.gradient(), gradientFirst.gradient());
    assertEquals(value, valueFirst.value());
  }

  @Test
  void the_pattern_is_that_of_the_hessian() {
    for (int n : new int[] {2, 3, 7}) {
      double[] x = Vectors.filled(n, 0.7);
      HessianSparsity pattern = at(x).structure(HessianSparsity.class).orElseThrow();
      double[] shown = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int k = pattern.pointers()[i]; k < pattern.pointers()[i + 1]; k++) {
          shown[i * n + pattern.indices()[k]]++;
        }
      }
      double[] entries = matrix(at(x));
      for (int k = 0; k < entries.length; k++) {
        assertEquals(entries[k] == 0 ? 0 : 1, shown[k]);
      }
    }
  }

  @Test
  void everything_asked_twice_is_the_same_object() {
    Evaluation at = at(1, 2, 3);
    assertSame(at.gradient(), at.gradient());
    assertSame(matrix(at), matrix(at));
    assertSame(residuals(at).values(), residuals(at).values());
    assertSame(residuals(at).jacobianMatrix(), residuals(at).jacobianMatrix());
  }

  @Test
  void structures_are_those_declared() {
    Rosenbrock rosenbrock = Rosenbrock.withDefaults();
    assertEquals(
        Set.of(
            HessianProducts.class,
            HessianMatrix.class,
            HessianSparsity.class,
            Residuals.class,
            Enclosures.class,
            RoundingErrors.class),
        rosenbrock.structures());
    Evaluation at = rosenbrock.at(new double[2]);
    rosenbrock.structures().forEach(kind -> assertTrue(at.structure(kind).isPresent()));
    assertTrue(at.structure(OutputLoss.class).isEmpty());
    assertSame(rosenbrock, at.objective());
  }

  @Test
  void nan_and_infinity_pass_through() {
    assertTrue(Double.isNaN(at(Double.NaN, 1).value()));
    assertTrue(Double.isNaN(at(Double.NaN, 1).gradient()[1]));
    assertEquals(Double.POSITIVE_INFINITY, at(1e200, 1).value());
  }

  @Test
  void wrong_sizes_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Rosenbrock.Config(1));
    assertThrows(IllegalArgumentException.class, () -> rosenbrock(3).at(new double[2]));
  }

  @Test
  void the_defaults_are_those_of_the_annotations() throws NoSuchMethodException {
    String dimension =
        Rosenbrock.Config.class.getRecordComponents()[0].getAnnotation(Default.class).value();
    assertEquals(Integer.parseInt(dimension), Rosenbrock.withDefaults().dimension());
  }
}

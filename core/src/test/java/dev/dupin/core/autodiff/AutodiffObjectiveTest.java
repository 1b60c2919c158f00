package dev.dupin.core.autodiff;

import static dev.dupin.core.autodiff.Derivatives.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.RoundingErrors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutodiffObjectiveTest {

  /** Functions of any number of variables, of every shape. */
  enum Case {
    ROSENBROCK,
    MIXTURE,
    /** Looks at values. */
    HUBER;

    private DifferentiableFunction function() {
      return switch (this) {
        case ROSENBROCK -> Functions::rosenbrock;
        case MIXTURE -> Functions::mixture;
        case HUBER -> Functions::huber;
      };
    }

    AutodiffObjective objective(int n) {
      return new AutodiffObjective(n, function());
    }
  }

  private static double[] random(long seed, int n) {
    return new Random(seed).doubles(n, -1.5, 1.5).toArray();
  }

  @Test
  void a_quadratic_has_its_matrix_as_hessian() {
    AutodiffObjective objective =
        new AutodiffObjective(
            2,
            x -> x[0].square().add(x[0].multiply(x[1]).multiply(2)).add(x[1].square().multiply(3)));
    Evaluation at = objective.at(new double[] {0.3, -0.7});
    assertEquals(0.09 - 0.42 + 1.47, at.value(), 1e-15);
    assertArrayEquals(new double[] {0.6 - 1.4, 0.6 - 4.2}, at.gradient(), 1e-15);
    assertArrayEquals(new double[] {2, 2, 2, 6}, Derivatives.matrix(at));
  }

  @Test
  void the_taylor_model_of_a_quadratic_is_exact() {
    AutodiffObjective objective =
        new AutodiffObjective(
            2,
            x ->
                x[0].square()
                    .multiply(3)
                    .add(x[0].multiply(x[1]).multiply(2))
                    .add(x[1].square().multiply(2))
                    .subtract(x[0].multiply(4))
                    .subtract(x[1].multiply(6)));
    Evaluation at = objective.at(new double[] {0.5, -0.5});
    double[] v = {0.3, 0.4};
    double model =
        at.value()
            + Vectors.dot(at.gradient(), v)
            + 0.5 * Vectors.dot(v, Derivatives.product(at, v));
    assertEquals(-0.82, model, 1e-14);
    assertEquals(-0.82, objective.at(new double[] {0.8, -0.1}).value(), 1e-14);
    assertArrayEquals(new double[] {0, 0}, objective.at(new double[] {0.2, 1.4}).gradient(), 1e-14);
  }

  @Test
  void one_newton_step_solves_a_shifted_square() {
    AutodiffObjective objective = new AutodiffObjective(1, x -> x[0].subtract(3).square());
    Evaluation at = objective.at(new double[] {0});
    assertEquals(3, -at.gradient()[0] / Derivatives.matrix(at)[0]);
  }

  @ParameterizedTest
  @EnumSource
  void gradient_and_product_agree_with_central_differences(Case c) {
    AutodiffObjective objective = c.objective(6);
    for (int seed = 0; seed < 10; seed++) {
      double[] x = random(seed, 6);
      double[] v = random(seed + 100, 6);
      Evaluation at = objective.at(x);
      // Error of the differences: h^2 times third derivatives of up to 1e3.
      assertClose(
          Derivatives.gradientByDifferences(objective, x, 1e-5), at.gradient(), 1e-6, "gradient");
      assertClose(
          Derivatives.productByDifferences(objective, x, v, 1e-5),
          Derivatives.product(at, v),
          1e-6,
          "product");
    }
  }

  @ParameterizedTest
  @EnumSource
  void products_are_symmetric_and_linear_and_the_matrix_s(Case c) {
    int n = 7;
    for (int seed = 0; seed < 10; seed++) {
      Evaluation at = c.objective(n).at(random(seed, n));
      double[] u = random(seed + 200, n);
      double[] v = random(seed + 300, n);
      double[] hu = Derivatives.product(at, u);
      double[] hv = Derivatives.product(at, v);
      double scale = Vectors.norm(hu) * Vectors.norm(v) + Vectors.norm(hv) * Vectors.norm(u);
      assertEquals(0, (Vectors.dot(v, hu) - Vectors.dot(u, hv)) / scale, 1e-14);

      double[] combination = Vectors.add(Vectors.scale(2.5, u), v);
      double[] expected = Vectors.add(Vectors.scale(2.5, hu), hv);
      double[] actual = Derivatives.product(at, combination);
      assertEquals(
          0,
          Vectors.norm(Vectors.subtract(expected, actual)) / (Vectors.norm(expected) + 1),
          1e-14);

      double[] byMatrix = new double[n];
      at.structure(HessianMatrix.class).orElseThrow().matrix().apply(v, byMatrix);
      assertEquals(0, Vectors.norm(Vectors.subtract(byMatrix, hv)) / (Vectors.norm(hv) + 1), 1e-13);
    }
  }

  @ParameterizedTest
  @EnumSource
  void running_the_program_again_gives_the_bits_of_recording_anew(Case c) {
    int n = 9;
    AutodiffObjective kept = c.objective(n);
    kept.at(random(1, n)).value();
    for (int seed = 2; seed < 12; seed++) {
      double[] x = random(seed, n);
      double[] v = random(seed + 400, n);
      Evaluation again = kept.at(x);
      Evaluation anew = c.objective(n).at(x);
      assertEquals(anew.value(), again.value());
      assertArrayEquals(anew.gradient(), again.gradient());
      assertArrayEquals(Derivatives.product(anew, v), Derivatives.product(again, v));
      assertArrayEquals(Derivatives.matrix(anew), Derivatives.matrix(again));
    }
  }

  @Test
  void a_function_that_looks_at_no_value_runs_once_and_only_when_needed() {
    AtomicInteger calls = new AtomicInteger();
    AutodiffObjective objective =
        new AutodiffObjective(
            3,
            x -> {
              calls.incrementAndGet();
              return Functions.rosenbrock(x);
            });
    Evaluation first = objective.at(random(1, 3));
    assertEquals(0, calls.get());
    double value = first.value();
    objective.at(random(2, 3)).gradient();
    assertEquals(value, first.value());
    assertEquals(1, calls.get());
  }

  @Test
  void a_function_that_looks_at_a_value_runs_once_a_point() {
    AtomicInteger calls = new AtomicInteger();
    AutodiffObjective objective =
        new AutodiffObjective(
            1,
            x -> {
              calls.incrementAndGet();
              return x[0].value() > 0 ? x[0].square() : x[0].exp();
            });
    Evaluation right = objective.at(new double[] {3});
    Evaluation left = objective.at(new double[] {-3});
    assertEquals(9, right.value());
    assertEquals(6, right.gradient()[0]);
    assertEquals(2, Derivatives.matrix(right)[0]);
    assertEquals(Math.exp(-3), left.value());
    assertEquals(Math.exp(-3), left.gradient()[0]);
    assertEquals(2, calls.get());
  }

  @Test
  void looking_at_a_constant_is_no_branch() {
    AtomicInteger calls = new AtomicInteger();
    AutodiffObjective objective =
        new AutodiffObjective(
            1,
            x -> {
              calls.incrementAndGet();
              return x[0].multiply(Real.constant(2).value());
            });
    assertEquals(2, objective.at(new double[] {1}).value());
    assertEquals(6, objective.at(new double[] {3}).value());
    assertEquals(1, calls.get());
  }

  @Test
  void everything_asked_twice_is_the_same_object() {
    Evaluation at = Case.MIXTURE.objective(4).at(random(1, 4));
    assertSame(at.gradient(), at.gradient());
    assertSame(
        at.structure(HessianMatrix.class).orElseThrow().matrix(),
        at.structure(HessianMatrix.class).orElseThrow().matrix());
    double[] v = random(2, 4);
    double[] before = Derivatives.product(at, v);
    Derivatives.product(at, random(3, 4));
    assertArrayEquals(before, Derivatives.product(at, v));
  }

  @Test
  void a_product_neither_changes_its_vector_nor_keeps_its_result() {
    Evaluation at = Case.MIXTURE.objective(4).at(random(1, 4));
    HessianProducts products = at.structure(HessianProducts.class).orElseThrow();
    double[] v = random(2, 4);
    double[] copy = v.clone();
    double[] result = new double[4];
    products.apply(v, result);
    assertArrayEquals(copy, v);
    double[] expected = result.clone();
    Arrays.fill(result, 1e9);
    Arrays.fill(v, 1e9);
    products.apply(copy, result);
    assertArrayEquals(expected, result);
  }

  @Test
  void a_constant_function_has_zero_derivatives() {
    Evaluation at = new AutodiffObjective(2, x -> Real.constant(4)).at(new double[] {1, 2});
    assertEquals(4, at.value());
    assertArrayEquals(new double[2], at.gradient());
    assertArrayEquals(new double[4], Derivatives.matrix(at));
    assertArrayEquals(new double[2], Derivatives.product(at, new double[] {1, 1}));
  }

  @Test
  void a_variable_itself_is_a_function() {
    AutodiffObjective objective = new AutodiffObjective(2, x -> x[1]);
    objective.at(new double[] {0, 0}).value();
    Evaluation at = objective.at(new double[] {1, 2});
    assertEquals(2, at.value());
    assertArrayEquals(new double[] {0, 1}, at.gradient());
    assertArrayEquals(new double[4], Derivatives.matrix(at));
  }

  @Test
  void a_variable_used_as_both_operands_counts_twice() {
    assertEquals(new Jet(9, 6, 2), Jet.of(x -> x.multiply(x), 3));
    assertEquals(new Jet(6, 2, 0), Jet.of(x -> x.add(x), 3));
    assertEquals(new Jet(0, 0, 0), Jet.of(x -> x.subtract(x), 3));
    assertEquals(new Jet(1, 0, 0), Jet.of(x -> x.divide(x), 2));
    // x^x at 2: 4, 4 (log 2 + 1), 4 ((log 2 + 1)^2 + 1/2).
    double factor = Math.log(2) + 1;
    Jet power = Jet.of(x -> x.pow(x), 2);
    assertClose(4 * factor, power.first(), 1e-15, "first");
    assertClose(4 * (factor * factor + 0.5), power.second(), 1e-15, "second");
  }

  @Test
  void nan_and_infinity_pass_through() {
    Evaluation nan = Case.ROSENBROCK.objective(2).at(new double[] {Double.NaN, 1});
    assertTrue(Double.isNaN(nan.value()));
    assertTrue(Double.isNaN(nan.gradient()[0]));
    assertTrue(Double.isNaN(Derivatives.product(nan, new double[] {1, 0})[0]));
    Evaluation far = Case.ROSENBROCK.objective(2).at(new double[] {1e200, 1});
    assertEquals(Double.POSITIVE_INFINITY, far.value());
  }

  @Test
  void wrong_sizes_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new AutodiffObjective(0, x -> x[0]));
    AutodiffObjective objective = Case.ROSENBROCK.objective(2);
    assertThrows(IllegalArgumentException.class, () -> objective.at(new double[3]));
    HessianProducts products =
        objective.at(new double[2]).structure(HessianProducts.class).orElseThrow();
    assertThrows(
        IllegalArgumentException.class, () -> products.apply(new double[3], new double[2]));
    assertThrows(
        IllegalArgumentException.class, () -> products.apply(new double[2], new double[1]));
  }

  @Test
  void an_exception_of_the_function_reaches_the_caller_and_leaves_no_trace() {
    AtomicInteger calls = new AtomicInteger();
    AutodiffObjective objective =
        new AutodiffObjective(
            1,
            x -> {
              if (calls.getAndIncrement() == 0) {
                throw new IllegalStateException("first call");
              }
              return x[0].square();
            });
    Evaluation at = objective.at(new double[] {3});
    assertThrows(IllegalStateException.class, at::value);
    assertEquals(9, at.value());
  }

  @Test
  void a_number_kept_from_another_call_is_refused() {
    List<Real> kept = new ArrayList<>();
    AutodiffObjective objective =
        new AutodiffObjective(
            1,
            x -> {
              x[0].value();
              kept.add(x[0]);
              return kept.get(0).add(x[0]);
            });
    assertEquals(2, objective.at(new double[] {1}).value());
    Evaluation second = objective.at(new double[] {2});
    assertThrows(IllegalArgumentException.class, second::value);
    Evaluation stale = new AutodiffObjective(1, x -> kept.get(0)).at(new double[] {1});
    assertThrows(IllegalArgumentException.class, stale::value);
  }

  @Test
  @SuppressWarnings("NullAway") // what code without null checks may do
  void a_null_result_is_refused_with_a_message() {
    Evaluation at = new AutodiffObjective(1, x -> null).at(new double[] {1});
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, at::value);
    assertTrue(String.valueOf(e.getMessage()).contains("null"), e.getMessage());
  }

  @Test
  void structures_are_those_declared() {
    AutodiffObjective objective = Case.ROSENBROCK.objective(2);
    assertEquals(
        Set.of(
            HessianProducts.class,
            HessianMatrix.class,
            DirectionalDerivatives.class,
            Enclosures.class,
            RoundingErrors.class),
        objective.structures());
    Evaluation at = objective.at(new double[2]);
    objective.structures().forEach(kind -> assertTrue(at.structure(kind).isPresent()));
    assertTrue(at.structure(Residuals.class).isEmpty());
    assertSame(objective, at.objective());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100})
  void large_programs_outgrow_every_initial_array(int n) {
    // More than 32 constants and operations.
    AutodiffObjective objective =
        new AutodiffObjective(
            n,
            x -> {
              Real sum = Real.constant(0);
              for (int i = 0; i < 50 * x.length; i++) {
                sum = sum.add(x[i % x.length].multiply(i).square());
              }
              return sum;
            });
    double[] ones = Vectors.filled(n, 1);
    double expected = 0;
    for (int i = 0; i < 50 * n; i++) {
      expected += (double) i * i;
    }
    assertEquals(expected, objective.at(ones).value());
    assertEquals(2 * expected, Vectors.dot(ones, objective.at(ones).gradient()), 1e-12 * expected);
  }

  @ParameterizedTest
  @EnumSource
  void threads_share_an_objective_and_get_the_bits_of_one_thread(Case c) throws Exception {
    int n = 20;
    AutodiffObjective shared = c.objective(n);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<double[]>> futures = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        int seed = i;
        futures.add(threads.submit(() -> everything(shared, seed, n)));
      }
      for (int i = 0; i < 64; i++) {
        assertArrayEquals(everything(c.objective(n), i, n), futures.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static double[] everything(AutodiffObjective objective, int seed, int n) {
    Evaluation at = objective.at(random(seed, n));
    double[] result = Derivatives.product(at, random(seed + 500, n));
    result = Vectors.add(result, at.gradient());
    result[0] += at.value();
    return result;
  }
}

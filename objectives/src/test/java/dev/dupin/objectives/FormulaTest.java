package dev.dupin.objectives;

import static dev.dupin.objectives.Checks.assertClose;
import static dev.dupin.objectives.Checks.matrix;
import static dev.dupin.objectives.Checks.product;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.plugin.RefusedValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {

  private static Evaluation at(String expression, double... x) {
    return Formula.of(expression).at(x);
  }

  @Test
  void a_saddle_has_its_value_gradient_and_hessian() {
    Evaluation at = at("x^2 - y^2", 3, 2);
    assertEquals(5, at.value());
    assertArrayEquals(new double[] {6, -4}, at.gradient());
    assertArrayEquals(new double[] {2, 0, 0, -2}, matrix(at));
    assertArrayEquals(new double[] {10, -14}, product(at, new double[] {5, 7}));
  }

  @Test
  void quadratics_have_their_matrices() {
    assertArrayEquals(new double[] {2, 2, 2, 6}, matrix(at("x^2 + 2*x*y + 3*y^2", 0.3, -2)));
    assertArrayEquals(new double[] {2, 0, 0, 8}, matrix(at("w1^2 + 4*w2^2", 1, 1)));
    Evaluation at = at("3*x^2 + 2*x*y + 2*y^2 - 4*x - 6*y", 0.2, 1.4);
    assertArrayEquals(new double[2], at.gradient(), 1e-14);
    assertArrayEquals(new double[] {6, 2, 2, 4}, matrix(at));
  }

  @Test
  void degenerate_points_have_zero_hessians() {
    Evaluation monkey = at("x^3 - 3*x*y^2", 0, 0);
    assertArrayEquals(new double[2], monkey.gradient(), 0.0);
    assertArrayEquals(new double[4], matrix(monkey), 0.0);
    assertArrayEquals(new double[] {0, 0, 0, 2}, matrix(at("x^4 + y^2", 0, 0)), 0.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x^2 - y^2 + y^4",
        "100*(y - x^2)^2 + (1 - x)^2",
        "sin(x*y) + exp(-x^2 - y^2)/(1 + x^2)",
        "log(2 + x)*atan2(y, 3) + softplus(x - y)",
        "max(x, y)^2 + abs(x - 3)*tanh(y)",
        "(2 + x)^y + 2^-x + pow(3 + y, 1.5)"
      })
  void derivatives_agree_with_central_differences(String expression) {
    Formula formula = Formula.of(expression, "x", "y");
    for (int seed = 0; seed < 10; seed++) {
      double[] x = Checks.random(seed, 2);
      double[] v = Checks.random(seed + 70, 2);
      // Error h^2 times third derivatives of up to 1e3.
      assertClose(Checks.gradientByDifferences(formula, x, 1e-5), formula.at(x).gradient(), 1e-7);
      assertClose(
          Checks.productByDifferences(formula, x, v, 1e-5), product(formula.at(x), v), 1e-7);
    }
  }

  @Test
  void powers_keep_their_derivatives_at_zero_and_below() {
    assertArrayEquals(new double[] {2}, matrix(at("x^2", 0)));
    assertArrayEquals(new double[] {12}, at("x^3", -2).gradient());
    assertArrayEquals(new double[] {0}, at("x^0", 0).gradient());
  }

  @Test
  void variables_come_in_the_order_listed_or_of_appearance() {
    assertEquals(List.of("y", "x"), Formula.of("y - x").variables());
    Formula listed = Formula.of("y - x", "x", "y", "z");
    assertEquals(3, listed.dimension());
    assertArrayEquals(new double[] {-1, 1, 0}, listed.at(new double[] {1, 2, 3}).gradient());
  }

  @Test
  void a_run_starts_at_zeros_or_where_the_spec_says() {
    assertArrayEquals(new double[2], Formula.of("x*y").start(new Random(1)));
    Formula formula =
        new Formula(new Formula.Config(Optional.empty(), "x*y", Optional.of(new double[] {1, -2})));
    assertArrayEquals(new double[] {1, -2}, formula.start(new Random(1)));
    assertNotSame(formula.start(new Random(1)), formula.start(new Random(1)));
  }

  @Test
  void mistakes_are_told() {
    RefusedValueException e =
        assertThrows(RefusedValueException.class, () -> Formula.of("x^2 - z", "x", "y"));
    assertEquals("expression", e.key());
    assertEquals(7, e.column());
    RefusedValueException twice =
        assertThrows(RefusedValueException.class, () -> Formula.of("x^2", "x", "x"));
    assertEquals("variables", twice.key());
    assertEquals("the variable 'x' is listed twice", twice.getMessage());
    IllegalArgumentException start =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Formula(
                    new Formula.Config(Optional.empty(), "x*y", Optional.of(new double[3]))));
    assertEquals("start has 3 numbers; the variables are x, y", start.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new Formula.Config(Optional.of(List.of("x", "x")), "x", Optional.empty()));
  }

  @Test
  void an_evaluation_belongs_to_the_formula() {
    Formula formula = Formula.of("x*y");
    Evaluation at = formula.at(new double[] {1, 2});
    assertSame(formula, at.objective());
    assertSame(at.gradient(), at.gradient());
    assertThrows(IllegalArgumentException.class, () -> formula.at(new double[3]));
    assertTrue(Double.isNaN(formula.at(new double[] {Double.NaN, 1}).value()));
  }

  @Test
  void threads_share_a_formula_and_get_the_bits_of_one_thread() throws Exception {
    String expression = "sin(x*y) + exp(-x^2 - y^2)/(1 + x^2)";
    Formula shared = Formula.of(expression);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<double[]>> futures = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        double[] x = Checks.random(i, 2);
        futures.add(threads.submit(() -> matrix(shared.at(x))));
      }
      for (int i = 0; i < 64; i++) {
        assertArrayEquals(
            matrix(Formula.of(expression).at(Checks.random(i, 2))), futures.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}

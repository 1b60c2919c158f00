package dev.dupin.curvature.difference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.CountingMeter;
import dev.dupin.curvature.Functions;
import dev.dupin.curvature.Polynomial;
import dev.dupin.curvature.SmoothFunction;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GradientDifferencesTest {

  private static double[] product(GradientDifferences differences, double[] v) {
    double[] result = new double[v.length];
    differences.product(v, result);
    return result;
  }

  /** f = sum of x_i^3, whose third derivative along v twice is 6 v_i^2. */
  private static SmoothFunction cubes() {
    List<Polynomial> x = Polynomial.variables(3);
    return x.get(0).power(3).plus(x.get(1).power(3)).plus(x.get(2).power(3)).objective();
  }

  /** 1 / x on x > 0. */
  private static SmoothFunction reciprocal() {
    return new SmoothFunction(
        1,
        x -> x[0] > 0 ? 1 / x[0] : Double.NaN,
        x -> new double[] {x[0] > 0 ? -1 / (x[0] * x[0]) : Double.NaN},
        x -> new double[] {2 / (x[0] * x[0] * x[0])},
        Set.of());
  }

  @Test
  void central_differences_of_a_quadratic_are_exact_but_for_rounding() {
    Random random = new Random(3);
    DenseSymmetric matrix = Functions.withEigenvalues(random, Functions.normal(random, 6));
    double[] x = Functions.normal(random, 6);
    double[] v = Functions.normal(random, 6);
    SmoothFunction quadratic = Functions.quadratic(matrix, new double[6]);
    GradientDifferences central = GradientDifferences.central(quadratic.at(x));
    // Rounding of x + h v and of two gradients over h: a few eps^(2/3) = 4e-11 of their scale.
    assertArrayEquals(Functions.product(matrix, v), product(central, v), 1e-9);
    assertArrayEquals(matrix.values(), central.dense(1), 1e-9);
    assertArrayEquals(matrix.values(), central.dense(100), 1e-11);
  }

  @Test
  void of_a_cubic_central_is_exact_and_forward_off_by_half_h_third_derivatives() {
    double[] origin = new double[3];
    double[] v = {1, -2, 0.5};
    GradientDifferences central = GradientDifferences.central(cubes().at(origin));
    assertArrayEquals(new double[3], product(central, v));
    GradientDifferences forward = GradientDifferences.forward(cubes().at(origin));
    double h = forward.step(v);
    double[] third = {6 * v[0] * v[0], 6 * v[1] * v[1], 6 * v[2] * v[2]};
    double[] expected = Vectors.scale(h / 2, third);
    double[] error = product(forward, v);
    for (int i = 0; i < 3; i++) {
      assertEquals(1, error[i] / expected[i], 1e-14);
    }
  }

  @Test
  void steps_scale_with_the_point_and_not_with_the_vector() {
    double[] x = {3, 0, 4};
    GradientDifferences central = GradientDifferences.central(cubes().at(x));
    assertEquals(Math.cbrt(0x1p-52) * 6, central.step(new double[] {0, 0, 1}), 1e-18);
    assertEquals(Math.cbrt(0x1p-52) * 6e-3, central.step(new double[] {0, 0, 1000}), 1e-18);
    GradientDifferences forward = GradientDifferences.forward(cubes().at(x));
    assertEquals(0x1p-26 * 6, forward.step(new double[] {0, 0, 1}), 1e-18);
  }

  @Test
  void costs_two_gradients_a_product_or_one_with_the_forward_scheme() {
    CountingMeter meter = new CountingMeter();
    Objective metered = cubes().metered(meter);
    product(GradientDifferences.central(metered.at(new double[3])), new double[] {1, 0, 0});
    assertEquals(2, meter.gradients);
    GradientDifferences forward = GradientDifferences.forward(metered.at(new double[3]));
    product(forward, new double[] {1, 0, 0});
    product(forward, new double[] {0, 1, 0});
    assertEquals(2 + 1 + 2, meter.gradients);
    forward.dense(1);
    assertEquals(5 + 3, meter.gradients);
  }

  @Test
  void the_zero_vector_costs_nothing_and_gives_zero() {
    CountingMeter meter = new CountingMeter();
    Objective metered = cubes().metered(meter);
    double[] product =
        product(GradientDifferences.central(metered.at(new double[3])), new double[3]);
    assertArrayEquals(new double[3], product);
    assertEquals(0, meter.gradients);
  }

  @Test
  void a_vector_that_is_not_finite_gives_nan() {
    GradientDifferences central = GradientDifferences.central(cubes().at(new double[3]));
    double[] product = product(central, new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY});
    assertEquals(Double.NaN, product[0]);
    assertEquals(Double.NaN, product[2]);
  }

  @Test
  void beside_the_edge_of_the_domain_the_difference_goes_to_the_inside() {
    // 1e-3 from the edge, and the step is 6e-6: both sides exist. 3e-6 from it: one side.
    GradientDifferences inside = GradientDifferences.central(reciprocal().at(new double[] {1e-3}));
    assertEquals(2e9, product(inside, new double[] {1})[0], 1e6);
    double edge = 3e-6;
    GradientDifferences beside = GradientDifferences.central(reciprocal().at(new double[] {edge}));
    double h = beside.step(new double[] {1});
    double expected = (1 / (edge * edge) - 1 / ((edge + h) * (edge + h))) / h;
    assertEquals(1, product(beside, new double[] {1})[0] / expected, 1e-9);
    assertEquals(1, beside.dense(1)[0] / expected, 1e-5);
  }

  @Test
  void a_point_alone_in_its_domain_is_a_numerical_failure() {
    SmoothFunction alone =
        new SmoothFunction(
            1,
            x -> 0,
            x -> new double[] {x[0] == 0 ? 0 : Double.NaN},
            x -> new double[1],
            Set.of());
    GradientDifferences central = GradientDifferences.central(alone.at(new double[1]));
    assertThrows(NumericalFailureException.class, () -> product(central, new double[] {1}));
    GradientDifferences forward = GradientDifferences.forward(alone.at(new double[1]));
    assertThrows(NumericalFailureException.class, () -> forward.dense(1));
  }
}

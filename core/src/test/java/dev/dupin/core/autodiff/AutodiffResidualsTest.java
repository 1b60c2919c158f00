package dev.dupin.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutodiffResidualsTest {

  private static final double[] X = {0.7, -0.4, 1.2};
  private static final double[] V = {0.3, 1.1, -0.6};

  /** A bare variable, a constant, the same number twice, and functions of two variables. */
  private static Real[] residuals(Real[] x) {
    Real twice = x[0].multiply(x[1]).exp();
    return new Real[] {
      x[2], Real.constant(0.5), twice, twice, x[0].sin().subtract(x[2].square()), x[1].divide(x[2])
    };
  }

  private static Evaluation at(double scale) {
    return new AutodiffResiduals(3, scale, AutodiffResidualsTest::residuals).at(X);
  }

  /** The same function as one sum. */
  private static Evaluation summed(double scale) {
    return new AutodiffObjective(
            3,
            x ->
                Arrays.stream(residuals(x))
                    .map(Real::square)
                    .reduce(Real::add)
                    .orElseThrow()
                    .multiply(scale))
        .at(X);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 0.5, 3})
  void everything_of_f_is_as_of_the_sum_written_out(double scale) {
    Evaluation here = at(scale);
    Evaluation expected = summed(scale);
    assertEquals(expected.value(), here.value(), 1e-14);
    assertArrayEquals(expected.gradient(), here.gradient(), 1e-14);
    assertArrayEquals(
        expected.structure(HessianMatrix.class).orElseThrow().matrix().values(),
        here.structure(HessianMatrix.class).orElseThrow().matrix().values(),
        1e-13);
    double[] product = new double[3];
    double[] expectedProduct = new double[3];
    here.structure(HessianProducts.class).orElseThrow().apply(V, product);
    expected.structure(HessianProducts.class).orElseThrow().apply(V, expectedProduct);
    assertArrayEquals(expectedProduct, product, 1e-13);
    assertArrayEquals(
        expected.structure(DirectionalDerivatives.class).orElseThrow().along(V, 4),
        here.structure(DirectionalDerivatives.class).orElseThrow().along(V, 4),
        1e-12);
  }

  @Test
  void the_jacobian_is_that_of_each_residual() {
    Residuals residuals = at(1).structure(Residuals.class).orElseThrow();
    double[] jacobian = residuals.jacobianMatrix();
    double[] product = new double[6];
    residuals.jacobian(V, product);
    for (int i = 0; i < 6; i++) {
      int residual = i;
      Evaluation alone = new AutodiffObjective(3, x -> residuals(x)[residual]).at(X);
      assertEquals(alone.value(), residuals.values()[i], 0);
      assertArrayEquals(alone.gradient(), Arrays.copyOfRange(jacobian, 3 * i, 3 * i + 3), 1e-15);
      assertEquals(Vectors.dot(alone.gradient(), V), product[i], 1e-14);
    }
    double[] u = {1, -2, 0.5, 3, -1, 2};
    double[] transposed = new double[3];
    residuals.transposed(u, transposed);
    assertEquals(Vectors.dot(u, product), Vectors.dot(transposed, V), 1e-13);
  }

  /** Fewer residuals than variables: by reverse sweeps instead of forward ones. */
  @Test
  void a_wide_jacobian_is_the_same() {
    AutodiffResiduals wide =
        new AutodiffResiduals(
            3, 1, x -> new Real[] {x[0].multiply(x[1]).subtract(x[2]), x[1].exp()});
    assertArrayEquals(
        new double[] {X[1], X[0], -1, 0, Math.exp(X[1]), 0},
        wide.at(X).structure(Residuals.class).orElseThrow().jacobianMatrix(),
        1e-15);
  }

  @Test
  void second_derivatives_of_the_residuals_are_those_of_each() {
    double[] found = new double[6];
    at(1).structure(ResidualCurvature.class).orElseThrow().secondDerivative(V, found);
    for (int i = 0; i < 6; i++) {
      int residual = i;
      double[] along =
          new AutodiffObjective(3, x -> residuals(x)[residual])
              .at(X)
              .structure(DirectionalDerivatives.class)
              .orElseThrow()
              .along(V, 2);
      assertEquals(along[2], found[i], 1e-14);
    }
  }

  @Test
  void a_map_that_looks_at_values_is_recorded_at_each_point() {
    AutodiffResiduals branching =
        new AutodiffResiduals(1, 1, x -> new Real[] {x[0].value() > 0 ? x[0] : x[0].multiply(2)});
    assertEquals(9, branching.at(new double[] {3}).value());
    assertEquals(36, branching.at(new double[] {-3}).value());
  }

  @Test
  void their_number_stays_the_same() {
    AutodiffResiduals changing =
        new AutodiffResiduals(
            1, 1, x -> x[0].value() > 0 ? new Real[] {x[0]} : new Real[] {x[0], x[0]});
    assertEquals(4, changing.at(new double[] {2}).value());
    Evaluation other = changing.at(new double[] {-2});
    String message = assertThrows(IllegalArgumentException.class, other::value).getMessage();
    assertEquals("there are 2 residuals at one point and 1 at another", message);
  }

  @Test
  void what_cannot_be_is_refused() {
    DifferentiableMap map = AutodiffResidualsTest::residuals;
    assertThrows(IllegalArgumentException.class, () -> new AutodiffResiduals(3, 0, map));
    assertThrows(IllegalArgumentException.class, () -> new AutodiffResiduals(3, Double.NaN, map));
    assertThrows(IllegalArgumentException.class, () -> new AutodiffResiduals(0, 1, map));
    assertThrows(IllegalArgumentException.class, () -> at(1).objective().at(new double[2]));
  }
}

package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Residuals;
import dev.dupin.testkit.ModelObjective;
import dev.dupin.testkit.TestContext;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GaussNewtonHessianTest {

  /** Rosenbrock's residuals, with J = [[-20 x, 10], [-1, 0]]. */
  private static final DifferentiableMap VALLEY =
      x -> new Real[] {x[1].subtract(x[0].square()).multiply(10), x[0].subtract(1).negate()};

  private static SymmetricOperator at(Objective objective, double[] point) {
    return new GaussNewtonHessian().start(objective, TestContext.ROOT).at(objective.at(point));
  }

  private static DenseSymmetric hessian(Evaluation here) {
    return here.structure(HessianMatrix.class).orElseThrow().matrix();
  }

  @Test
  void of_a_sum_of_squares_it_is_twice_the_scale_times_the_square_of_the_jacobian() {
    // At (-1.2, 1): J = [[24, 10], [-1, 0]], J'J = [[577, 240], [240, 100]].
    for (double scale : new double[] {1, 0.5, 0.125}) {
      LeastSquares objective = new LeastSquares(2, 2, scale, VALLEY);
      double[] expected = Vectors.scale(2 * scale, new double[] {577, 240, 240, 100});
      SymmetricOperator operator = at(objective, new double[] {-1.2, 1});
      assertArrayEquals(
          new double[] {expected[0] + 2 * expected[1], expected[2] + 2 * expected[3]},
          OperatorLaws.applied(operator, new double[] {1, 2}),
          1e-11);
      assertArrayEquals(expected, operator.toDense().values(), 1e-11);
      OperatorLaws.assertHold(at(objective, new double[] {-1.2, 1}), 1e-13);
      assertEquals(Set.of(Trait.GAUSS_NEWTON, Trait.POSITIVE_SEMIDEFINITE), operator.traits());
    }
  }

  @Test
  void a_product_costs_one_product_and_the_dense_matrix_one_hessian() {
    CountingMeter meter = new CountingMeter();
    Objective objective = new LeastSquares(2, 2, 1, VALLEY).metered(meter);
    SymmetricOperator operator = at(objective, new double[] {-1.2, 1});
    OperatorLaws.applied(operator, new double[] {1, 2});
    assertEquals(1, meter.products);
    operator.toDense();
    operator.toDense();
    OperatorLaws.applied(operator, new double[] {1, 2});
    assertEquals(1, meter.products);
    assertEquals(1, meter.hessians);
    assertEquals(0, meter.gradients);
  }

  @Test
  void of_a_model_that_is_linear_it_is_the_hessian() {
    // Oracle G1, penalty included.
    ModelObjective softmax = Models.softmax(0.3);
    Evaluation here = softmax.at(softmax.start(new SplittableRandom(1)));
    SymmetricOperator operator = at(softmax, here.point());
    OperatorLaws.assertHold(operator, 1e-13);
    assertArrayEquals(hessian(here).values(), operator.toDense().values(), 1e-14);
    assertEquals(Set.of(Trait.POSITIVE_SEMIDEFINITE), operator.traits());
  }

  @Test
  void of_a_curve_it_is_the_hessian_less_the_residuals_times_second_derivatives() {
    ModelObjective curve = Models.curve();
    double[] x = curve.start(new SplittableRandom(1));
    Evaluation here = curve.at(x);
    DenseSymmetric full = hessian(here);
    double[] expected = full.values().clone();
    // D^2 of a exp(-b t): -t exp(-b t) for (a, b), a t^2 exp(-b t) for (b, b).
    for (int i = 0; i < 5; i++) {
      double t = 0.3 + 0.4 * i;
      double decay = Math.exp(-x[1] * t);
      double residual = x[0] * decay + x[2] * Math.sin(t) - (1 - 0.2 * i);
      expected[1] += residual / 5 * t * decay;
      expected[3] += residual / 5 * t * decay;
      expected[4] -= residual / 5 * x[0] * t * t * decay;
    }
    DenseSymmetric actual = at(curve, x).toDense();
    assertArrayEquals(expected, actual.values(), 1e-14);
    assertTrue(Vectors.norm(Vectors.subtract(full.values(), actual.values())) > 1e-2);
  }

  @Test
  void residuals_and_outputs_give_the_same_matrix() {
    // The mean of (z - y)^2 / 2 over N examples is a sum of squares of scale 1 / 2N.
    double[][] rows = new double[6][];
    Random random = new Random(5);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Functions.normal(random, 4);
    }
    ModelObjective outputs = Models.linearRegression(rows, new double[6], 0);
    LeastSquares residuals =
        new LeastSquares(
            4,
            6,
            1.0 / 12,
            x -> {
              Real[] r = new Real[6];
              for (int i = 0; i < 6; i++) {
                r[i] = Models.linear(rows[i], 1).apply(x)[0];
              }
              return r;
            });
    double[] x = {1, 2, 3, 4};
    assertArrayEquals(
        at(outputs, x).toDense().values(), at(residuals, x).toDense().values(), 1e-14);
  }

  @Test
  void a_product_that_is_not_finite_is_a_numerical_failure() {
    LeastSquares wall = new LeastSquares(1, 1, 1, x -> new Real[] {x[0].log()});
    SymmetricOperator operator = at(wall, new double[] {0});
    assertThrows(
        NumericalFailureException.class, () -> OperatorLaws.applied(operator, new double[] {1}));
    assertThrows(NumericalFailureException.class, operator::toDense);
  }

  @Test
  void needs_residuals_or_outputs() {
    assertEquals(
        List.of(Set.of(Residuals.class, OutputLoss.class)),
        new GaussNewtonHessian().requires().structures());
  }
}

package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.testkit.ModelObjective;
import dev.dupin.testkit.TestContext;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Oracles G3 and G4, and the sampled Fisher matrix. */
class FisherHessianTest {

  private static SymmetricOperator at(HessianProvider hessian, Objective objective, double[] x) {
    return hessian.start(objective, TestContext.ROOT).at(objective.at(x));
  }

  private static double[] start(Objective objective) {
    return objective.start(new SplittableRandom(1));
  }

  private static HessianProvider sampled(int samples) {
    return new FisherHessian(new FisherHessian.Config(samples));
  }

  @Test
  void the_exact_one_is_the_gauss_newton_matrix_of_softmax_and_normal_likelihoods() {
    for (ModelObjective objective : new ModelObjective[] {Models.softmax(0.3), Models.curve()}) {
      double[] x = start(objective);
      double[] expected = at(new GaussNewtonHessian(), objective, x).toDense().values();
      SymmetricOperator fisher = at(FisherHessian.withDefaults(), objective, x);
      OperatorLaws.assertHold(fisher, 1e-13);
      assertArrayEquals(expected, fisher.toDense().values(), 1e-14);
      assertEquals(Set.of(Trait.POSITIVE_SEMIDEFINITE), fisher.traits());
    }
  }

  @Test
  void the_sampled_one_is_the_mean_square_of_the_gradients_under_the_labels_drawn() {
    ModelObjective softmax = Models.softmax(0.3);
    double[] x = start(softmax);
    OutputLoss loss = softmax.at(x).structure(OutputLoss.class).orElseThrow();
    var random = TestContext.ROOT.random("labels");
    double[] expected = new double[12 * 12];
    for (int draw = 0; draw < 2; draw++) {
      double[] sample = loss.outputSamples(random);
      for (int i = 0; i < 7; i++) {
        double[] alone = new double[sample.length];
        System.arraycopy(sample, 3 * i, alone, 3 * i, 3);
        double[] gradient = new double[12];
        loss.transposed(alone, gradient);
        for (int a = 0; a < 12; a++) {
          for (int b = 0; b < 12; b++) {
            expected[a * 12 + b] += gradient[a] * gradient[b] / 14;
          }
        }
      }
    }
    for (int a = 0; a < 12; a++) {
      expected[a * 13] += 0.3;
    }
    SymmetricOperator operator = at(sampled(2), softmax, x);
    assertArrayEquals(expected, operator.toDense().values(), 1e-14);
    assertEquals(Set.of(Trait.POSITIVE_SEMIDEFINITE, Trait.STOCHASTIC), operator.traits());
  }

  @Test
  void the_sampled_one_tends_to_the_exact_one() {
    ModelObjective softmax = Models.softmax(0);
    double[] x = start(softmax);
    double[] exact = at(FisherHessian.withDefaults(), softmax, x).toDense().values();
    double[] few = at(sampled(20), softmax, x).toDense().values();
    double[] many = at(sampled(20_000), softmax, x).toDense().values();
    double far = Vectors.norm(Vectors.subtract(exact, few)) / Vectors.norm(exact);
    double near = Vectors.norm(Vectors.subtract(exact, many)) / Vectors.norm(exact);
    // The error falls as the root of the number of samples; these are seeded.
    assertTrue(near < 0.01 && far > 0.02 && far < 0.5, far + " and " + near);
  }

  @Test
  void the_empirical_one_of_linear_regression_weights_by_squared_residuals() {
    // Oracle G4: (1/N) sum of r^2 x x', whereas the Gauss-Newton matrix is (1/N) sum of x x'.
    double[][] rows = new double[9][];
    Random random = new Random(8);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Functions.normal(random, 3);
    }
    double[] targets = Functions.normal(random, 9);
    double[] x = {0.4, -0.2, 0.9};
    double[] expected = new double[9];
    for (int i = 0; i < 9; i++) {
      double residual = Vectors.dot(rows[i], x) - targets[i];
      for (int a = 0; a < 3; a++) {
        for (int b = 0; b < 3; b++) {
          expected[a * 3 + b] += residual * residual * rows[i][a] * rows[i][b] / 9;
        }
      }
    }
    for (int a = 0; a < 3; a++) {
      expected[a * 4] += 0.25;
    }
    ModelObjective regression = Models.linearRegression(rows, targets, 0.25);
    SymmetricOperator operator = at(new EmpiricalFisherHessian(), regression, x);
    OperatorLaws.assertHold(operator, 1e-13);
    assertArrayEquals(expected, operator.toDense().values(), 1e-14);
    assertTrue(operator.inverse(1).isEmpty(), "as many examples as parameters: not cheap");
    double[] gauss = at(new GaussNewtonHessian(), regression, x).toDense().values();
    assertTrue(Vectors.norm(Vectors.subtract(gauss, expected)) > 0.1 * Vectors.norm(gauss));
  }

  @Test
  void the_empirical_one_vanishes_where_the_model_fits_perfectly() {
    double[][] rows = {{1, 2}, {0, 1}, {3, -1}};
    ModelObjective regression = Models.linearRegression(rows, new double[] {5, 2, 1}, 0);
    double[] solution = {1, 2};
    assertArrayEquals(
        new double[4], at(new EmpiricalFisherHessian(), regression, solution).toDense().values());
    double[] gauss = at(new GaussNewtonHessian(), regression, solution).toDense().values();
    assertTrue(gauss[0] * gauss[3] - gauss[1] * gauss[2] > 1, "full rank");
  }

  @Test
  void with_fewer_examples_than_parameters_the_empirical_one_has_a_cheap_inverse() {
    ModelObjective softmax = Models.softmax(0.05);
    double[] x = start(softmax);
    SymmetricOperator operator = at(new EmpiricalFisherHessian(), softmax, x);
    for (double shift : new double[] {0, 1e-6, 0.3, 1e6}) {
      OperatorLaws.assertInverse(operator, shift, 1e-12);
    }
    SymmetricOperator singular = at(new EmpiricalFisherHessian(), Models.softmax(0), x);
    assertTrue(singular.inverse(0).isEmpty());
    OperatorLaws.assertInverse(singular, 1e-3, 1e-10);
  }

  @Test
  void the_empirical_one_pays_one_pass_over_the_terms() {
    CountingMeter meter = new CountingMeter();
    Objective softmax = Models.softmax(0.05).metered(meter);
    Evaluation here = softmax.at(new double[12]);
    SymmetricOperator operator =
        new EmpiricalFisherHessian().start(softmax, TestContext.ROOT).at(here);
    assertEquals(0, meter.products);
    OperatorLaws.applied(operator, new double[12]);
    operator.toDense();
    operator.inverse(1);
    assertEquals(1, meter.products);
    assertEquals(0, meter.gradients + meter.hessians);
  }

  @Test
  void gradients_that_are_not_kept_give_the_same_matrix_in_more_passes() {
    CountingMeter meter = new CountingMeter();
    Objective softmax = Models.softmax(0.05).metered(meter);
    double[] x = softmax.start(new SplittableRandom(1));
    TermGradients gradients = softmax.at(x).structure(TermGradients.class).orElseThrow();
    double[] ridge = Vectors.filled(12, 0.05);
    EmpiricalFisher kept = new EmpiricalFisher(gradients, 7, ridge, Set.of(), true);
    EmpiricalFisher recomputed = new EmpiricalFisher(gradients, 7, ridge, Set.of(), false);
    double[] v = Functions.normal(new Random(4), 12);
    double[] product = OperatorLaws.applied(kept, v);
    assertEquals(1, meter.products);
    assertArrayEquals(product, OperatorLaws.applied(recomputed, v));
    assertArrayEquals(kept.toDense().values(), recomputed.toDense().values());
    assertArrayEquals(kept.diagonal().orElseThrow(), recomputed.diagonal().orElseThrow());
    assertEquals(4, meter.products);
    assertTrue(kept.inverse(1).isPresent() && recomputed.inverse(1).isEmpty());
  }

  @Test
  void one_natural_gradient_step_solves_linear_least_squares() {
    // Oracle N1, with the solution from the normal equations.
    double[][] rows = {{1, 2}, {0, 1}, {3, -1}, {1, 1}};
    double[] targets = {1, -1, 2, 0.5};
    // X'X = [[11, 0], [0, 7]], X'y = [7.5, -0.5].
    ModelObjective regression = Models.linearRegression(rows, targets, 0);
    Result result =
        Minimizer.of(regression)
            .hessian(FisherHessian.withDefaults())
            .step(TestSteps.NEWTON)
            .start(new double[] {40, -30})
            .stop(Stop.maxIterations(1))
            .run();
    assertArrayEquals(new double[] {7.5 / 11, -0.5 / 7}, result.point(), 1e-13);
  }

  @Test
  void natural_gradient_steps_do_not_depend_on_the_coordinates() {
    // Oracle N3: with x = B y, a step of y is B^-1 times the step of x.
    double[][] b = {{2, 1, 0}, {0, 1, -1}, {1, 0, 3}};
    ModelObjective curve = Models.curve();
    double[] y = {0.3, 0.5, -0.2};
    ModelObjective other = Models.curve(b);
    double[] x = times(b, y);
    double[] step = naturalStep(curve, x);
    assertArrayEquals(step, times(b, naturalStep(other, y)), 1e-10);
    double[] gradient = curve.at(x).gradient();
    double[] moved = times(b, other.at(y).gradient());
    assertTrue(Vectors.norm(Vectors.subtract(gradient, moved)) > 0.1 * Vectors.norm(gradient));
  }

  private static double[] times(double[][] matrix, double[] v) {
    double[] product = new double[matrix.length];
    for (int i = 0; i < product.length; i++) {
      product[i] = Vectors.dot(matrix[i], v);
    }
    return product;
  }

  private static double[] naturalStep(ModelObjective objective, double[] x) {
    DenseEigen eigen = DenseEigen.of(at(FisherHessian.withDefaults(), objective, x).toDense());
    double[] step = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      eigen.addScaled(step, -eigen.component(k, objective.at(x).gradient()) / eigen.value(k), k);
    }
    return step;
  }

  @Test
  void an_objective_that_is_no_sum_is_refused() {
    assertTrue(new EmpiricalFisherHessian().requires().terms());
    assertFalse(FisherHessian.withDefaults().requires().terms());
  }
}

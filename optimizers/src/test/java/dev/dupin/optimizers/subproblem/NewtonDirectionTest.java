package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.CountingOperator;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.Reports;
import dev.dupin.testkit.TestContext;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NewtonDirectionTest {

  private static final NewtonDirection DENSE = NewtonDirection.withDefaults();
  private static final NewtonDirection MATRIX_FREE =
      new NewtonDirection(new NewtonDirection.Config(0, 1e-12, Optional.empty()));

  private static double shift(Subproblem.Prepared prepared) {
    return Reports.number(prepared::report, "shift");
  }

  private static double iterations(Subproblem.Prepared prepared) {
    return Reports.number(prepared::report, "cgIterations");
  }

  private static Subproblem.Prepared prepare(NewtonDirection method, Quadratic problem) {
    return method.prepare(problem.model(), TestContext.ROOT);
  }

  @Test
  void a_definite_matrix_gives_the_newton_step_either_way() {
    RandomGenerator random = new SplittableRandom(1);
    DenseSymmetric matrix =
        Quadratic.withEigenvalues(random.doubles(20, 0.1, 10).toArray(), random);
    Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(20, random));
    for (NewtonDirection method : new NewtonDirection[] {DENSE, MATRIX_FREE}) {
      Subproblem.Prepared prepared = prepare(method, problem);
      double[] product = new double[20];
      matrix.apply(prepared.solve(new StepLength(1)).step(), product);
      assertArrayEquals(Vectors.scale(-1, problem.linear()), product, 1e-10);
    }
    assertEquals(0, shift(prepare(DENSE, problem)));
    assertTrue(Double.isNaN(iterations(prepare(DENSE, problem))));
    assertTrue(Double.isNaN(shift(prepare(MATRIX_FREE, problem))));
    assertTrue(iterations(prepare(MATRIX_FREE, problem)) >= 10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void every_direction_descends_and_promises_what_the_model_says(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int run = 0; run < 60; run++) {
      int n = 1 + random.nextInt(8);
      double lowest = new double[] {-3, -1e-9, 0, 0.1}[run % 4];
      DenseSymmetric matrix =
          Quadratic.withEigenvalues(random.doubles(n, lowest, lowest + 3).toArray(), random);
      Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(n, random));
      for (NewtonDirection method : new NewtonDirection[] {DENSE, MATRIX_FREE}) {
        Subproblem.Prepared prepared = prepare(method, problem);
        for (double length : new double[] {1, 0.01, 3}) {
          Proposal proposal = prepared.solve(new StepLength(length));
          double[] step = proposal.step();
          double slope = Vectors.dot(problem.linear(), step);
          assertTrue(slope < 0, "slope " + slope);
          assertEquals(length, proposal.control());
          double norm = Vectors.norm(step);
          double rounding = 1e-12 * (Math.abs(slope) + 4 * norm * norm);
          assertEquals(problem.model().reduction(step), proposal.predictedReduction(), rounding);
        }
      }
    }
  }

  @Test
  void the_shift_is_within_its_factor_of_the_least_one() {
    Subproblem.Prepared prepared = prepare(DENSE, Quadratic.diagonal(new double[] {-1, 5}, 1, 1));
    double shift = shift(prepared);
    assertTrue(shift > 1 && shift <= 4, "shift " + shift);
    assertArrayEquals(
        new double[] {-1 / (shift - 1), -1 / (5 + shift)},
        prepared.solve(new StepLength(1)).step(),
        1e-6);
  }

  @Test
  void conjugate_gradients_stop_before_negative_curvature() {
    // The first iterate is on the way; the second direction has negative curvature.
    Quadratic problem = Quadratic.diagonal(new double[] {1, -0.1}, 1, 1);
    double[] step = prepare(MATRIX_FREE, problem).solve(new StepLength(1)).step();
    double length = 2 / 0.9;
    assertArrayEquals(new double[] {-length, -length}, step, 1e-14);
  }

  @Test
  void where_nothing_descends_the_scaled_gradient_does() {
    for (NewtonDirection method : new NewtonDirection[] {DENSE, MATRIX_FREE}) {
      Quadratic zero = Quadratic.diagonal(new double[2], 3, 4);
      assertArrayEquals(
          new double[] {-3, -4}, prepare(method, zero).solve(new StepLength(1)).step(), 1e-12);
    }
    Quadratic concave = Quadratic.diagonal(new double[] {-2, -2}, 3, 4);
    assertArrayEquals(
        new double[] {-1.5, -2},
        prepare(MATRIX_FREE, concave).solve(new StepLength(1)).step(),
        1e-15);
    // Its own inverse leads uphill, so a multiple of the identity is added, just enough.
    SymmetricOperator uphill = withInverse(concave, -0.5);
    double[] step =
        DENSE.prepare(concave.model(uphill), TestContext.ROOT).solve(new StepLength(1)).step();
    assertArrayEquals(
        new double[] {-0.6, -0.8}, Vectors.scale(1 / Vectors.norm(step), step), 1e-15);
  }

  /** B with the inverse factor * I, whatever B is. */
  private static SymmetricOperator withInverse(Quadratic problem, double factor) {
    return new SymmetricOperator() {
      @Override
      public int dimension() {
        return problem.dimension();
      }

      @Override
      public void apply(double[] v, double[] result) {
        problem.matrix().apply(v, result);
      }

      @Override
      public Optional<Inverse> inverse(double shift) {
        return Optional.of(
            (rhs, result) ->
                System.arraycopy(Vectors.scale(factor, rhs), 0, result, 0, rhs.length));
      }
    };
  }

  @Test
  void an_inverse_of_its_own_is_preferred_and_costs_no_product() {
    Quadratic problem = Quadratic.diagonal(new double[] {2, 2}, 3, 4);
    CountingOperator counted = new CountingOperator(Operators.dense(problem.matrix(), Set.of()));
    SymmetricOperator operator = withInverse(problem, 0.5);
    Subproblem.Prepared prepared = DENSE.prepare(problem.model(operator), TestContext.ROOT);
    assertArrayEquals(new double[] {-1.5, -2}, prepared.solve(new StepLength(1)).step(), 1e-15);
    assertEquals(0, counted.products());
    assertTrue(Double.isNaN(shift(prepared)));
  }

  @Test
  void without_a_gradient_there_is_no_step() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, -1}, 0, 0);
    assertSame(Proposal.NONE, prepare(DENSE, problem).solve(new StepLength(1)));
    assertSame(Proposal.NONE, prepare(MATRIX_FREE, problem).solve(new StepLength(1)));
  }

  @Test
  void a_matrix_that_is_not_finite_is_a_numerical_failure() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, Double.NaN}, 1, 1);
    assertThrows(NumericalFailureException.class, () -> prepare(DENSE, problem));
    assertThrows(NumericalFailureException.class, () -> prepare(MATRIX_FREE, problem));
  }
}

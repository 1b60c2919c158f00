package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
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

final class SteihaugCgTest {

  private static final SteihaugCg EXACT =
      new SteihaugCg(new SteihaugCg.Config(1e-14, Optional.empty()));

  private static Proposal solve(SteihaugCg method, Quadratic problem, double radius) {
    return method.prepare(problem.model(), TestContext.ROOT).solve(new Radius(radius));
  }

  /** ORACLES T2: conjugate gradients see no more than the direction of the gradient. */
  @Test
  void in_the_hard_case_it_stays_in_the_krylov_space() {
    Proposal proposal = solve(EXACT, Quadratic.diagonal(new double[] {-1, 1}, 0, 1), 1);
    assertArrayEquals(new double[] {0, -1}, proposal.step());
    assertEquals(0.5, proposal.predictedReduction());
  }

  /** ORACLES T3. */
  @Test
  void a_large_radius_gives_the_newton_step_and_a_small_one_the_direction_of_descent() {
    RandomGenerator random = new SplittableRandom(3);
    DenseSymmetric matrix = Quadratic.withEigenvalues(new double[] {0.5, 1, 2, 4, 8}, random);
    double[] gradient = Quadratic.gaussian(5, random);
    Quadratic problem = new Quadratic(matrix, gradient);
    double[] product = new double[5];
    matrix.apply(solve(EXACT, problem, 1e6).step(), product);
    assertArrayEquals(Vectors.scale(-1, gradient), product, 1e-12);
    double[] descent = Vectors.scale(-1e-9 / Vectors.norm(gradient), gradient);
    assertArrayEquals(descent, solve(EXACT, problem, 1e-9).step(), 1e-24);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void it_reduces_the_model_by_what_it_says_and_by_more_than_the_cauchy_point(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    for (int run = 0; run < 50; run++) {
      int n = 1 + random.nextInt(10);
      double lowest = random.nextBoolean() ? -2 : 0.1;
      DenseSymmetric matrix =
          Quadratic.withEigenvalues(random.doubles(n, lowest, 5).toArray(), random);
      Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(n, random));
      double radius = Math.pow(10, random.nextDouble(-2, 2));
      Proposal proposal = solve(SteihaugCg.withDefaults(), problem, radius);
      double norm = Vectors.norm(proposal.step());
      assertTrue(norm <= radius * (1 + 1e-14), "|s| = " + norm + ", radius " + radius);
      double reduction = problem.model().reduction(proposal.step());
      double size = Vectors.norm(problem.linear()) * norm + 5 * norm * norm;
      assertEquals(reduction, proposal.predictedReduction(), 1e-14 * n * size);
      assertTrue(reduction >= cauchyReduction(problem, radius) - 1e-14 * n * size);
    }
  }

  private static double cauchyReduction(Quadratic problem, double radius) {
    double[] gradient = problem.linear();
    double[] product = new double[gradient.length];
    problem.matrix().apply(gradient, product);
    double norm = Vectors.norm(gradient);
    double curvature = Vectors.dot(gradient, product);
    double length =
        curvature > 0 ? Math.min(norm * norm / curvature, radius / norm) : radius / norm;
    return length * norm * norm - 0.5 * length * length * curvature;
  }

  @Test
  void negative_curvature_is_followed_to_the_boundary() {
    Proposal proposal = solve(EXACT, Quadratic.diagonal(new double[] {-2, -2}, 3, 4), 10);
    assertArrayEquals(new double[] {-6, -8}, proposal.step(), 1e-14);
    assertEquals(150, proposal.predictedReduction(), 1e-12);
  }

  @Test
  void zero_curvature_counts_as_none() {
    Proposal proposal = solve(EXACT, Quadratic.diagonal(new double[2], 3, 4), 10);
    assertArrayEquals(new double[] {-6, -8}, proposal.step(), 1e-14);
  }

  @Test
  void the_way_to_the_boundary_does_not_overflow_before_the_gradient_squared_does() {
    // |p|^2 radius^2 = 1e400: with it the step was 0.
    Proposal proposal = solve(EXACT, Quadratic.diagonal(new double[2], 3e100, 4e100), 1e100);
    assertArrayEquals(new double[] {-6e99, -8e99}, proposal.step(), 1e86);
    assertEquals(5e200, proposal.predictedReduction(), 1e186);
  }

  @Test
  void a_smaller_radius_costs_no_product_and_changes_no_bit() {
    RandomGenerator random = new SplittableRandom(9);
    DenseSymmetric matrix =
        Quadratic.withEigenvalues(random.doubles(30, 0.01, 10).toArray(), random);
    Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(30, random));
    CountingOperator counted = new CountingOperator(Operators.dense(matrix, Set.of()));
    Subproblem.Prepared prepared = EXACT.prepare(problem.model(counted), TestContext.ROOT);
    prepared.solve(new Radius(1e6));
    int products = counted.products();
    for (double radius : new double[] {100, 3, 10, 0.1, 1e6}) {
      Proposal again = prepared.solve(new Radius(radius));
      Proposal fresh = solve(EXACT, problem, radius);
      assertArrayEquals(fresh.step(), again.step());
      assertEquals(fresh.predictedReduction(), again.predictedReduction());
      assertEquals(iterations(EXACT, problem, radius), iterations(prepared));
    }
    assertEquals(products, counted.products());
  }

  @Test
  void a_larger_radius_goes_on_where_the_path_ended() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, 2, 3, 4}, 1, 1, 1, 1);
    CountingOperator counted = new CountingOperator(Operators.dense(problem.matrix(), Set.of()));
    Subproblem.Prepared prepared = EXACT.prepare(problem.model(counted), TestContext.ROOT);
    prepared.solve(new Radius(0.1));
    assertEquals(1, counted.products());
    Proposal proposal = prepared.solve(new Radius(100));
    assertEquals(4, counted.products());
    assertArrayEquals(new double[] {-1, -1 / 2.0, -1 / 3.0, -1 / 4.0}, proposal.step(), 1e-14);
  }

  @Test
  void a_path_too_long_to_keep_is_walked_again() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, 2, 3, 4}, 1, 1, 1, 1);
    SteihaugCg forgetful = new SteihaugCg(EXACT.config(), 2 * 2 * 4);
    CountingOperator counted = new CountingOperator(Operators.dense(problem.matrix(), Set.of()));
    Subproblem.Prepared prepared = forgetful.prepare(problem.model(counted), TestContext.ROOT);
    for (double radius : new double[] {100, 0.1, 1, 0.5, 100}) {
      Proposal proposal = prepared.solve(new Radius(radius));
      assertArrayEquals(solve(EXACT, problem, radius).step(), proposal.step());
      assertEquals(iterations(EXACT, problem, radius), iterations(prepared));
    }
    assertTrue(counted.products() > 4);
  }

  @Test
  void iterations_are_limited() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, 2, 3, 4}, 1, 1, 1, 1);
    SteihaugCg two = new SteihaugCg(new SteihaugCg.Config(1e-14, Optional.of(2)));
    Subproblem.Prepared prepared = two.prepare(problem.model(), TestContext.ROOT);
    Proposal proposal = prepared.solve(new Radius(100));
    assertEquals(2, iterations(prepared));
    assertEquals(problem.model().reduction(proposal.step()), proposal.predictedReduction(), 1e-15);
  }

  @Test
  void a_smaller_gradient_is_solved_for_more_exactly() {
    RandomGenerator random = new SplittableRandom(10);
    DenseSymmetric matrix =
        Quadratic.withEigenvalues(random.doubles(40, 0.01, 10).toArray(), random);
    double[] gradient = Quadratic.gaussian(40, random);
    int rough = iterations(SteihaugCg.withDefaults(), new Quadratic(matrix, gradient), 1e9);
    int exact =
        iterations(
            SteihaugCg.withDefaults(), new Quadratic(matrix, Vectors.scale(1e-8, gradient)), 1e9);
    assertTrue(rough < exact, rough + " and " + exact);
  }

  @Test
  void without_a_gradient_there_is_no_step() {
    assertSame(Proposal.NONE, solve(EXACT, Quadratic.diagonal(new double[] {1, -1}, 0, 0), 1));
    assertSame(Proposal.NONE, solve(EXACT, Quadratic.diagonal(new double[] {1, -1}, 0, 1e-200), 1));
  }

  @Test
  void a_product_that_is_not_finite_is_a_numerical_failure() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, Double.NaN}, 1, 1);
    assertThrows(NumericalFailureException.class, () -> solve(EXACT, problem, 1));
  }

  private static int iterations(SteihaugCg method, Quadratic problem, double radius) {
    Subproblem.Prepared prepared = method.prepare(problem.model(), TestContext.ROOT);
    prepared.solve(new Radius(radius));
    return iterations(prepared);
  }

  private static int iterations(Subproblem.Prepared prepared) {
    return (int) Reports.number(prepared::report, "cgIterations");
  }
}

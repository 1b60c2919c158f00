package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.Reports;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class MoreSorensenTest {

  private static final double EPS = 0x1p-52;
  private static final int CASES = 400;

  /** What a random problem is like. */
  private enum Kind {
    INDEFINITE,
    DEFINITE,
    NEGATIVE,
    SINGULAR_CONSISTENT,
    SINGULAR_INCONSISTENT,
    HARD,
    NEARLY_HARD,
    REPEATED_LOWEST,
    BADLY_SCALED,
    TINY,
    HUGE;

    double[] eigenvalues(int n, RandomGenerator random) {
      double[] values = random.doubles(n, -3, 3).toArray();
      switch (this) {
        case DEFINITE -> Arrays.setAll(values, i -> Math.abs(values[i]) + 1e-3);
        case NEGATIVE -> Arrays.setAll(values, i -> -Math.abs(values[i]) - 1e-3);
        case SINGULAR_CONSISTENT, SINGULAR_INCONSISTENT ->
            Arrays.setAll(values, i -> i == 0 ? 0 : Math.abs(values[i]));
        case HARD, NEARLY_HARD -> values[0] = -4;
        case REPEATED_LOWEST -> Arrays.setAll(values, i -> i <= n / 2 ? -4 : values[i]);
        case BADLY_SCALED ->
            Arrays.setAll(values, i -> values[i] * Math.pow(10, random.nextInt(17) - 8));
        case TINY -> Arrays.setAll(values, i -> 1e-150 * values[i]);
        case HUGE -> Arrays.setAll(values, i -> 1e100 * values[i]);
        case INDEFINITE -> {}
      }
      return values;
    }

    /** Takes out what is in the eigenspace of the first eigenvalue, all of it or nearly. */
    void adjust(double[] gradient, double[][] vectors, RandomGenerator random) {
      double keep =
          switch (this) {
            case SINGULAR_CONSISTENT, HARD, REPEATED_LOWEST -> 0;
            case NEARLY_HARD -> Math.pow(10, -random.nextInt(1, 16));
            default -> 1;
          };
      int first = this == REPEATED_LOWEST ? vectors.length / 2 + 1 : 1;
      for (int k = 0; k < first; k++) {
        double part = Vectors.dot(vectors[k], gradient);
        Vectors.addScaled(gradient, (keep - 1) * part, vectors[k]);
      }
    }
  }

  /** ORACLES T1, and that the promised reduction is the one of the model. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void every_solution_satisfies_the_conditions_of_optimality(Kind kind) {
    RandomGenerator random = new SplittableRandom(kind.name().hashCode());
    for (int run = 0; run < CASES; run++) {
      int n = 1 + random.nextInt(12);
      double[][] vectors = Quadratic.orthonormal(n, random);
      double[] eigenvalues = kind.eigenvalues(n, random);
      double[] gradient = Quadratic.gaussian(n, random);
      kind.adjust(gradient, vectors, random);
      double norm = Vectors.norm(gradient);
      double size = Vectors.maxAbs(eigenvalues);
      double radius = norm / size * Math.pow(10, random.nextDouble(-4, 4));
      if (!(norm > 0 && size > 0)) {
        continue; // n = 1: nothing is left of the gradient or of the matrix
      }
      Quadratic problem = new Quadratic(matrix(eigenvalues, vectors), gradient);
      check(problem, radius, kind + ", run " + run + ", n = " + n);
    }
  }

  private static DenseSymmetric matrix(double[] eigenvalues, double[][] vectors) {
    int n = eigenvalues.length;
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        for (int k = 0; k < n; k++) {
          values[i * n + j] += eigenvalues[k] * vectors[k][i] * vectors[k][j];
        }
        values[j * n + i] = values[i * n + j];
      }
    }
    return new DenseSymmetric(n, values);
  }

  private static void check(Quadratic problem, double radius, String name) {
    int n = problem.dimension();
    Subproblem.Prepared prepared = new MoreSorensen().prepare(problem.model(), TestContext.ROOT);
    Proposal proposal = prepared.solve(new Radius(radius));
    double multiplier = multiplier(prepared);
    double[] step = proposal.step();
    double length = Vectors.norm(step);
    double[] eigenvalues = Dense.eigen(problem.matrix()).values();
    double size = Math.max(Math.abs(eigenvalues[0]), Math.abs(eigenvalues[n - 1]));

    // The decomposition is that of a matrix within a small multiple of n eps |B|.
    double unit = 20 * n * EPS;
    double[] residual = new double[n];
    problem.matrix().apply(step, residual);
    Vectors.addScaled(residual, multiplier, step);
    Vectors.addScaled(residual, 1, problem.linear());
    double rounding = unit * ((size + multiplier) * length + Vectors.norm(problem.linear()));
    assertTrue(
        Vectors.norm(residual) <= rounding,
        () -> name + ": (B + multiplier I) s + g = " + Vectors.norm(residual) + " > " + rounding);
    assertTrue(
        multiplier >= Math.max(0, -eigenvalues[0]) - unit * size,
        () -> name + ": multiplier " + multiplier + ", lowest " + eigenvalues[0]);
    assertTrue(length <= radius * (1 + unit), () -> name + ": |s| = " + length + " > " + radius);
    assertTrue(
        multiplier * (radius - length) <= 1e-12 * multiplier * radius,
        () -> name + ": multiplier " + multiplier + ", but |s| = " + length + " of " + radius);

    double reduction = problem.model().reduction(step);
    double error =
        unit * (Vectors.norm(problem.linear()) * length + (size + multiplier) * length * length);
    assertEquals(reduction, proposal.predictedReduction(), error, name);
    assertTrue(proposal.predictedReduction() > 0, name);
  }

  private static double multiplier(Subproblem.Prepared prepared) {
    return Reports.number(prepared::report, "multiplier");
  }

  private static Proposal solve(Quadratic problem, double radius) {
    return new MoreSorensen().prepare(problem.model(), TestContext.ROOT).solve(new Radius(radius));
  }

  /** ORACLES T2. */
  @Test
  void the_hard_case_reaches_the_boundary_along_an_eigenvector() {
    Quadratic problem = Quadratic.diagonal(new double[] {-1, 1}, 0, 1);
    Subproblem.Prepared prepared = new MoreSorensen().prepare(problem.model(), TestContext.ROOT);
    Proposal proposal = prepared.solve(new Radius(1));
    assertEquals(Math.sqrt(0.75), Math.abs(proposal.step()[0]), 1e-15);
    assertEquals(-0.5, proposal.step()[1], 1e-15);
    assertEquals(0.75, proposal.predictedReduction(), 1e-15);
    assertEquals(1, multiplier(prepared), 1e-15);
  }

  @Test
  void in_the_nearly_hard_case_the_sign_follows_the_gradient() {
    for (double part : new double[] {1e-3, -1e-3, 1e-9, -1e-9, 1e-14, -1e-14, 1e-30, -1e-30}) {
      Proposal proposal = solve(Quadratic.diagonal(new double[] {-1, 1}, part, 1), 1);
      assertTrue(part * proposal.step()[0] < 0, "for " + part);
      assertEquals(1, Vectors.norm(proposal.step()), 1e-15, "for " + part);
      assertEquals(Math.sqrt(0.75), Math.abs(proposal.step()[0]), Math.abs(part) + 1e-15);
    }
  }

  /** ORACLES T3, and S4: a large multiplier leaves the direction -g. */
  @Test
  void a_large_radius_gives_the_newton_step_and_a_small_one_the_direction_of_descent() {
    RandomGenerator random = new SplittableRandom(3);
    DenseSymmetric matrix = Quadratic.withEigenvalues(new double[] {0.5, 1, 2, 4, 8}, random);
    double[] gradient = Quadratic.gaussian(5, random);
    Quadratic problem = new Quadratic(matrix, gradient);
    double[] newton = solve(problem, 1e6).step();
    double[] product = new double[5];
    matrix.apply(newton, product);
    assertArrayEquals(Vectors.scale(-1, gradient), product, 1e-13);
    double tiny = 1e-9;
    double[] small = solve(problem, tiny).step();
    double[] descent = Vectors.scale(-tiny / Vectors.norm(gradient), gradient);
    // It bends off by |B| radius / |g| relative to its length.
    assertArrayEquals(descent, small, 10 * tiny * tiny);
  }

  /** Rounding in a flat direction must not send the step to the boundary. */
  @Test
  void a_consistent_singular_system_gets_its_shortest_solution() {
    RandomGenerator random = new SplittableRandom(4);
    for (int run = 0; run < 100; run++) {
      int n = 6;
      double[][] vectors = Quadratic.orthonormal(n, random);
      double[] eigenvalues = {0, 0, 1, 2, 3, 4};
      double[] gradient = Quadratic.gaussian(n, random);
      for (int k = 0; k < 2; k++) {
        Vectors.addScaled(gradient, -Vectors.dot(vectors[k], gradient), vectors[k]);
      }
      double[] shortest = new double[n];
      for (int k = 2; k < n; k++) {
        Vectors.addScaled(
            shortest, -Vectors.dot(vectors[k], gradient) / eigenvalues[k], vectors[k]);
      }
      Quadratic problem = new Quadratic(matrix(eigenvalues, vectors), gradient);
      assertArrayEquals(shortest, solve(problem, 100).step(), 1e-13);
    }
  }

  @Test
  void every_radius_of_a_model_is_served_by_one_preparation() {
    RandomGenerator random = new SplittableRandom(5);
    DenseSymmetric matrix = Quadratic.withEigenvalues(new double[] {-2, -1, 1, 5}, random);
    Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(4, random));
    Subproblem.Prepared prepared = new MoreSorensen().prepare(problem.model(), TestContext.ROOT);
    for (double radius : new double[] {1, 10, 0.01, 1}) {
      assertArrayEquals(solve(problem, radius).step(), prepared.solve(new Radius(radius)).step());
    }
  }

  @Test
  void without_a_gradient_it_follows_negative_curvature_or_has_no_step() {
    Proposal away = solve(Quadratic.diagonal(new double[] {2, -3}, 0, 0), 0.5);
    assertEquals(0.5, Math.abs(away.step()[1]), 1e-15);
    assertEquals(0.375, away.predictedReduction(), 1e-15);
    assertSame(Proposal.NONE, solve(Quadratic.diagonal(new double[] {2, 3}, 0, 0), 0.5));
    assertSame(Proposal.NONE, solve(Quadratic.diagonal(new double[] {0, 3}, 0, 0), 0.5));
  }

  @Test
  void the_zero_matrix_goes_straight_down_to_the_boundary() {
    Proposal proposal = solve(Quadratic.diagonal(new double[2], 3, 4), 5);
    assertArrayEquals(new double[] {-3, -4}, proposal.step(), 1e-14);
    assertEquals(25, proposal.predictedReduction(), 1e-13);
  }

  @Test
  void a_matrix_that_is_not_finite_is_a_numerical_failure() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, Double.NaN}, 1, 1);
    assertThrows(NumericalFailureException.class, () -> solve(problem, 1));
  }
}

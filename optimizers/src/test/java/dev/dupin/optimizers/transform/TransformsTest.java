package dev.dupin.optimizers.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.ModifiedCholesky;
import dev.dupin.testkit.TestContext;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TransformsTest {

  private static SymmetricOperator absolute(Quadratic problem) {
    return new AbsoluteTransform().apply(problem.model(), TestContext.ROOT);
  }

  @Test
  void the_identity_changes_nothing() {
    Model model = Quadratic.diagonal(new double[] {1, -2}, 1, 1).model();
    assertSame(model.curvature(), new IdentityTransform().apply(model, TestContext.ROOT));
    assertTrue(new IdentityTransform().gives().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void all_forms_of_the_absolute_value_agree(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 7;
    Quadratic problem =
        new Quadratic(
            Quadratic.withEigenvalues(random.doubles(n, -3, 3).toArray(), random), new double[n]);
    SymmetricOperator operator = absolute(problem);
    double[] v = Quadratic.gaussian(n, random);
    double[] once = apply(operator, v);
    // |B| |B| = B B
    assertArrayEquals(
        apply(problem.model().curvature(), apply(problem.model().curvature(), v)),
        apply(operator, once),
        1e-13);
    assertTrue(Vectors.dot(v, once) > 0);
    double[] byMatrix = new double[n];
    DenseSymmetric matrix = operator.toDense();
    matrix.apply(v, byMatrix);
    assertArrayEquals(once, byMatrix, 1e-13);
    for (double shift : new double[] {0, 0.7}) {
      double[] rhs = Vectors.add(once, Vectors.scale(shift, v));
      double[] solution = new double[n];
      operator.inverse(shift).orElseThrow().solve(rhs, solution);
      assertArrayEquals(v, solution, 1e-11); // the condition number is below 100 here
    }
  }

  /** ORACLES S3. */
  @Test
  void the_absolute_value_of_a_definite_matrix_is_itself() {
    RandomGenerator random = new SplittableRandom(6);
    DenseSymmetric matrix = Quadratic.withEigenvalues(new double[] {1, 2, 3, 4}, random);
    double[] values = absolute(new Quadratic(matrix, new double[4])).toDense().values();
    assertArrayEquals(matrix.values(), values, 1e-14);
  }

  @Test
  void it_is_positive_definite_even_where_the_matrix_is_singular_or_zero() {
    SymmetricOperator singular = absolute(Quadratic.diagonal(new double[] {0, -2}, 1, 1));
    assertTrue(singular.is(Trait.POSITIVE_DEFINITE));
    assertEquals(2 * 2 * 0x1p-52, apply(singular, new double[] {1, 0})[0]);
    SymmetricOperator zero = absolute(Quadratic.diagonal(new double[] {0, 0}, 1, 1));
    assertArrayEquals(new double[] {3, 4}, apply(zero, new double[] {3, 4}));
    assertTrue(new AbsoluteTransform().gives().contains(Trait.POSITIVE_DEFINITE));
  }

  @Test
  void a_matrix_that_is_not_finite_is_a_numerical_failure() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, Double.NaN}, 1, 1);
    assertThrows(NumericalFailureException.class, () -> absolute(problem));
  }

  private static double[] eigenvalues(SymmetricOperator operator) {
    return Dense.eigen(operator.toDense()).values();
  }

  private static SymmetricOperator apply(CurvatureTransform transform, double... diagonal) {
    return transform.apply(
        Quadratic.diagonal(diagonal, new double[diagonal.length]).model(), TestContext.ROOT);
  }

  @Test
  void clipping_raises_what_is_below_the_floor_and_nothing_else() {
    CurvatureTransform clip = new ClipTransform(new ClipTransform.Config(0.1));
    double[] values = eigenvalues(apply(clip, -4, 0.3, 0, 2));
    assertArrayEquals(new double[] {0.4, 0.4, 0.4, 2}, values, 1e-15);
    assertArrayEquals(new double[] {1, 1}, eigenvalues(apply(clip, 0, 0)), 0);
  }

  @Test
  void a_shift_moves_all_eigenvalues_alike_and_only_where_it_must() {
    CurvatureTransform shift = new ShiftTransform(new ShiftTransform.Config(0.1));
    assertArrayEquals(
        new double[] {0.4, 4.4, 4.7, 6.4}, eigenvalues(apply(shift, -4, 0.3, 0, 2)), 1e-15);
    assertArrayEquals(new double[] {1, 2, 3}, eigenvalues(apply(shift, 3, 1, 2)), 0);
    assertArrayEquals(new double[] {1, 1}, eigenvalues(apply(shift, 0, 0)), 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_modified_cholesky_factorisation_is_that_of_the_matrix_and_a_diagonal(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 2 + (int) seed;
    DenseSymmetric matrix = Quadratic.withEigenvalues(random.doubles(n, -3, 3).toArray(), random);
    ModifiedCholesky factors = ModifiedCholesky.of(matrix);
    double[] v = Quadratic.gaussian(n, random);
    double[] product = apply(factors, v);
    double[] solution = new double[n];
    factors.inverse(0).orElseThrow().solve(product, solution);
    assertArrayEquals(v, solution, 1e-10); // E leaves condition numbers of up to 1e4 here
    double[] byMatrix = new double[n];
    factors.toDense().apply(v, byMatrix);
    assertArrayEquals(byMatrix, product, 1e-12);
    assertTrue(eigenvalues(factors)[0] > 0);
    assertTrue(Vectors.maxAbs(factors.added()) <= largestAddition(matrix));
    for (double entry : factors.added()) {
      assertTrue(entry >= 0);
    }
  }

  /** Gill, Murray and Wright 1981, equation 4.12. */
  private static double largestAddition(DenseSymmetric matrix) {
    int n = matrix.n();
    double gamma = Vectors.maxAbs(matrix.diagonal());
    double xi = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        xi = Math.max(xi, Math.abs(matrix.get(i, j)));
      }
    }
    double beta = Math.sqrt(Math.max(gamma, xi / Math.sqrt(n * n - 1.0)));
    double row = xi / beta + (n - 1) * beta;
    return row * row + 2 * (gamma + (n - 1) * beta * beta) + 1e-10;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothing_is_added_to_a_matrix_that_is_positive_definite(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    DenseSymmetric matrix = Quadratic.withEigenvalues(random.doubles(6, 0.01, 3).toArray(), random);
    ModifiedCholesky factors = ModifiedCholesky.of(matrix);
    assertArrayEquals(new double[6], factors.added(), 0);
    assertArrayEquals(matrix.values(), factors.toDense().values(), 0);
  }

  @Test
  void a_matrix_of_zeros_becomes_the_identity() {
    ModifiedCholesky factors = ModifiedCholesky.of(new DenseSymmetric(3, new double[9]));
    assertArrayEquals(new double[] {1, 2, 3}, apply(factors, new double[] {1, 2, 3}), 0);
  }

  @Test
  void it_cannot_factor_what_is_not_finite() {
    DenseSymmetric matrix = new DenseSymmetric(1, new double[] {Double.NaN});
    assertThrows(NumericalFailureException.class, () -> ModifiedCholesky.of(matrix));
  }

  private static double[] apply(SymmetricOperator operator, double[] v) {
    double[] result = new double[v.length];
    operator.apply(v, result);
    return result;
  }
}

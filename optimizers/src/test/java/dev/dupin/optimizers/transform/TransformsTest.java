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
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.Quadratic;
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

  private static double[] apply(SymmetricOperator operator, double[] v) {
    double[] result = new double[v.length];
    operator.apply(v, result);
    return result;
  }
}

package dev.dupin.optimizers.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.optimizers.Quadratic;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DenseTest {

  private static final double EPS = 0x1p-52;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40, 120})
  void eigenvalues_ascend_and_belong_to_their_vectors(int n) {
    RandomGenerator random = new SplittableRandom(n);
    double[] eigenvalues = random.doubles(n, -2, 2).sorted().toArray();
    DenseSymmetric matrix = Quadratic.withEigenvalues(eigenvalues, random);
    double[] before = matrix.values().clone();
    SymmetricEigen eigen = Dense.eigen(matrix);
    assertArrayEquals(before, matrix.values(), "the matrix is not changed");
    assertArrayEquals(eigenvalues, eigen.values(), 10 * n * EPS);
    for (int k = 0; k < n; k++) {
      double[] residual = new double[n];
      matrix.apply(eigen.vector(k), residual);
      Vectors.addScaled(residual, -eigen.values()[k], eigen.vector(k));
      assertEquals(0, Vectors.norm(residual), 20 * n * EPS);
    }
    double[] x = Quadratic.gaussian(n, random);
    assertArrayEquals(x, eigen.combine(eigen.coordinates(x)), 1e-13);
  }

  @Test
  void cholesky_solves_definite_systems_and_refuses_others() {
    DenseSymmetric indefinite = new DenseSymmetric(2, new double[] {1, 2, 2, 1});
    assertTrue(Dense.cholesky(indefinite, 0).isEmpty());
    double[] solution = new double[2];
    Dense.cholesky(indefinite, 2).orElseThrow().inverse().solve(new double[] {5, 5}, solution);
    assertArrayEquals(new double[] {1, 1}, solution, 1e-15);
    assertArrayEquals(new double[] {1, 2, 2, 1}, indefinite.values());
    assertTrue(Dense.cholesky(new DenseSymmetric(2, new double[] {1, 1, 1, 1}), 0).isEmpty());
    assertTrue(Dense.cholesky(new DenseSymmetric(1, new double[] {0}), 0).isEmpty());
    DenseSymmetric nearlySingular = new DenseSymmetric(2, new double[] {1, 0, 0, 1e-18});
    assertFalse(Dense.cholesky(nearlySingular, 0).orElseThrow().wellConditioned());
    assertTrue(Dense.cholesky(nearlySingular, 1).orElseThrow().wellConditioned());
  }

  @Test
  void lu_solves_indefinite_systems_and_leaves_the_right_hand_side() {
    DenseSymmetric matrix = new DenseSymmetric(2, new double[] {0, 1, 1, 0});
    double[] rhs = {3, 4};
    double[] solution = new double[2];
    Dense.lu(matrix).solve(rhs, solution);
    assertArrayEquals(new double[] {4, 3}, solution);
    assertArrayEquals(new double[] {3, 4}, rhs);
  }

  @Test
  void matrices_that_are_not_finite_are_refused() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      DenseSymmetric matrix = new DenseSymmetric(2, new double[] {1, bad, bad, 1});
      assertThrows(NumericalFailureException.class, () -> Dense.eigen(matrix));
      assertThrows(NumericalFailureException.class, () -> Dense.cholesky(matrix, 0));
      assertThrows(NumericalFailureException.class, () -> Dense.lu(matrix));
    }
  }

  /** What rounding does is relative, whatever the size and the spread of the entries. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-30, 1, 1e30, 1e150})
  void the_scale_of_a_matrix_does_not_matter(double scale) {
    DenseSymmetric matrix =
        new DenseSymmetric(2, new double[] {2 * scale, 1e-8 * scale, 1e-8 * scale, -1e-8 * scale});
    SymmetricEigen eigen = Dense.eigen(matrix);
    assertEquals(-1e-8, eigen.values()[0] / scale, 1e-15);
    assertEquals(2, eigen.values()[1] / scale, 1e-15);
    assertFalse(Arrays.equals(eigen.vector(0), eigen.vector(1)));
  }
}

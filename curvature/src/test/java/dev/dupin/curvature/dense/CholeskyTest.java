package dev.dupin.curvature.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.curvature.Functions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CholeskyTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9})
  void solves_with_positive_definite_matrices(int n) {
    Random random = new Random(n);
    double[] eigenvalues = random.doubles(n, 0.5, 3).toArray();
    DenseSymmetric matrix = Functions.withEigenvalues(random, eigenvalues);
    double[] solution = Functions.normal(random, n);
    double[] x = Functions.product(matrix, solution);
    Cholesky.of(n, matrix.values()).orElseThrow().solve(x);
    assertArrayEquals(solution, x, 1e-13);
  }

  @Test
  void refuses_what_is_not_positive_definite_beyond_rounding() {
    assertTrue(Cholesky.of(1, new double[] {0}).isEmpty());
    assertTrue(Cholesky.of(1, new double[] {-1}).isEmpty());
    assertTrue(Cholesky.of(1, new double[] {Double.NaN}).isEmpty());
    assertTrue(Cholesky.of(1, new double[] {Double.POSITIVE_INFINITY}).isEmpty());
    assertTrue(Cholesky.of(2, new double[] {1, 2, 2, 1}).isEmpty());
    assertTrue(Cholesky.of(2, new double[] {1, 1, 1, 1 + 0x1p-52}).isEmpty());
    assertTrue(Cholesky.of(2, new double[] {1e-300, 0, 0, 1e300}).isPresent());
  }
}

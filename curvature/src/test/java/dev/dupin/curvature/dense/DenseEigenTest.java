package dev.dupin.curvature.dense;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.Functions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenseEigenTest {

  private static double[] values(DenseEigen eigen) {
    double[] values = new double[eigen.dimension()];
    Arrays.setAll(values, eigen::value);
    return values;
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "7, true", "16, true", "3, false", "17, false", "60, false"})
  void finds_known_eigenvalues_in_ascending_order_with_their_vectors(int n, boolean small) {
    Random random = new Random(n);
    double[] expected = Functions.normal(random, n);
    DenseSymmetric matrix = Functions.withEigenvalues(random, expected);
    DenseEigen eigen = DenseEigen.of(matrix, small);
    Arrays.sort(expected);
    // n eps |A| is the error of a backward stable decomposition; the matrix itself is built with
    // it.
    double tolerance = 10 * n * 0x1p-52 * eigen.norm();
    assertArrayEquals(expected, values(eigen), tolerance);
    for (int k = 0; k < n; k++) {
      double[] vector = eigen.vector(k);
      double[] image = Functions.product(matrix, vector);
      assertArrayEquals(Vectors.scale(eigen.value(k), vector), image, tolerance);
      for (int j = 0; j < n; j++) {
        assertEquals(j == k ? 1 : 0, eigen.component(j, vector), 1e-13);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16, 17, 40})
  void values_alone_are_the_same(int n) {
    DenseSymmetric matrix =
        Functions.withEigenvalues(new Random(n), Functions.normal(new Random(n + 1), n));
    DenseSymmetric large = new DenseSymmetric(n, Vectors.scale(1e200, matrix.values()));
    double[] expected = values(DenseEigen.of(large));
    assertArrayEquals(expected, DenseEigen.valuesOf(large), 1e187);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12, 16})
  void rotations_and_the_library_agree(int n) {
    DenseSymmetric matrix =
        Functions.withEigenvalues(new Random(n), Functions.normal(new Random(n + 1), n));
    assertArrayEquals(
        values(DenseEigen.of(matrix, true)), values(DenseEigen.of(matrix, false)), 1e-13);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void repeated_and_zero_eigenvalues_are_no_trouble(boolean small) {
    Random random = new Random(5);
    DenseSymmetric matrix = Functions.withEigenvalues(random, 0, 0, 0, 3, 3, 3, -2, -2);
    double[] expected = {-2, -2, 0, 0, 0, 3, 3, 3};
    assertArrayEquals(expected, values(DenseEigen.of(matrix, small)), 1e-14);
    DenseEigen zero = DenseEigen.of(new DenseSymmetric(3, new double[9]), small);
    assertArrayEquals(new double[3], values(zero));
    assertEquals(1, Vectors.norm(zero.vector(1)));
  }

  @ParameterizedTest
  @CsvSource({"1e300, true", "1e-300, true", "1e300, false", "1e-300, false"})
  void neither_overflow_nor_underflow_at_extreme_scales(double scale, boolean small) {
    DenseSymmetric matrix =
        new DenseSymmetric(2, new double[] {2 * scale, scale, scale, 2 * scale});
    double[] values = values(DenseEigen.of(matrix, small));
    assertEquals(1, values[0] / scale, 1e-15);
    assertEquals(3, values[1] / scale, 1e-15);
  }

  @Test
  void rotations_find_tiny_eigenvalues_to_high_relative_accuracy() {
    // D A D with D = diag(1, 1e-10) and A = [[2, 1], [1, 2]]: the determinant is 3e-20 exactly.
    DenseSymmetric matrix = new DenseSymmetric(2, new double[] {2, 1e-10, 1e-10, 2e-20});
    DenseEigen eigen = DenseEigen.of(matrix);
    assertEquals(1.5e-20, eigen.value(0), 1e-34);
  }

  @Test
  void adds_multiples_of_vectors_and_rebuilds_the_matrix() {
    DenseSymmetric matrix = Functions.withEigenvalues(new Random(1), 1, -4, 9);
    DenseEigen eigen = DenseEigen.of(matrix);
    double[] v = {1, 2, 3};
    double[] product = new double[3];
    for (int k = 0; k < 3; k++) {
      eigen.addScaled(product, eigen.value(k) * eigen.component(k, v), k);
    }
    assertArrayEquals(Functions.product(matrix, v), product, 1e-13);
    assertEquals(9, eigen.norm(), 1e-13);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refuses_what_is_not_finite(double bad) {
    DenseSymmetric matrix = new DenseSymmetric(2, new double[] {1, bad, bad, 1});
    assertThrows(NumericalFailureException.class, () -> DenseEigen.of(matrix));
    DenseSymmetric large = new DenseSymmetric(20, Vectors.filled(400, bad));
    assertThrows(NumericalFailureException.class, () -> DenseEigen.of(large));
    assertThrows(NumericalFailureException.class, () -> DenseEigen.valuesOf(large));
  }
}

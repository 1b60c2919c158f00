package dev.dupin.optimizers.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.optimizers.Quadratic;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class KrylovSubspaceTest {

  private final RandomGenerator random = new SplittableRandom(1);

  private DenseSymmetric matrix(int n) {
    return Quadratic.withEigenvalues(random.doubles(n, -3, 3).toArray(), random);
  }

  private static double[] unit(int n, int k) {
    double[] unit = new double[n];
    unit[k] = 1;
    return unit;
  }

  /** One sequence is the Lanczos process. */
  @Test
  void the_projection_on_one_sequence_is_the_tridiagonal_matrix_of_lanczos() {
    DenseSymmetric matrix = matrix(30);
    double[] start = Quadratic.gaussian(30, random);
    KrylovSubspace space = new KrylovSubspace(matrix::apply);
    space.grow(start, 12);
    Lanczos lanczos = new Lanczos(matrix::apply, start);
    for (int i = 0; i < 12; i++) {
      lanczos.step();
    }
    assertArrayEquals(lanczos.tridiagonal().values(), space.projection().values(), 1e-12);
  }

  /** V'V = I and the projection is V'BV, whatever was added. */
  @Test
  void the_basis_stays_orthonormal_and_the_projection_is_that_on_it() {
    int n = 40;
    DenseSymmetric matrix = matrix(n);
    KrylovSubspace space = new KrylovSubspace(matrix::apply);
    space.grow(Quadratic.gaussian(n, random), 10);
    space.grow(Quadratic.gaussian(n, random), 11);
    space.grow(Quadratic.gaussian(n, random), 16);
    assertEquals(16, space.dimension());
    double[] projection = space.projection().values();
    for (int j = 0; j < 16; j++) {
      double[] vector = space.combine(unit(16, j));
      assertArrayEquals(unit(16, j), space.coordinates(vector), 1e-14);
      double[] product = new double[n];
      matrix.apply(vector, product);
      for (int i = 0; i < 16; i++) {
        assertEquals(space.coordinates(product)[i], projection[i * 16 + j], 1e-13);
      }
    }
  }

  @Test
  void a_vector_inside_adds_nothing_and_an_invariant_space_does_not_grow() {
    DenseSymmetric matrix = Quadratic.diagonal(new double[] {1, 2, 3, 4, 5}, 0, 0).matrix();
    KrylovSubspace space = new KrylovSubspace(matrix::apply);
    space.grow(new double[] {1, 1, 0, 0, 0}, 5);
    assertEquals(2, space.dimension());
    space.grow(new double[] {1, -7, 0, 0, 1e-12}, 5);
    space.grow(new double[5], 5);
    assertEquals(2, space.dimension());
    space.grow(Vectors.filled(5, 1), 10);
    assertEquals(5, space.dimension());
  }

  @Test
  void a_product_that_is_not_finite_is_a_numerical_failure() {
    KrylovSubspace space = new KrylovSubspace((v, result) -> result[0] = Double.NaN);
    assertThrows(NumericalFailureException.class, () -> space.grow(new double[] {1}, 1));
  }
}

package dev.dupin.core.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanczosTest {

  private static final double EPS = 0x1p-52;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_basis_is_orthonormal_and_the_recurrence_holds(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 80;
    DenseSymmetric matrix = gaussian(n, random);
    Lanczos lanczos = steps(matrix, vector(n, random), 40);
    assertEquals(40, lanczos.steps());
    double norm = frobenius(matrix);
    for (int j = 0; j < 40; j++) {
      for (int i = 0; i <= j; i++) {
        assertEquals(
            i == j ? 1 : 0, Vectors.dot(lanczos.basis(i), lanczos.basis(j)), 20 * EPS, "basis");
      }
      double[] left = new double[n];
      matrix.apply(lanczos.basis(j), left);
      Vectors.addScaled(left, -lanczos.alpha(j), lanczos.basis(j));
      if (j > 0) {
        Vectors.addScaled(left, -lanczos.beta(j - 1), lanczos.basis(j - 1));
      }
      if (j < 39) {
        Vectors.addScaled(left, -lanczos.beta(j), lanczos.basis(j + 1));
        assertEquals(0, Vectors.norm(left), n * EPS * norm, "A q = T q");
      } else {
        assertEquals(lanczos.beta(j), Vectors.norm(left), n * EPS * norm, "the last residual");
      }
    }
  }

  /** ORACLES P2: run to full order, Lanczos rebuilds the matrix. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void to_full_order_it_rebuilds_the_matrix(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 30;
    DenseSymmetric matrix = gaussian(n, random);
    Lanczos lanczos = steps(matrix, vector(n, random), n + 5);
    assertEquals(n, lanczos.steps());
    assertTrue(lanczos.isInvariant());
    double[] unit = new double[n];
    for (int i = 0; i < n; i++) {
      unit[i] = 1;
      double[] coordinates = new double[n];
      for (int j = 0; j < n; j++) {
        coordinates[j] = Vectors.dot(lanczos.basis(j), unit);
      }
      double[] image = new double[n];
      lanczos.tridiagonal().apply(coordinates, image);
      double[] column = lanczos.combine(image);
      for (int k = 0; k < n; k++) {
        assertEquals(matrix.get(k, i), column[k], 1e-12, "entry " + k + ", " + i);
      }
      unit[i] = 0;
    }
  }

  /** ORACLES P3: m steps reproduce the moments v'A^k v for k up to 2m - 1. */
  @Test
  void its_tridiagonal_matrix_reproduces_the_moments() {
    RandomGenerator random = new SplittableRandom(7);
    int n = 40;
    int m = 5;
    DenseSymmetric matrix = gaussian(n, random);
    double[] start = vector(n, random);
    Lanczos lanczos = steps(matrix, start, m);
    double[] power = Vectors.scale(1 / Vectors.norm(start), start);
    double[] first = power.clone();
    double[] tridiagonalPower = new double[m];
    tridiagonalPower[0] = 1;
    for (int k = 1; k <= 2 * m - 1; k++) {
      double[] next = new double[n];
      matrix.apply(power, next);
      power = next;
      double[] nextTridiagonal = new double[m];
      lanczos.tridiagonal().apply(tridiagonalPower, nextTridiagonal);
      tridiagonalPower = nextTridiagonal;
      double moment = Vectors.dot(first, power);
      double size = Vectors.norm(power);
      assertEquals(moment, tridiagonalPower[0], 1e-12 * size, "moment " + k);
    }
  }

  /** ORACLES P4: three distinct eigenvalues, three steps, whatever the scale of the matrix. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-200, 1e-20, 1, 1e20, 1e150})
  void it_stops_where_the_space_is_invariant(double scale) {
    double[] diagonal = new double[60];
    for (int i = 0; i < 60; i++) {
      diagonal[i] = scale * (i < 10 ? -1 : i < 40 ? 0 : 3);
    }
    Lanczos lanczos = new Lanczos(product(diagonal), Vectors.filled(60, 1));
    int made = 0;
    while (lanczos.step()) {
      made++;
    }
    assertEquals(3, made);
    assertEquals(3, lanczos.steps());
    assertTrue(lanczos.isInvariant());
    assertEquals(0, lanczos.beta(2));
    // T has the eigenvalues -1, 0, 3, so its trace is 2 and its determinant 0.
    assertEquals(
        2, (lanczos.alpha(0) + lanczos.alpha(1) + lanczos.alpha(2)) / scale, 1e-13, "trace");
    assertTrue(lanczos.norm() <= 3 * scale * (1 + 1e-14) && lanczos.norm() >= scale);
  }

  @Test
  void a_small_eigenvalue_is_no_breakdown() {
    double[] diagonal = {1, 1e-8, 1e-12};
    Lanczos lanczos = new Lanczos(product(diagonal), new double[] {1, 1, 1});
    lanczos.step();
    lanczos.step();
    assertFalse(lanczos.isInvariant());
    lanczos.step();
    assertTrue(lanczos.isInvariant());
  }

  @Test
  void the_zero_matrix_is_invariant_at_once() {
    Lanczos lanczos = new Lanczos(product(new double[4]), new double[] {1, 2, 3, 4});
    assertTrue(lanczos.step());
    assertTrue(lanczos.isInvariant());
    assertFalse(lanczos.step());
    assertEquals(0, lanczos.alpha(0));
    assertEquals(0, lanczos.norm());
  }

  @Test
  void the_start_is_neither_changed_nor_kept() {
    double[] start = {3, 4};
    Lanczos lanczos = new Lanczos(product(new double[] {1, 2}), start);
    start[0] = 100;
    lanczos.step();
    assertEquals(0.6, lanczos.basis(0)[0]);
    assertEquals(0.8, lanczos.basis(0)[1]);
  }

  @Test
  void a_start_without_direction_is_refused() {
    Lanczos.Product product = product(new double[] {1, 2});
    assertThrows(IllegalArgumentException.class, () -> new Lanczos(product, new double[2]));
    assertThrows(
        IllegalArgumentException.class, () -> new Lanczos(product, new double[] {1, Double.NaN}));
  }

  @Test
  void a_product_that_is_not_finite_is_a_numerical_failure() {
    Lanczos lanczos = new Lanczos(product(new double[] {1, Double.NaN}), new double[] {1, 1});
    assertThrows(NumericalFailureException.class, lanczos::step);
  }

  @Test
  void nothing_is_read_beyond_the_steps_made() {
    Lanczos lanczos = new Lanczos(product(new double[] {1, 2}), new double[] {1, 1});
    assertThrows(IndexOutOfBoundsException.class, () -> lanczos.alpha(0));
    lanczos.step();
    assertThrows(IndexOutOfBoundsException.class, () -> lanczos.basis(1));
  }

  private static Lanczos steps(DenseSymmetric matrix, double[] start, int steps) {
    Lanczos lanczos = new Lanczos(matrix::apply, start);
    for (int i = 0; i < steps; i++) {
      lanczos.step();
    }
    return lanczos;
  }

  private static Lanczos.Product product(double[] diagonal) {
    return (v, result) -> {
      for (int i = 0; i < v.length; i++) {
        result[i] = diagonal[i] * v[i];
      }
    };
  }

  private static DenseSymmetric gaussian(int n, RandomGenerator random) {
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = random.nextGaussian();
        values[i * n + j] = entry;
        values[j * n + i] = entry;
      }
    }
    return new DenseSymmetric(n, values);
  }

  private static double[] vector(int n, RandomGenerator random) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }

  private static double frobenius(DenseSymmetric matrix) {
    return Vectors.norm(matrix.values());
  }

  /** Q'MQ = I, Q'AQ = T, and the recurrence, for M with a condition of 1e6. */
  @Test
  void with_a_preconditioner_the_basis_is_orthonormal_in_its_inner_product() {
    RandomGenerator random = new SplittableRandom(11);
    int n = 12;
    int m = 7;
    DenseSymmetric matrix = gaussian(n, random);
    double[] weights = random.doubles(n, -3, 3).map(power -> Math.pow(10, power)).toArray();
    double[] start = vector(n, random);
    Lanczos lanczos =
        new Lanczos(
            matrix::apply,
            Optional.of(
                (v, result) -> {
                  for (int i = 0; i < n; i++) {
                    result[i] = v[i] / weights[i];
                  }
                }),
            start);
    for (int j = 0; j < m; j++) {
      lanczos.step();
    }
    double squared = 0;
    for (int i = 0; i < n; i++) {
      squared += start[i] * start[i] / weights[i];
    }
    assertEquals(Math.sqrt(squared), lanczos.startNorm(), 1e-12 * Math.sqrt(squared));
    for (int j = 0; j < m; j++) {
      double[] product = new double[n];
      matrix.apply(lanczos.basis(j), product);
      for (int k = 0; k < m; k++) {
        double[] weighted = lanczos.basis(k).clone();
        for (int i = 0; i < n; i++) {
          weighted[i] *= weights[i];
          assertEquals(weighted[i], lanczos.dual(k)[i], 1e-12 * Math.sqrt(weights[i]));
        }
        assertEquals(j == k ? 1 : 0, Vectors.dot(lanczos.basis(j), weighted), 1e-12);
        double expected = lanczos.tridiagonal().values()[j * m + k];
        double size = lanczos.norm();
        assertEquals(expected, Vectors.dot(lanczos.basis(k), product), 1e-10 * size);
      }
    }
  }

  @Test
  void a_preconditioner_that_is_not_definite_is_a_numerical_failure() {
    assertThrows(
        NumericalFailureException.class,
        () ->
            new Lanczos(
                product(new double[] {1, 2}),
                Optional.of(product(new double[] {1, -2})),
                new double[] {1, 1}));
  }
}

package dev.dupin.optimizers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.optimizers.CountingOperator;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.internal.NegativeCurvature.Found;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NegativeCurvatureTest {

  private static Optional<Found> search(SymmetricOperator operator) {
    return NegativeCurvature.of(operator, TestContext.ROOT);
  }

  private static SymmetricOperator dense(double... diagonal) {
    return Operators.dense(Quadratic.diagonal(diagonal).matrix(), Set.of());
  }

  /** A diagonal operator of any size. */
  private record Diagonal(double[] entries) implements SymmetricOperator {
    @Override
    public int dimension() {
      return entries.length;
    }

    @Override
    public void apply(double[] v, double[] result) {
      for (int i = 0; i < v.length; i++) {
        result[i] = entries[i] * v[i];
      }
    }
  }

  private static void assertNegative(SymmetricOperator operator, Found found) {
    double[] product = new double[found.vector().length];
    operator.apply(found.vector(), product);
    assertEquals(1, Vectors.norm(found.vector()), 1e-12);
    assertEquals(found.curvature(), Vectors.dot(found.vector(), product), 1e-12);
    assertTrue(found.curvature() < 0);
  }

  @Test
  void a_dense_matrix_is_decided_by_its_lowest_eigenvalue() {
    assertTrue(search(dense(1, 2, 3)).isEmpty());
    assertTrue(search(dense(1, 0, 3)).isEmpty());
    assertTrue(search(dense(0, 0)).isEmpty());
    Found found = search(dense(1, -1e-6, 3)).orElseThrow();
    assertEquals(-1e-6, found.curvature(), 1e-20);
    assertEquals(1, Math.abs(found.vector()[1]), 1e-15);
  }

  @Test
  void what_rounding_may_have_made_negative_is_not_proven_negative() {
    assertTrue(search(full(1, 1 - 0x1p-53, 1)).isEmpty());
    assertTrue(search(full(1, 1 + 0x1p-51, 1)).isEmpty());
    assertTrue(search(full(1, 1 + 0x1p-40, 1)).isPresent());
    assertTrue(search(dense(1e-300, -1e-306, 3e-300)).isPresent());
  }

  /** One row and column of one size, and another one of another size. */
  private static SymmetricOperator full(double first, double coupling, double second) {
    double[] values = {first, coupling, coupling, second};
    return Operators.dense(new DenseSymmetric(2, values), Set.of());
  }

  @Test
  void a_large_row_hides_nothing_in_a_small_one() {
    Found found = search(dense(2e16, -2, 1e-8)).orElseThrow();
    assertEquals(-2, found.curvature());
    assertEquals(1, Math.abs(found.vector()[1]));
    assertEquals(1, found.length(), 0.5);
    assertTrue(search(full(1e20, 1, 1e-20)).isEmpty());
    assertTrue(search(full(1e20, 1 + 1e-9, 1e-20)).isPresent());
    assertTrue(search(full(1e300, 0, -1e-300)).isPresent());
  }

  /** J'J with fewer rows than columns, whose columns are of sizes from 1e-8 to 1e8. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void a_singular_sum_of_squares_shows_none(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = random.nextInt(3, 40);
    double[] sizes = random.doubles(n, -8, 8).map(k -> Math.pow(10, k)).toArray();
    double[] values = new double[n * n];
    for (int row = random.nextInt(1, n); row > 0; row--) {
      double[] j = Quadratic.gaussian(n, random);
      for (int i = 0; i < n * n; i++) {
        values[i] += j[i / n] * sizes[i / n] * (j[i % n] * sizes[i % n]);
      }
    }
    assertTrue(search(Operators.dense(new DenseSymmetric(n, values), Set.of())).isEmpty());
  }

  /** p (1 - p) of probabilities down to 1e-20: singular, as a shift of all scores shows. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void the_hessian_of_a_softmax_shows_none(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = random.nextInt(3, 20);
    double[] p = random.doubles(n, -45, 0).map(Math::exp).toArray();
    double sum = Arrays.stream(p).sum();
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double entry = p[i] / sum * (p[j] / sum);
        values[i * n + j] -= i == j ? 0 : entry;
        values[i * n + i] += i == j ? 0 : entry; // p (1 - p) without cancellation
      }
    }
    assertTrue(search(Operators.dense(new DenseSymmetric(n, values), Set.of())).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void lanczos_sees_through_a_diagonal_of_many_sizes(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] entries = random.doubles(300, -8, 8).map(k -> Math.pow(10, k)).toArray();
    entries[12] = -1e-8;
    SymmetricOperator shown =
        new CountingOperator(new Diagonal(entries)) {
          @Override
          public Optional<double[]> diagonal() {
            return Optional.of(entries);
          }
        };
    Found found = search(shown).orElseThrow();
    assertTrue(found.curvature() < 0);
    double[] product = new double[300];
    shown.apply(found.vector(), product);
    assertTrue(Vectors.dot(found.vector(), product) < 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void lanczos_finds_one_negative_eigenvalue_among_hundreds(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 400;
    double[] eigenvalues = random.doubles(n, 0.5, 1).toArray();
    eigenvalues[0] = -0.2;
    DenseSymmetric matrix = Quadratic.withEigenvalues(eigenvalues, random);
    CountingOperator operator = new CountingOperator(Operators.dense(matrix, Set.of()));
    Found found = search(operator).orElseThrow();
    assertTrue(operator.products() < 30, operator.products() + " products");
    assertNegative(operator, found);
  }

  @Test
  void lanczos_sees_one_direction_in_a_hundred_thousand() {
    double[] entries = Vectors.filled(100_000, 1);
    entries[12_345] = -1;
    SymmetricOperator operator = new Diagonal(entries);
    Found found = search(operator).orElseThrow();
    assertEquals(-1, found.curvature(), 1e-8);
    assertEquals(1, Math.abs(found.vector()[12_345]), 1e-8);
  }

  @Test
  void a_definite_operator_is_left_after_a_bounded_number_of_products() {
    double[] spread = new double[1000];
    for (int i = 0; i < 1000; i++) {
      spread[i] = 1 + i;
    }
    CountingOperator easy = new CountingOperator(new Diagonal(spread));
    assertTrue(search(easy).isEmpty());
    // 1/2 (1 + 10 ln(1.65 sqrt(1000) 1e6)) = 90 steps see eigenvalues below -|B| / 100
    assertTrue(easy.products() <= 90, easy.products() + " products");
    double[] semidefinite = new double[1000];
    for (int i = 0; i < 500; i++) {
      semidefinite[i] = i;
    }
    CountingOperator hard = new CountingOperator(new Diagonal(semidefinite));
    assertTrue(search(hard).isEmpty());
    assertTrue(hard.products() <= 90, hard.products() + " products");
  }

  @Test
  void a_diagonal_shows_it_without_a_product() {
    double[] entries = Vectors.filled(1000, 1);
    entries[3] = -1e-20;
    CountingOperator operator =
        new CountingOperator(new Diagonal(entries)) {
          @Override
          public Set<Trait> traits() {
            return Set.of(Trait.DIAGONAL);
          }

          @Override
          public Optional<double[]> diagonal() {
            return Optional.of(entries);
          }
        };
    assertEquals(1, search(operator).orElseThrow().vector()[3]);
    entries[3] = 0;
    assertTrue(search(operator).isEmpty());
    assertEquals(0, operator.products());
  }

  @Test
  void the_zero_operator_has_no_negative_curvature() {
    assertTrue(search(new Diagonal(new double[300])).isEmpty());
  }
}

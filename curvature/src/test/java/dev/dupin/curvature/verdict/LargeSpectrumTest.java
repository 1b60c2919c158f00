package dev.dupin.curvature.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.difference.SparseSymmetric;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a sparse Hessian is true of its dense eigenvalues. */
class LargeSpectrumTest {

  private static SpectrumBounds bounds(SparseQuadratic objective) {
    double[] point = new SplittableRandom(5).doubles(objective.dimension(), -1, 1).toArray();
    return LargeSpectrum.of(objective.at(point), TestContext.ROOT, 200);
  }

  static Stream<SparseQuadratic> sparse() {
    return IntStream.range(0, 240).mapToObj(LargeSpectrumTest::sparse);
  }

  /** Eight shapes, of four kinds of entries each, some scaled, some by differences. */
  private static SparseQuadratic sparse(int seed) {
    SplittableRandom random = new SplittableRandom(31 * seed + 7);
    int shape = seed % 8;
    int kind = seed / 8 % 4;
    int n = shape == 4 ? 36 : shape == 7 ? 410 : 20 + random.nextInt(60);
    int[] at = seed % 3 == 0 ? SparseQuadratic.shuffled(n, random) : identity(n);
    SparseQuadratic.Builder builder = new SparseQuadratic.Builder(n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (isThere(shape, i, j)) {
          builder.set(at[i], at[j], off(kind, random));
        }
      }
      builder.set(at[i], at[i], diagonal(kind, random));
    }
    double[] scale = new double[n];
    for (int i = 0; i < n; i++) {
      scale[i] = seed % 5 == 0 ? Math.scalb(1, random.nextInt(40) - 20) : 1;
    }
    return builder.build(scale, seed % 7 != 6);
  }

  private static int[] identity(int n) {
    return IntStream.range(0, n).toArray();
  }

  private static boolean isThere(int shape, int i, int j) {
    return switch (shape) {
      case 0 -> false; // diagonal
      case 1 -> i / 2 == j / 2; // pairs
      case 2, 7 -> i - j == 1; // tridiagonal, and a long one
      case 3 -> i - j <= 3; // a band
      case 4 -> i - j == 6 || (i - j == 1 && i % 6 != 0); // a grid of 6 x 6
      case 5 -> j == 0; // an arrowhead
      default -> i / 5 == j / 5; // blocks of 5
    };
  }

  private static double off(int kind, SplittableRandom random) {
    return kind == 1 ? 0.1 * random.nextDouble(-1, 1) : Math.rint(4 * random.nextDouble(-1, 1)) / 4;
  }

  private static double diagonal(int kind, SplittableRandom random) {
    return switch (kind) {
      case 0 -> random.nextDouble(-1, 1); // indefinite
      case 1 -> 1 + random.nextDouble(); // positive definite
      case 2 -> 0; // signs from couplings alone
      default -> Math.rint(2 * random.nextDouble(-1, 1)); // singular blocks
    };
  }

  @ParameterizedTest
  @MethodSource("sparse")
  void no_statement_is_false_and_the_whole_spectrum_is_bounded(SparseQuadratic objective) {
    SpectrumBounds found = bounds(objective);
    double[] values = DenseEigen.valuesOf(objective.dense());
    int n = values.length;
    // What dense eigenvalues cannot tell from zero may be proven here, never the other way round.
    double rounding = 4 * n * 0x1p-52 * Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
    String seen = found + " " + values[0] + " " + values[n - 1];
    assertTrue(
        found.negatives() <= IntStream.range(0, n).filter(k -> values[k] < rounding).count());
    assertTrue(
        found.positives() <= IntStream.range(0, n).filter(k -> values[k] > -rounding).count(),
        seen);
    assertTrue(found.smallest().lower() <= values[0] + rounding, seen);
    assertTrue(found.smallest().upper() >= values[0] - rounding, seen);
    assertTrue(found.largest().lower() <= values[n - 1] + rounding, seen);
    assertTrue(found.largest().upper() >= values[n - 1] - rounding, seen);
    assertEquals(found.negatives() > 0, found.negativeDirection().isPresent(), seen);
    assertEquals(found.positives() > 0, found.positiveDirection().isPresent(), seen);
    found.negativeDirection().ifPresent(v -> assertTrue(objective.form(v) < 0, seen));
    found.positiveDirection().ifPresent(v -> assertTrue(objective.form(v) > 0, seen));
    found.negativeDirection().ifPresent(v -> assertEquals(1, Vectors.norm(v), 1e-12));
  }

  /** Not only true: of these matrices with exact products nearly all are settled, and sharply. */
  @Test
  void nearly_all_signs_are_proven() {
    int whole = 0;
    int complete = 0;
    int sharp = 0;
    int all = 0;
    for (int seed = 0; seed < 240; seed++) {
      SparseQuadratic objective = sparse(seed);
      if (!objective.exact()) {
        continue;
      }
      all++;
      SpectrumBounds found = bounds(objective);
      double[] values = DenseEigen.valuesOf(objective.dense());
      double size = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
      long clear = Arrays.stream(values).filter(v -> Math.abs(v) > 1e-10 * size).count();
      whole += found.whole() ? 1 : 0;
      complete += found.negatives() + found.positives() >= clear ? 1 : 0;
      sharp += found.smallest().upper() - found.smallest().lower() < 1e-6 * size ? 1 : 0;
    }
    assertTrue(whole >= 0.9 * all, whole + " of " + all);
    assertTrue(complete >= 0.9 * all, complete + " of " + all);
    assertTrue(sharp >= 0.9 * all, sharp + " of " + all);
  }

  @Test
  void a_minimum_of_pairs_is_proven_with_a_few_products() {
    SpectrumBounds found = bounds(sparse(8 + 1));
    assertTrue(found.isPositiveDefinite(), found.toString());
    assertTrue(found.products() <= 16, found.toString());
    assertTrue(found.certificate().contains("blocks of at most 2 variables"), found.certificate());
  }

  /** A pattern that leaves out entries would prove anything: a product finds it out. */
  @Test
  void a_wrong_pattern_is_not_believed() {
    SparseQuadratic honest = sparse(2);
    SpectrumBounds found = bounds(new SparseQuadratic(honest.matrix(), true, 1));
    assertFalse(found.whole(), found.toString());
  }

  /** Columns too many to read by products within the budget: Lanczos has to do. */
  @Test
  void a_full_pattern_is_left_to_lanczos() {
    int n = 300;
    SparseQuadratic.Builder builder = new SparseQuadratic.Builder(n);
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        builder.set(i, j, random.nextDouble(-1, 1));
      }
    }
    SpectrumBounds found = bounds(builder.build(Vectors.filled(n, 1), true));
    assertFalse(found.whole());
    assertTrue(found.isIndefinite(), found.toString());
  }

  /** A variable that is coupled to all others would take n^2 steps to colour. */
  @Test
  void a_hub_of_many_variables_is_left_to_lanczos() {
    int n = 40_000;
    SparseQuadratic.Builder builder = new SparseQuadratic.Builder(n).set(0, 0, 1);
    for (int i = 1; i < n; i++) {
      builder.set(i, i, 1).set(i, 0, 0.01);
    }
    SpectrumBounds found = bounds(builder.build(Vectors.filled(n, 1), true));
    assertFalse(found.whole());
    // Along the hub: eigenvalues 1 and 1 +- 0.01 sqrt(n - 1).
    assertEquals(1, found.negatives());
    double smallest = 1 - 0.01 * Math.sqrt(n - 1);
    assertEquals(smallest, found.smallest().value(), found.smallest().error());
    // The start vector is long: what it has along the three eigenvectors is rounded to sqrt(n) eps.
    assertEquals(smallest, found.smallest().value(), 1e-10);
  }

  /** The inertia of a scaled function is that of the function, whatever the scales. */
  @ParameterizedTest
  @ValueSource(ints = {8, 9, 10, 12, 13, 14, 15})
  void scales_of_variables_change_no_sign(int seed) {
    SparseQuadratic plain = sparse(seed);
    SpectrumBounds expected = bounds(plain);
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = plain.matrix().values().clone();
    double[] scale = random.doubles(plain.dimension(), -30, 30).map(Math::exp).toArray();
    for (int i = 0; i < scale.length; i++) {
      for (int at = plain.matrix().pointers()[i]; at < plain.matrix().pointers()[i + 1]; at++) {
        values[at] *= scale[i] * scale[plain.matrix().indices()[at]];
      }
    }
    SpectrumBounds found =
        bounds(
            new SparseQuadratic(
                new SparseSymmetric(plain.matrix().pointers(), plain.matrix().indices(), values),
                true,
                -1));
    assertTrue(expected.whole() && found.whole(), found.toString());
    assertEquals(expected.negatives(), found.negatives());
    assertEquals(expected.positives(), found.positives());
  }
}

package dev.dupin.curvature.difference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.CountingMeter;
import dev.dupin.curvature.Functions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

class StarColouringTest {

  private record Pattern(int[] pointers, int[] indices) implements HessianSparsity {

    /** The entries of a test, and the diagonal. */
    static Pattern of(int n, BiPredicate<Integer, Integer> linked) {
      int[] pointers = new int[n + 1];
      int[] indices = new int[n * n];
      int at = 0;
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (i == j || linked.test(i, j) || linked.test(j, i)) {
            indices[at] = j;
            at++;
          }
        }
        pointers[i + 1] = at;
      }
      return new Pattern(pointers, Arrays.copyOf(indices, at));
    }
  }

  private static boolean tridiagonal(int i, int j) {
    return i - j == 1;
  }

  private static boolean arrowhead(int i, int j) {
    return i == 0;
  }

  private static int colours(int n, BiPredicate<Integer, Integer> linked) {
    return new StarColouring(n, Pattern.of(n, linked)).count();
  }

  @Test
  void known_patterns_take_the_known_number_of_colours() {
    assertEquals(1, colours(40, (i, j) -> false));
    assertEquals(3, colours(40, StarColouringTest::tridiagonal));
    assertEquals(2, colours(40, StarColouringTest::arrowhead));
    assertEquals(40, colours(40, (i, j) -> true));
    // A grid of 6 x 6 with its four neighbours: five would do for columns that do not overlap.
    assertTrue(colours(36, (i, j) -> i - j == 6 || (i - j == 1 && i % 6 != 0)) <= 6);
  }

  @Test
  void neighbours_differ_and_no_path_of_four_has_two_colours() {
    Random random = new Random(17);
    for (int draw = 0; draw < 20; draw++) {
      int n = 12;
      boolean[][] linked = new boolean[n][n];
      for (int edge = 0; edge < 3 + draw; edge++) {
        int i = random.nextInt(n);
        int j = random.nextInt(n);
        linked[i][j] = linked[j][i] = i != j;
      }
      assertStar(linked, new StarColouring(n, Pattern.of(n, (i, j) -> linked[i][j])));
    }
  }

  private static void assertStar(boolean[][] linked, StarColouring colouring) {
    int n = linked.length;
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        if (!linked[a][b]) {
          continue;
        }
        assertTrue(colouring.of(a) != colouring.of(b), "neighbours of one colour");
        for (int c = 0; c < n; c++) {
          for (int d = 0; d < n; d++) {
            boolean path = c != a && d != b && d != a && linked[b][c] && linked[c][d];
            boolean twoColours =
                colouring.of(a) == colouring.of(c) && colouring.of(b) == colouring.of(d);
            assertTrue(!(path && twoColours), "a path of four in two colours");
          }
        }
      }
    }
  }

  @Test
  void differences_of_a_sparse_quadratic_recover_every_entry() {
    int n = 9;
    Pattern tridiagonal = Pattern.of(n, StarColouringTest::tridiagonal);
    Pattern arrowhead = Pattern.of(n, StarColouringTest::arrowhead);
    for (Pattern pattern : List.of(tridiagonal, arrowhead)) {
      double[] values = new double[n * n];
      Random random = new Random(2);
      for (int i = 0; i < n; i++) {
        for (int at = pattern.pointers()[i]; at < pattern.pointers()[i + 1]; at++) {
          int j = pattern.indices()[at];
          if (j <= i) {
            values[i * n + j] = random.nextGaussian();
            values[j * n + i] = values[i * n + j];
          }
        }
      }
      CountingMeter meter = new CountingMeter();
      Objective quadratic =
          Functions.quadratic(new DenseSymmetric(n, values), new double[n])
              .offering(Set.of())
              .metered(meter);
      double[] x = Functions.normal(random, n);
      StarColouring colouring = new StarColouring(n, pattern);
      SparseSymmetric sparse = GradientDifferences.central(quadratic.at(x)).sparse(colouring);
      // Rounding of the gradient over a step of eps^(1/3).
      assertArrayEquals(values, sparse.dense().values(), 1e-9);
      assertEquals(2 * colouring.count(), meter.gradients);
      double[] product = new double[n];
      sparse.apply(x, product);
      assertArrayEquals(
          Functions.product(sparse.dense(), x), product, 1e-14 * Vectors.norm(values));
      assertArrayEquals(sparse.dense().diagonal(), sparse.diagonal());
      double[] forward =
          GradientDifferences.forward(quadratic.at(x)).sparse(colouring).dense().values();
      assertArrayEquals(values, forward, 1e-6);
    }
  }

  @Test
  void a_pattern_of_other_rows_or_without_mirror_images_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new StarColouring(4, Pattern.of(3, StarColouringTest::tridiagonal)));
    Pattern lopsided = new Pattern(new int[] {0, 2, 3}, new int[] {0, 1, 1});
    Objective quadratic =
        Functions.quadratic(new DenseSymmetric(2, new double[] {1, 0, 0, 1}), new double[2]);
    StarColouring colouring = new StarColouring(2, lopsided);
    GradientDifferences differences = GradientDifferences.central(quadratic.at(new double[2]));
    assertThrows(IllegalStateException.class, () -> differences.sparse(colouring));
  }
}

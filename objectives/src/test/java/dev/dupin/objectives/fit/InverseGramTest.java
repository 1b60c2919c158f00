package dev.dupin.objectives.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class InverseGramTest {

  private static void assertAllNaN(double[] roots) {
    assertTrue(DoubleStream.of(roots).allMatch(Double::isNaN));
  }

  @Test
  void orthogonal_columns_give_the_inverses_of_their_norms() {
    double[] jacobian = {3, 0, 0, 0, 0, -2, 4, 0, 0, 0, 1, 0};
    assertArrayEquals(
        new double[] {1.0 / 5, 1, 1.0 / 2}, InverseGram.rootDiagonal(jacobian, 3), 1e-15);
  }

  @Test
  void two_columns_agree_with_the_inverse_in_closed_form() {
    SplittableRandom random = new SplittableRandom(3);
    for (int run = 0; run < 20; run++) {
      double[] jacobian = random.doubles(14, -1, 1).toArray();
      double aa = 0;
      double ab = 0;
      double bb = 0;
      for (int i = 0; i < 14; i += 2) {
        aa += jacobian[i] * jacobian[i];
        ab += jacobian[i] * jacobian[i + 1];
        bb += jacobian[i + 1] * jacobian[i + 1];
      }
      double determinant = aa * bb - ab * ab;
      double[] expected = {Math.sqrt(bb / determinant), Math.sqrt(aa / determinant)};
      assertArrayEquals(expected, InverseGram.rootDiagonal(jacobian, 2), 1e-13);
    }
  }

  /**
   * Hilbert's matrix, square and so with the inverse (A'A)^-1 = A^-1 A^-T, known in whole numbers.
   */
  @Test
  void the_columns_come_back_in_their_order() {
    double[] hilbert = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        hilbert[i * 3 + j] = 1.0 / (i + j + 1);
      }
    }
    double[][] inverse = {{9, -36, 30}, {-36, 192, -180}, {30, -180, 180}};
    double[] roots = InverseGram.rootDiagonal(hilbert, 3);
    for (int i = 0; i < 3; i++) {
      double square = DoubleStream.of(inverse[i]).map(x -> x * x).sum();
      assertEquals(Math.sqrt(square), roots[i], 1e-12 * roots[i]);
    }
  }

  @Test
  void units_do_not_matter() {
    double[] jacobian = new SplittableRandom(5).doubles(30, -1, 1).toArray();
    double[] units = {0x1p-500, 1, 0x1p400};
    double[] scaled = new double[30];
    for (int k = 0; k < 30; k++) {
      scaled[k] = jacobian[k] * units[k % 3];
    }
    double[] expected = InverseGram.rootDiagonal(jacobian, 3);
    double[] roots = InverseGram.rootDiagonal(scaled, 3);
    for (int j = 0; j < 3; j++) {
      assertEquals(expected[j], roots[j] * units[j], 1e-13 * expected[j]);
    }
  }

  /** Läuchli's matrix, of condition 1e9: 1 + 1e-18 is 1, so its J'J is singular in doubles. */
  @Test
  void what_normal_equations_lose_is_kept() {
    double e = 1e-9;
    double[] jacobian = {1, 1, e, 0, 0, e};
    double expected = Math.sqrt((1 + e * e) / (2 + e * e)) / e;
    // eps times the condition is 2e-7.
    assertArrayEquals(
        new double[] {expected, expected}, InverseGram.rootDiagonal(jacobian, 2), 1e-6 * expected);
  }

  @Test
  void without_full_rank_nothing_is_known() {
    assertAllNaN(InverseGram.rootDiagonal(new double[] {1, 2, 2, 4, 3, 6}, 2));
    assertAllNaN(InverseGram.rootDiagonal(new double[] {1, 0, 2, 0, 3, 0}, 2));
    assertAllNaN(InverseGram.rootDiagonal(new double[] {1, 2}, 2));
    assertAllNaN(InverseGram.rootDiagonal(new double[] {1, 2, Double.NaN, 5, 3, 7}, 2));
    assertAllNaN(
        InverseGram.rootDiagonal(new double[] {1, 2, Double.POSITIVE_INFINITY, 5, 3, 7}, 2));
  }
}

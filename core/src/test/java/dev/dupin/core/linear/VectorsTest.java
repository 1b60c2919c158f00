package dev.dupin.core.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VectorsTest {

  @Test
  void the_norm_neither_overflows_nor_underflows() {
    assertEquals(5, Vectors.norm(new double[] {3, 4}));
    assertEquals(5e200, Vectors.norm(new double[] {3e200, 4e200}), 1e185);
    assertEquals(5e-200, Vectors.norm(new double[] {3e-200, 4e-200}), 1e-215);
    assertEquals(Double.MIN_VALUE, Vectors.norm(new double[] {Double.MIN_VALUE}));
    assertEquals(0, Vectors.norm(new double[3]));
    assertEquals(0, Vectors.norm(new double[0]));
  }

  @Test
  void the_norm_of_what_is_not_finite_is_not_finite() {
    assertTrue(Double.isNaN(Vectors.norm(new double[] {1, Double.NaN})));
    assertEquals(
        Double.POSITIVE_INFINITY, Vectors.norm(new double[] {Double.NEGATIVE_INFINITY, 1}));
    assertTrue(Double.isNaN(Vectors.norm(new double[] {Double.POSITIVE_INFINITY, Double.NaN})));
  }

  @Test
  void finiteness_is_seen_in_every_place() {
    for (double bad :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (int place = 0; place < 5; place++) {
        double[] x = {1, -2, Double.MAX_VALUE, 0, -0.0};
        assertTrue(Vectors.isFinite(x));
        x[place] = bad;
        assertFalse(Vectors.isFinite(x));
      }
    }
    assertTrue(Vectors.isFinite(new double[0]));
  }

  @Test
  void sums_and_products() {
    double[] x = {1, 2, 3};
    double[] y = {4, -5, 6};
    assertEquals(12, Vectors.dot(x, y));
    assertEquals(6, Vectors.maxAbs(y));
    assertArrayEquals(new double[] {5, -3, 9}, Vectors.add(x, y));
    assertArrayEquals(new double[] {-3, 7, -3}, Vectors.subtract(x, y));
    assertArrayEquals(new double[] {2, 4, 6}, Vectors.scale(2, x));
    assertArrayEquals(new double[] {7, 7}, Vectors.filled(2, 7));
    Vectors.addScaled(x, 2, y);
    assertArrayEquals(new double[] {9, -8, 15}, x);
    assertTrue(Vectors.sameEntries(new double[] {0.0}, new double[] {-0.0}));
    assertFalse(Vectors.sameEntries(new double[] {1}, new double[] {Math.nextUp(1)}));
    assertFalse(Vectors.sameEntries(new double[] {1}, new double[] {1, 1}));
  }

  @Test
  void a_dense_matrix_multiplies_and_refuses_a_wrong_size() {
    DenseSymmetric matrix = new DenseSymmetric(2, new double[] {2, 2, 2, 6});
    double[] result = new double[2];
    matrix.apply(new double[] {1, -1}, result);
    assertArrayEquals(new double[] {0, -4}, result);
    assertArrayEquals(new double[] {2, 6}, matrix.diagonal());
    assertEquals(2, matrix.get(1, 0));
    assertTrue(matrix.isFinite());
    assertFalse(new DenseSymmetric(1, new double[] {Double.NaN}).isFinite());
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> new DenseSymmetric(2, new double[3]));
    assertEquals("a 2 x 2 matrix has 4 entries, not 3", wrong.getMessage());
  }
}

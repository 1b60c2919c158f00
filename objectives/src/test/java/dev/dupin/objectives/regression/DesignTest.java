package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.linear.DenseSymmetric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DesignTest {

  /** Sizes on both sides of a tile, of the four rows taken at once, and of the parallel limits. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, true, false",
    "3, 5, true, true",
    "4, 63, false, false",
    "5, 64, true, false",
    "6, 65, false, true",
    "9, 130, true, false",
    "9, 130, true, true",
    "2003, 40, true, false",
    "2003, 40, true, true",
    "701, 129, false, false"
  })
  void gram_equals_the_plain_triple_loop(int rows, int columns, boolean intercept, boolean sparse) {
    DenseFeatures features = Examples.dense(rows, rows, columns, sparse ? 0.5 : 1);
    Features stored = sparse ? Examples.sparse(features) : features;
    double[] weights = Examples.vector(5, rows, 1);
    DenseSymmetric gram = Design.of(stored, intercept).gram(weights);
    int n = intercept ? columns + 1 : columns;
    assertEquals(n, gram.n());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double expected = 0;
        for (int row = 0; row < rows; row++) {
          expected += weights[row] * cell(features, row, i) * cell(features, row, j);
        }
        assertEquals(expected, gram.get(i, j), 1e-11);
        assertEquals(gram.get(j, i), gram.get(i, j), 0.0);
      }
    }
  }

  private static double cell(DenseFeatures features, int row, int column) {
    return column == features.columns() ? 1 : features.values()[row * features.columns() + column];
  }

  @Test
  void a_gram_matrix_larger_than_an_array_is_refused() {
    Design design =
        Design.of(new SparseFeatures(1, 50_000, new int[2], new int[0], new double[0]), true);
    assertThrows(IllegalStateException.class, () -> design.gram(new double[1]));
  }

  @Test
  void not_a_number_reaches_every_entry_it_belongs_to() {
    DenseFeatures features = new DenseFeatures(2, 2, new double[] {1, Double.NaN, 3, 4});
    DenseSymmetric gram = Design.of(features, true).gram(new double[] {1, 1});
    assertEquals(10, gram.get(0, 0), 0.0);
    assertEquals(Double.NaN, gram.get(1, 0), 0.0);
    assertEquals(Double.NaN, gram.get(2, 1), 0.0);
    assertEquals(2, gram.get(2, 2), 0.0);
  }
}

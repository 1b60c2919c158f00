package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.data.DataException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StandardizationTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 100, 1001})
  void every_column_gets_mean_0_and_population_deviation_1(int rows) {
    double[] values = new SplittableRandom(rows).doubles(3L * rows).toArray();
    for (int row = 0; row < rows; row++) {
      values[3 * row + 1] = 1e-150 * values[3 * row + 1];
      values[3 * row + 2] = 1000 + 1e6 * values[3 * row + 2];
    }
    Standardization.apply(values, rows, List.of("a", "b", "c"), "memory");
    for (int j = 0; j < 3; j++) {
      double mean = 0;
      double square = 0;
      for (int row = 0; row < rows; row++) {
        mean += values[3 * row + j] / rows;
        square += values[3 * row + j] * values[3 * row + j] / rows;
      }
      assertEquals(0, mean, 1e-14);
      assertEquals(1, square, 1e-12);
    }
  }

  /** Three times 0.1 adds to more than 0.3: a mean by division alone would leave rounding noise. */
  @Test
  void a_constant_column_becomes_zeros_exactly() {
    double[] values = {0.1, 0.1, 0.1, 0.1, 0.1, 0.1};
    Standardization.apply(values, 3, List.of("a", "b"), "memory");
    assertArrayEquals(new double[6], values);
    double[] one = {5};
    Standardization.apply(one, 1, List.of("a"), "memory");
    assertArrayEquals(new double[1], one);
  }

  @Test
  void columns_beyond_the_range_of_a_double_are_refused_by_name() {
    double[] values = {1, 1e300, 2, -1e300};
    DataException e =
        assertThrows(
            DataException.class,
            () -> Standardization.apply(values, 2, List.of("a", "b"), "memory"));
    assertEquals("column 'b' is too large to be standardised", e.problem());
  }
}

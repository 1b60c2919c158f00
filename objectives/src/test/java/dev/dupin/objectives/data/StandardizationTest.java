package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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
    standardize(values, rows, "a", "b", "c");
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
    standardize(values, 3, "a", "b");
    assertArrayEquals(new double[6], values);
    double[] one = {5};
    standardize(one, 1, "a");
    assertArrayEquals(new double[1], one);
  }

  @Test
  void columns_beyond_the_range_of_a_double_are_refused_by_name() {
    double[] values = {1, 1e300, 2, -1e300};
    DataException e = assertThrows(DataException.class, () -> standardize(values, 2, "a", "b"));
    assertEquals(
        "column 'b' is too large to be standardised; give it in another unit", e.problem());
    double[] tiny = {1, 1e-200, 2, 2e-200};
    DataException vanishing =
        assertThrows(DataException.class, () -> standardize(tiny, 2, "a", "b"));
    assertEquals(
        "column 'b' varies by too little to be standardised; give it in another unit",
        vanishing.problem());
  }

  @Test
  void rows_held_out_are_shifted_and_scaled_by_the_numbers_of_the_others() {
    Dataset train = rows(new double[] {1, 7, 3, 7}, 2, "a", "b");
    Dataset test = rows(new double[] {4, 8, 2, 7}, 2, "a", "b");
    Dataset both = new Preparation(Optional.empty(), true).apply(train.withHeldOut(test));
    assertArrayEquals(new double[] {-1, 0, 1, 0}, values(both));
    assertArrayEquals(new double[] {2, 0, 0, 0}, values(both.heldOut().orElseThrow()));
  }

  @Test
  void a_row_held_out_that_is_too_far_away_is_told_at_its_line() {
    Dataset train = rows(new double[] {0, 1e-100}, 2, "a");
    Dataset test = rows(new double[] {0, 1e300}, 2, "a");
    DataException e =
        assertThrows(
            DataException.class,
            () -> new Preparation(Optional.empty(), true).apply(train.withHeldOut(test)));
    assertEquals(2, e.line());
    assertTrue(e.problem().startsWith("column 'a' is too far from the rows"), e::problem);
  }

  private static void standardize(double[] values, int rows, String... names) {
    new Preparation(Optional.empty(), true).apply(rows(values, rows, names));
  }

  private static Dataset rows(double[] values, int rows, String... names) {
    return new Dataset(
        "memory",
        new DenseFeatures(rows, names.length, values),
        List.of(names),
        Optional.empty(),
        IntStream.rangeClosed(1, rows).toArray());
  }

  private static double[] values(Dataset data) {
    return ((DenseFeatures) data.features()).values();
  }
}

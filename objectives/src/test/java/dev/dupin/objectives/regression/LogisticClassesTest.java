package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which label is which class, and which labels are none. */
final class LogisticClassesTest {

  @ParameterizedTest
  @CsvSource({"-1, 1", "0, 1", "1, 2", "-7.5, -7.25", "-3, -0.0"})
  void the_larger_number_is_the_positive_class(double smaller, double larger) {
    LogisticRegression regression = regression(numbers(larger, smaller, larger));
    assertEquals(1, sign(regression, 0));
    assertEquals(-1, sign(regression, 1));
    assertEquals(1, sign(regression, 2));
  }

  @Test
  void the_later_word_is_the_positive_class() {
    Target target = new Target("diagnosis", new double[] {1, 0, 0}, List.of("benign", "malignant"));
    LogisticRegression regression = regression(target);
    assertEquals(1, sign(regression, 0));
    assertEquals(-1, sign(regression, 1));
  }

  @Test
  void negative_zero_is_zero() {
    LogisticRegression regression = regression(numbers(0.0, 1, -0.0, 1));
    assertEquals(-1, sign(regression, 0));
    assertEquals(-1, sign(regression, 2));
  }

  @Test
  void a_third_label_is_told_at_its_line() {
    DataException e = refused(numbers(1, -1, 1, 3, -1));
    assertEquals(13, e.line());
    assertEquals(0, e.column());
    assertEquals(
        "label 3 is no class: logistic-regression tells two classes apart, here -1 and 1",
        e.problem());
    assertEquals("memory:13: " + e.problem(), e.getMessage());
  }

  @Test
  void the_odd_one_out_is_told_even_where_it_comes_first() {
    assertEquals(10, refused(numbers(2.5, 0, 1, 0, 1)).line());
    assertTrue(refused(numbers(2.5, 0, 1, 0, 1)).problem().startsWith("label 2.5 is no class"));
  }

  @Test
  void a_third_word_is_told_in_quotes() {
    Target target = new Target("kind", new double[] {2, 0, 2, 1, 0}, List.of("a", "b", "c"));
    DataException e = refused(target);
    assertEquals(13, e.line());
    assertTrue(e.problem().startsWith("label 'b' is no class"), e.problem());
  }

  @Test
  void one_class_alone_is_told_at_the_first_row() {
    DataException e = refused(numbers(1, 1, 1));
    assertEquals(10, e.line());
    assertEquals("every row has the label 1; logistic-regression wants two classes", e.problem());
  }

  @Test
  void data_without_a_target_or_without_rows_are_refused() {
    Dataset without = dataset(3, Optional.empty());
    DataException e = assertThrows(DataException.class, () -> regression(without));
    assertEquals(0, e.line());
    assertTrue(e.problem().contains("'target'"), e.problem());
    Dataset empty = dataset(0, Optional.of(numbers()));
    assertEquals(
        "there are no rows", assertThrows(DataException.class, () -> regression(empty)).problem());
  }

  /** The derivative at z = 0 is -1/2 for the positive class and 1/2 for the negative one. */
  private static int sign(LogisticRegression regression, int example) {
    double[] slope = new double[1];
    regression.family().slope(example, new double[regression.design().rows()], slope);
    return (int) (-2 * slope[0]);
  }

  private static Target numbers(double... values) {
    return new Target("label", values, List.of());
  }

  private static DataException refused(Target target) {
    return assertThrows(DataException.class, () -> regression(target));
  }

  private static LogisticRegression regression(Target target) {
    return regression(dataset(target.values().length, Optional.of(target)));
  }

  private static LogisticRegression regression(Dataset data) {
    return new LogisticRegression(new LogisticRegression.Config(() -> data, 0, true));
  }

  /** Rows of one column, the first of which is line 10 of the file. */
  private static Dataset dataset(int rows, Optional<Target> target) {
    int[] lines = new int[rows];
    for (int row = 0; row < rows; row++) {
      lines[row] = row + 10;
    }
    return new Dataset(
        "memory", new DenseFeatures(rows, 1, new double[rows]), List.of("x"), target, lines);
  }
}

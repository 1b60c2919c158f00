package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class InlineSourceTest {

  @Test
  void columns_are_features_in_the_order_written() {
    Dataset data = load(columns(), Optional.empty(), false, Optional.empty());
    assertEquals(List.of("x", "y", "a"), data.featureNames());
    assertArrayEquals(
        new double[] {1, 5, 9, 2, 6, 8, 3, 7, 7}, ((DenseFeatures) data.features()).values());
    assertTrue(data.target().isEmpty());
    assertEquals("inline data:2: odd", data.problem(1, "odd").getMessage());
  }

  @Test
  void the_target_is_no_feature() {
    Dataset data = load(columns(), Optional.of("y"), true, Optional.empty());
    assertEquals(List.of("x", "a"), data.featureNames());
    assertArrayEquals(new double[] {5, 6, 7}, data.target().orElseThrow().values());
    double unit = Math.sqrt(1.5);
    assertArrayEquals(
        new double[] {-unit, unit, 0, 0, unit, -unit},
        ((DenseFeatures) data.features()).values(),
        1e-15);
  }

  @Test
  void rows_can_be_held_out() {
    Dataset data = load(columns(), Optional.of("y"), false, Optional.of(new Split(1, 0, false)));
    assertEquals(2, data.rows());
    assertEquals(1, data.heldOut().orElseThrow().rows());
  }

  @Test
  void what_is_changed_later_changes_nothing() {
    Map<String, List<Double>> columns = columns();
    InlineSource.Config config =
        new InlineSource.Config(columns, Optional.empty(), false, Optional.empty());
    columns.put("z", List.of(1.0));
    assertEquals(3, config.columns().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "z |        | 1,2 | columns differ in length: 'x' has 3 numbers, 'z' has 2",
        "z |        | NaN,1,2 | columns: 'z' holds NaN, which is no finite number",
        "z |        | Infinity,1,2 | columns: 'z' holds Infinity, which is no finite number",
        "z | Y      | 1,2,3 | target: there is no column 'Y'; did you mean 'y'? known: x, y, a, z"
      })
  void columns_that_do_not_fit_are_refused(
      String name, String target, String numbers, String problem) {
    Map<String, List<Double>> columns = columns();
    columns.put(name, List.of(numbers.split(",")).stream().map(Double::valueOf).toList());
    assertEquals(problem, refused(columns, Optional.ofNullable(target)));
  }

  @Test
  void no_columns_no_rows_and_a_target_alone_are_refused() {
    assertEquals("columns are wanted, as in x: [1, 2, 3]", refused(Map.of(), Optional.empty()));
    assertEquals("columns: 'x' holds no number", refused(Map.of("x", List.of()), Optional.empty()));
    assertEquals(
        "columns: besides the target there is none to predict from",
        refused(Map.of("x", List.of(1.0)), Optional.of("x")));
  }

  private static String refused(Map<String, List<Double>> columns, Optional<String> target) {
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> load(columns, target, false, Optional.empty()))
            .getMessage());
  }

  private static Map<String, List<Double>> columns() {
    Map<String, List<Double>> columns = new LinkedHashMap<>();
    columns.put("x", List.of(1.0, 2.0, 3.0));
    columns.put("y", List.of(5.0, 6.0, 7.0));
    columns.put("a", List.of(9.0, 8.0, 7.0));
    return columns;
  }

  private static Dataset load(
      Map<String, List<Double>> columns,
      Optional<String> target,
      boolean standardize,
      Optional<Split> split) {
    return new InlineSource(new InlineSource.Config(columns, target, standardize, split)).load();
  }
}

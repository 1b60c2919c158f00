package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.data.Target;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SplitTest {

  @ParameterizedTest
  @CsvSource({"0.2, 10, 2", "0.25, 10, 3", "0.24, 10, 2", "1, 2, 1", "7, 10, 7"})
  void a_fraction_or_a_number_of_rows_is_held_out(double test, int rows, int expected) {
    Dataset data = split(rows(new double[rows]), new Split(test, 0, false));
    assertEquals(expected, data.heldOut().orElseThrow().rows());
    assertEquals(rows - expected, data.rows());
  }

  @Test
  void each_row_is_in_one_part_whole_and_in_the_order_of_the_file() {
    double[] target = IntStream.range(0, 100).mapToDouble(row -> 1000 + row).toArray();
    Dataset data = split(rows(target), new Split(30, 7, false));
    Dataset test = data.heldOut().orElseThrow();
    assertTrue(isAscending(data.lines()) && isAscending(test.lines()));
    int[] lines =
        IntStream.concat(IntStream.of(data.lines()), IntStream.of(test.lines())).sorted().toArray();
    assertArrayEquals(IntStream.rangeClosed(1, 100).toArray(), lines);
    for (Dataset part : List.of(data, test)) {
      for (int row = 0; row < part.rows(); row++) {
        int line = part.lines()[row];
        assertEquals(line, ((DenseFeatures) part.features()).values()[row], 0.0);
        assertEquals(999 + line, part.target().orElseThrow().values()[row], 0.0);
      }
    }
    assertEquals(data.featureNames(), test.featureNames());
  }

  @Test
  void the_seed_alone_decides_which_rows() {
    int[] first = testLines(new Split(20, 1, false));
    assertArrayEquals(first, testLines(new Split(20, 1, false)));
    assertFalse(Arrays.equals(first, testLines(new Split(20, 2, false))));
  }

  /** Each of 10 rows is held out in a fifth of 2000 draws: deviation 18 of a mean of 400. */
  @Test
  void every_row_is_as_likely_as_every_other() {
    int[] counts = new int[10];
    for (int seed = 0; seed < 2000; seed++) {
      Dataset data = split(rows(new double[10]), new Split(2, seed, false));
      for (int line : data.heldOut().orElseThrow().lines()) {
        counts[line - 1]++;
      }
    }
    for (int count : counts) {
      assertEquals(400, count, 90);
    }
  }

  @Test
  void stratified_classes_have_their_share() {
    double[] target = new double[100];
    Arrays.fill(target, 50, 80, 1);
    Arrays.fill(target, 80, 100, 2);
    Dataset test = split(rows(target), new Split(0.2, 3, true)).heldOut().orElseThrow();
    assertArrayEquals(new long[] {10, 6, 4}, counts(test, 3));
  }

  /** Shares 3.5, 2.1 and 1.4 of 7: 3 + 2 + 1 rounded down, and one more for the first. */
  @Test
  void what_rounding_leaves_goes_to_the_largest_remainders() {
    double[] target = new double[10];
    Arrays.fill(target, 5, 8, 1);
    Arrays.fill(target, 8, 10, 2);
    Dataset test = split(rows(target), new Split(7, 3, true)).heldOut().orElseThrow();
    assertArrayEquals(new long[] {4, 2, 1}, counts(test, 3));
  }

  @Test
  void a_class_of_one_row_stays_for_training() {
    double[] target = {0, 0, 0, 0, 1, 2, -0.0};
    for (int seed = 0; seed < 20; seed++) {
      Dataset data = split(rows(target), new Split(4, seed, true));
      assertArrayEquals(new long[] {1, 1, 1}, counts(data, 3));
    }
    DataException e = refused(rows(target), new Split(5, 0, true));
    assertEquals(
        "'split' cannot be done: stratified: true leaves a row for training of each of the 3"
            + " distinct values of 'y', so at most 4 of 7 rows can be held out, not 5",
        e.problem());
  }

  @Test
  void stratified_wants_a_target() {
    Dataset data =
        new Dataset(
            "memory",
            new DenseFeatures(2, 1, new double[2]),
            List.of("x"),
            Optional.empty(),
            new int[2]);
    assertTrue(refused(data, new Split(1, 0, true)).problem().contains("there is none"));
    assertEquals(1, split(data, new Split(1, 0, false)).rows());
  }

  @ParameterizedTest
  @CsvSource({
    "0.01, test: 0.01 of 3 rows holds out none",
    "0.9, test: 0.9 of 3 rows leaves none for training",
    "3, test: 3 of 3 rows leaves none for training",
    "2000000000, test: 2000000000 of 3 rows leaves none for training"
  })
  void a_part_without_rows_is_told(double test, String problem) {
    DataException e = refused(rows(new double[3]), new Split(test, 0, false));
    assertEquals("'split' cannot be done: " + problem, e.problem());
  }

  @Test
  void one_row_cannot_be_split() {
    refused(rows(new double[1]), new Split(0.5, 0, false));
    refused(rows(new double[1]), new Split(1, 0, false));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1.5, Double.NaN, Double.POSITIVE_INFINITY, 3e9})
  void what_is_neither_a_fraction_nor_a_number_of_rows_is_refused(double test) {
    assertThrows(IllegalArgumentException.class, () -> new Split(test, 0, false));
  }

  @Test
  void sparse_rows_stay_sparse_unless_standardised() {
    SparseFeatures features =
        new SparseFeatures(
            3, 2, new int[] {0, 1, 2, 3}, new int[] {0, 0, 0}, new double[] {1, 3, 5});
    Dataset data =
        new Dataset("memory", features, List.of("a", "b"), Optional.empty(), new int[] {1, 2, 3});
    Split one = new Split(1, 0, false);
    Dataset parts = split(data, one);
    assertInstanceOf(SparseFeatures.class, parts.features());
    assertInstanceOf(SparseFeatures.class, parts.heldOut().orElseThrow().features());
    Dataset scaled = new Preparation(Optional.of(one), true).apply(data);
    double[] train = ((DenseFeatures) scaled.features()).values();
    assertArrayEquals(new double[] {-1, 0, 1, 0}, train);
    double[] raw = ((SparseFeatures) parts.features()).values();
    double held = ((SparseFeatures) parts.heldOut().orElseThrow().features()).values()[0];
    double expected = (held - (raw[0] + raw[1]) / 2) / ((raw[1] - raw[0]) / 2);
    double[] test = ((DenseFeatures) scaled.heldOut().orElseThrow().features()).values();
    assertArrayEquals(new double[] {expected, 0}, test);
  }

  private static int[] testLines(Split split) {
    return split(rows(new double[100]), split).heldOut().orElseThrow().lines();
  }

  private static long[] counts(Dataset data, int classes) {
    double[] target = data.target().orElseThrow().values();
    return IntStream.range(0, classes)
        .mapToLong(label -> Arrays.stream(target).filter(value -> value == label).count())
        .toArray();
  }

  private static boolean isAscending(int[] lines) {
    return IntStream.range(1, lines.length).allMatch(i -> lines[i] > lines[i - 1]);
  }

  /** Rows whose only feature is their line. */
  private static Dataset rows(double[] target) {
    int[] lines = IntStream.rangeClosed(1, target.length).toArray();
    double[] features = IntStream.of(lines).asDoubleStream().toArray();
    return new Dataset(
        "memory",
        new DenseFeatures(lines.length, 1, features),
        List.of("x"),
        Optional.of(new Target("y", target, List.of())),
        lines);
  }

  private static Dataset split(Dataset data, Split split) {
    return new Preparation(Optional.of(split), false).apply(data);
  }

  private static DataException refused(Dataset data, Split split) {
    return assertThrows(DataException.class, () -> split(data, split));
  }
}

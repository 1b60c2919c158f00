package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.data.Target;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LibsvmSourceTest {

  @TempDir private Path folder;

  @Test
  void rows_labels_lines_and_names_are_read() {
    Dataset data = load("+1 1:0.5 3:-2e1\n-1 2:7\n");
    assertEquals(2, data.rows());
    assertArrayEquals(new double[] {0.5, 0, -20, 0, 7, 0}, cells(data));
    assertEquals(List.of("x1", "x2", "x3"), data.featureNames());
    Target target = data.target().orElseThrow();
    assertArrayEquals(new double[] {1, -1}, target.values());
    assertTrue(target.labels().isEmpty());
    assertArrayEquals(new int[] {1, 2}, data.lines());
    assertEquals(folder.resolve("data.svm").toString(), data.origin());
  }

  @Test
  void blank_lines_comments_line_ends_and_tabs_are_passed() {
    Dataset data =
        load("# größer\r\n\r\n  \n1\t1:1 # 2:x\r\n\n -1  1:2\t \r\n#end\n0 1:3#1:4\n2 1:5");
    assertArrayEquals(new double[] {1, 2, 3, 5}, cells(data));
    assertArrayEquals(new int[] {4, 6, 8, 9}, data.lines());
    assertArrayEquals(new double[] {1, -1, 0, 2}, data.target().orElseThrow().values());
  }

  @Test
  void a_row_may_hold_a_label_alone() {
    Dataset data = load("1\n2 2:1\n");
    assertArrayEquals(new double[] {0, 0, 0, 1}, cells(data));
  }

  @Test
  void a_byte_order_mark_is_dropped() {
    assertArrayEquals(new double[] {4}, cells(load("\uFEFF1 1:4\n")));
  }

  @Test
  void more_than_half_full_is_dense_and_half_full_is_sparse() {
    assertInstanceOf(DenseFeatures.class, load("1 1:1 2:2\n2 2:1\n").features());
    SparseFeatures sparse =
        assertInstanceOf(SparseFeatures.class, load("1 1:1\n2 2:3\n").features());
    assertArrayEquals(new int[] {0, 1, 2}, sparse.pointers());
    assertArrayEquals(new int[] {0, 1}, sparse.indices());
    assertArrayEquals(new double[] {1, 3}, sparse.values());
  }

  @Test
  void written_zeros_are_not_stored_but_count_as_columns() {
    SparseFeatures sparse =
        assertInstanceOf(SparseFeatures.class, load("1 1:0 2:5 4:0\n").features());
    assertEquals(4, sparse.columns());
    assertEquals(1, sparse.entries());
  }

  @Test
  void the_number_of_columns_can_be_told() {
    Dataset data = load("1 1:1\n", new LibsvmSource.Config(path(), Optional.of(5), false));
    assertEquals(5, data.features().columns());
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                load("1 1:1\n1 2:1 6:1\n", new LibsvmSource.Config(path(), Optional.of(5), false)));
    assertPlace(2, 7, e);
    assertEquals("index 6 is beyond the 5 columns of 'features'", e.problem());
  }

  @Test
  void a_label_alone_is_enough_where_the_columns_are_told() {
    Dataset data = load("1\n2\n", new LibsvmSource.Config(path(), Optional.of(1), false));
    assertArrayEquals(new double[2], cells(data));
  }

  @Test
  void standardised_data_are_dense_with_mean_0_and_deviation_1() {
    Dataset data =
        load(
            "1 2:5\n2 1:2 2:5\n3 2:5\n4 1:2 2:5\n",
            new LibsvmSource.Config(path(), Optional.empty(), true));
    assertInstanceOf(DenseFeatures.class, data.features());
    assertArrayEquals(new double[] {-1, 0, 1, 0, -1, 0, 1, 0}, cells(data));
  }

  @Test
  void rows_can_be_held_out() {
    Split half = new Split(0.5, 1, true);
    Dataset data =
        load(
            "1 9:1\n1 9:2\n-1 9:3\n-1 9:4\n",
            new LibsvmSource.Config(path(), Optional.empty(), false, Optional.of(half)));
    Dataset test = data.heldOut().orElseThrow();
    assertArrayEquals(new double[] {1, -1}, data.target().orElseThrow().values());
    assertArrayEquals(new double[] {1, -1}, test.target().orElseThrow().values());
    assertEquals(2, ((SparseFeatures) test.features()).entries());
    assertEquals(10, IntStream.of(data.lines()).sum() + IntStream.of(test.lines()).sum());
  }

  @Test
  void sparse_data_too_large_to_be_dense_are_not_standardised() {
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                load(
                    "1 2147483646:5\n2 1:2\n",
                    new LibsvmSource.Config(path(), Optional.empty(), true)));
    assertTrue(e.problem().contains("2 rows x 2147483646 columns"), e.problem());
  }

  @Test
  void the_largest_index_leaves_room_for_an_intercept() {
    assertEquals(2147483646, load("1 2147483646:5\n").features().columns());
  }

  static Stream<Arguments> badTokens() {
    return Stream.of(
        Arguments.of(2, 5, "1 1:1\n1 2:x\n", "value of index 2 wants a number; found 'x'"),
        Arguments.of(1, 5, "1 1:1d", "value of index 1 wants a number; found '1d'"),
        Arguments.of(1, 5, "1 1:nan", "no finite number"),
        Arguments.of(1, 5, "1 1:-Inf", "no finite number"),
        Arguments.of(1, 5, "1 1:1e999", "larger than the largest double"),
        Arguments.of(1, 5, "1 1:0,5", "a decimal point is written '.'"),
        Arguments.of(1, 5, "1 1:", "found nothing"),
        Arguments.of(1, 12, "1 1:1    3: 5", "found nothing"),
        Arguments.of(1, 5, "1 1:2:3", "found '2:3'"),
        Arguments.of(3, 3, "1 1:1\n\n1 abc\n", "comes index:value; found 'abc'"),
        Arguments.of(1, 7, "1 1:1 2", "comes index:value; found '2'"),
        Arguments.of(1, 3, "1 :5", "whole number from 1; found nothing before ':'"),
        Arguments.of(1, 3, "1 1.5:5", "whole number from 1; found '1.5' before ':'"),
        Arguments.of(1, 3, "1 -1:5", "whole number from 1; found '-1' before ':'"),
        Arguments.of(1, 3, "1 qid:5", "whole number from 1; found 'qid' before ':'"),
        Arguments.of(1, 3, "1 0:5", "columns are counted from 1"),
        Arguments.of(1, 7, "1 2:5 2:6", "index 2 after index 2"),
        Arguments.of(1, 7, "1 2:5 1:6", "index 1 after index 2"),
        Arguments.of(1, 3, "1 2147483647:5", "too large"),
        Arguments.of(1, 3, "1 99999999999999999999999:5", "too large"),
        Arguments.of(2, 1, "1 1:1\nx 1:1", "starts with its label, a number; found 'x'"),
        Arguments.of(2, 2, "1 1:1\n 1:1", "starts with its label, a number; found '1:1'"),
        Arguments.of(1, 1, "nan 1:1", "no finite number"),
        Arguments.of(1, 1, "1,2 1:1", "a decimal point is written '.'"));
  }

  @ParameterizedTest
  @MethodSource("badTokens")
  void a_bad_token_is_told_at_its_place(int line, int column, String text, String problem) {
    DataException e = refused(text);
    assertPlace(line, column, e);
    assertTrue(e.problem().contains(problem), e::problem);
  }

  @Test
  void an_empty_file_is_told() {
    DataException e = refused("");
    assertPlace(0, 0, e);
    assertEquals("the file is empty", e.problem());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", " \r\n\n", "# nothing\n# here"})
  void a_file_without_rows_is_told(String text) {
    DataException e = refused(text);
    assertPlace(0, 0, e);
    assertTrue(e.problem().contains("no row"), e.problem());
  }

  @Test
  void labels_alone_are_told() {
    assertTrue(refused("1\n2\n").problem().contains("labels only"));
  }

  @Test
  void a_missing_file_and_a_folder_are_told() {
    DataException missing =
        assertThrows(DataException.class, () -> source(folder.resolve("no.svm")).load());
    assertEquals(folder.resolve("no.svm").toString(), missing.file());
    assertPlace(0, 0, missing);
    assertTrue(missing.problem().contains("no such file"), missing.problem());
    DataException directory = assertThrows(DataException.class, () -> source(folder).load());
    assertTrue(directory.problem().contains("folder"), directory.problem());
  }

  @Test
  void a_binary_file_is_told_at_its_first_odd_byte() {
    DataException nul = refused(new byte[] {'1', ' ', '1', ':', '1', '\n', '2', 0, 1, 2});
    assertPlace(2, 2, nul);
    assertTrue(nul.problem().contains("NUL byte"), nul.problem());
    DataException gzip = refused(new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertPlace(1, 1, gzip);
    assertTrue(gzip.problem().contains("byte 0x8b"), gzip.problem());
    DataException cut = refused(new byte[] {'1', ' ', '#', (byte) 0xC3});
    assertPlace(1, 4, cut);
    assertTrue(cut.problem().contains("cut off"), cut.problem());
  }

  @Test
  void a_file_of_five_megabytes_is_read_whole() throws IOException {
    int rows = 20_000;
    SplittableRandom random = new SplittableRandom(1);
    double[] sums = new double[rows];
    try (BufferedWriter writer = Files.newBufferedWriter(path())) {
      for (int row = 0; row < rows; row++) {
        StringBuilder line = new StringBuilder(row % 2 == 0 ? "+1" : "-1");
        for (int index = 1 + row % 7; index <= 100; index += 1 + random.nextInt(14)) {
          double value = random.nextDouble();
          sums[row] += value;
          line.append(' ').append(index).append(':').append(value);
        }
        writer.append(line).append('\n');
      }
    }
    assertTrue(Files.size(path()) > 5_000_000);
    Dataset data = source(path()).load();
    SparseFeatures sparse = assertInstanceOf(SparseFeatures.class, data.features());
    assertEquals(rows, sparse.rows());
    assertEquals(100, sparse.columns());
    for (int row = 0; row < rows; row++) {
      double sum = 0;
      for (int k = sparse.pointers()[row]; k < sparse.pointers()[row + 1]; k++) {
        sum += sparse.values()[k];
      }
      assertEquals(sums[row], sum, 0.0);
      assertEquals(row + 1, data.lines()[row]);
    }
  }

  private Path path() {
    return folder.resolve("data.svm");
  }

  private static LibsvmSource source(Path path) {
    return new LibsvmSource(new LibsvmSource.Config(path, Optional.empty(), false));
  }

  private Dataset load(String text) {
    return load(text, new LibsvmSource.Config(path(), Optional.empty(), false));
  }

  private Dataset load(String text, LibsvmSource.Config config) {
    write(text.getBytes(StandardCharsets.UTF_8));
    return new LibsvmSource(config).load();
  }

  private DataException refused(String text) {
    return assertThrows(DataException.class, () -> load(text));
  }

  private DataException refused(byte[] bytes) {
    write(bytes);
    return assertThrows(DataException.class, () -> source(path()).load());
  }

  private void write(byte[] bytes) {
    try {
      Files.write(path(), bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertPlace(long line, int column, DataException e) {
    assertEquals(line + ":" + column, e.line() + ":" + e.column(), e::getMessage);
  }

  /** Returns rows x columns numbers, however they are stored. */
  private static double[] cells(Dataset data) {
    if (data.features() instanceof DenseFeatures dense) {
      return dense.values();
    }
    SparseFeatures sparse = (SparseFeatures) data.features();
    double[] cells = new double[sparse.rows() * sparse.columns()];
    for (int row = 0; row < sparse.rows(); row++) {
      for (int k = sparse.pointers()[row]; k < sparse.pointers()[row + 1]; k++) {
        cells[row * sparse.columns() + sparse.indices()[k]] = sparse.values()[k];
      }
    }
    return cells;
  }
}

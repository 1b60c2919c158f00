package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.LoadingListener;
import dev.dupin.core.data.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvSourceTest {

  @TempDir private Path folder;

  @Test
  void features_are_all_columns_but_the_target() {
    Dataset data = load("a,y,b\n1,10,2\n3,20,-4e-1\n", config("y"));
    assertEquals(List.of("a", "b"), data.featureNames());
    assertArrayEquals(new double[] {1, 2, 3, -0.4}, cells(data));
    Target target = data.target().orElseThrow();
    assertEquals("y", target.name());
    assertArrayEquals(new double[] {10, 20}, target.values());
    assertTrue(target.labels().isEmpty());
    assertArrayEquals(new int[] {2, 3}, data.lines());
    assertEquals(path().toString(), data.origin());
  }

  @Test
  void features_are_those_named_in_the_order_named() {
    Dataset data = load("a,b,c,d\n1,2,3,word\n", config("a", "c", "b"));
    assertEquals(List.of("c", "b"), data.featureNames());
    assertArrayEquals(new double[] {3, 2}, cells(data));
  }

  @Test
  void without_a_target_every_column_is_a_feature() {
    Dataset data = load("a,b\n1,2\n", plain());
    assertEquals(List.of("a", "b"), data.featureNames());
    assertTrue(data.target().isEmpty());
  }

  @Test
  void words_are_numbered_in_ascending_order() {
    Dataset data = load("x,kind\n1,pear\n2,apple\n3, pear\n4,fig\n5,7\n", config("kind"));
    Target target = data.target().orElseThrow();
    assertEquals(List.of("7", "apple", "fig", "pear"), target.labels());
    assertArrayEquals(new double[] {3, 1, 3, 2, 0}, target.values());
  }

  @Test
  void quotes_blanks_line_ends_and_blank_lines_follow_the_rules_of_the_format() {
    Dataset data = load("\uFEFF \"a, b\" , \"c\" \r\n\r\n\"1\",  2 \r\n\n \"3\",4", config("c"));
    assertEquals(List.of("a, b"), data.featureNames());
    assertArrayEquals(new double[] {1, 3}, cells(data));
    assertArrayEquals(new double[] {2, 4}, data.target().orElseThrow().values());
  }

  @Test
  void quoted_cells_may_hold_separators_quotes_and_line_ends() {
    Dataset data = load("x,\"a \"\"b\"\", c\"\n1,\"one\ntwo\"\n2,\"é\"\n", config("a \"b\", c"));
    assertEquals(List.of("one\ntwo", "é"), data.target().orElseThrow().labels());
    assertArrayEquals(new int[] {2, 4}, data.lines());
  }

  @Test
  void line_numbers_count_blank_lines() {
    Dataset data = load("\n\na\r\n\r\n1\r\n\r\n2\r\n", plain());
    assertArrayEquals(new int[] {5, 7}, data.lines());
    assertArrayEquals(new double[] {1, 2}, cells(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|", "#"})
  void the_separator_can_be_chosen(String separator) {
    Dataset data =
        load(
            "a,b\n1,2\n".replace(",", separator),
            new CsvSource.Config(path(), Optional.empty(), Optional.empty(), false, separator));
    assertArrayEquals(new double[] {1, 2}, cells(data));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",,", "\"", "\n", "\r"})
  void a_separator_that_is_not_one_plain_character_is_refused(String separator) {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CsvSource.Config(path(), Optional.empty(), Optional.empty(), false, separator));
  }

  @Test
  void features_that_name_the_target_nothing_or_a_column_twice_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> config("a", "b", "a"));
    assertThrows(IllegalArgumentException.class, () -> config("a", "b", "c", "b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new CsvSource.Config(path(), Optional.empty(), Optional.of(List.of()), false, ","));
  }

  @Test
  void standardised_columns_have_mean_0_and_deviation_1_and_constant_ones_are_0() {
    Dataset data =
        load(
            "a,b,y\n1,0.1,5\n3,0.1,6\n1,0.1,7\n3,0.1,8\n",
            new CsvSource.Config(path(), Optional.of("y"), Optional.empty(), true, ","));
    assertArrayEquals(new double[] {-1, 0, 1, 0, -1, 0, 1, 0}, cells(data));
    assertArrayEquals(new double[] {5, 6, 7, 8}, data.target().orElseThrow().values());
  }

  @Test
  void columns_that_are_not_used_may_hold_anything_and_need_no_name() {
    Dataset data = load(",a,id,y\n,1,x1,2\n,3,,4\n", config("y", "a"));
    assertArrayEquals(new double[] {1, 3}, cells(data));
  }

  @Test
  void words_become_columns_of_their_own() {
    Dataset data = load("colour,a,size\nred,1,S\nblue,2,L\n red ,3,S\n", words(false));
    assertEquals(
        List.of("colour=blue", "colour=red", "a", "size=L", "size=S"), data.featureNames());
    assertArrayEquals(new double[] {0, 1, 1, 0, 1, 1, 0, 2, 1, 0, 0, 1, 3, 0, 1}, cells(data));
  }

  @Test
  void the_first_word_can_be_dropped() {
    Dataset data = load("colour,a,size\nred,1,S\nblue,2,L\ngreen,3,S\n", words(true));
    assertEquals(List.of("colour=green", "colour=red", "a", "size=S"), data.featureNames());
    assertArrayEquals(new double[] {0, 1, 1, 1, 0, 0, 2, 0, 1, 0, 3, 1}, cells(data));
  }

  @Test
  void numbers_may_be_coded_like_words() {
    Dataset data = load("colour,size\n1,2\n10,2\n", words(false));
    assertEquals(List.of("colour=1", "colour=10", "size=2"), data.featureNames());
    assertArrayEquals(new double[] {1, 0, 1, 0, 1, 1}, cells(data));
  }

  static Stream<Arguments> badWords() {
    return Stream.of(
        Arguments.of(3, 1, "colour,size\nred,S\n,L\n", "wants a word; found nothing"),
        Arguments.of(2, 5, "colour,size\nred,NA\n", "a missing value cannot be used"),
        Arguments.of(1, 0, "color,size\nred,S\n", "no feature; did you mean 'color'?"),
        Arguments.of(0, 0, "colour,size,colour=red\nred,S,1\n", "a second column 'colour=red'"));
  }

  @ParameterizedTest
  @MethodSource("badWords")
  void words_that_cannot_be_coded_are_told(int line, int column, String text, String problem) {
    DataException e = assertThrows(DataException.class, () -> load(text, words(false)));
    assertEquals(line + ":" + column, e.line() + ":" + e.column(), e::getMessage);
    assertTrue(e.problem().contains(problem), e::problem);
  }

  @Test
  void words_that_leave_no_column_are_told() {
    DataException e =
        assertThrows(DataException.class, () -> load("colour,size\nred,S\n", words(true)));
    assertTrue(e.problem().contains("'dropFirst' leaves no column"), e::problem);
  }

  @Test
  void a_target_needs_no_coding() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new CsvSource.Config(
                path(),
                Optional.of("y"),
                Optional.empty(),
                Optional.of(List.of("y")),
                false,
                false,
                Optional.empty(),
                ","));
  }

  @Test
  void held_out_rows_have_the_words_of_all_rows_and_their_lines() {
    Dataset data =
        load(
            "colour,size,y\nred,S,1\nblue,S,2\ngreen,S,3\ngrey,S,4\n",
            new CsvSource.Config(
                path(),
                Optional.of("y"),
                Optional.empty(),
                Optional.of(List.of("colour", "size")),
                false,
                false,
                Optional.of(new Split(0.5, 1, false)),
                ","));
    Dataset test = data.heldOut().orElseThrow();
    assertEquals(2, data.rows());
    assertEquals(2, test.rows());
    assertEquals(5, test.features().columns());
    assertEquals(data.featureNames(), test.featureNames());
    for (Dataset part : List.of(data, test)) {
      for (int row = 0; row < 2; row++) {
        assertEquals(part.lines()[row] - 1, part.target().orElseThrow().values()[row], 0.0);
      }
    }
  }

  @Test
  void the_listener_is_told_what_is_read_and_when_it_ends() {
    List<String> told = new ArrayList<>();
    LoadingListener listener =
        new LoadingListener() {
          @Override
          public void read(String origin, long bytes, long total) {
            told.add(origin + " " + bytes + "/" + total);
          }

          @Override
          public void end(String origin) {
            told.add(origin + " end");
          }
        };
    load("a\n1\n", plain());
    new CsvSource(plain(), listener).load();
    assertEquals(List.of(path() + " 4/4", path() + " end"), told);
    told.clear();
    assertThrows(DataException.class, () -> load("a\nx\n", plain()));
    assertThrows(DataException.class, () -> new CsvSource(plain(), listener).load());
    assertEquals(List.of(path() + " 4/4", path() + " end"), told);
  }

  /** Line, column, file, target (none if empty) and what the message says. */
  static Stream<Arguments> badTables() {
    return Stream.of(
        Arguments.of(3, 3, "a,b\n1,2\n3,x\n", "", "column 'b' wants a number; found 'x'"),
        Arguments.of(3, 3, "a,b\n1,2\n3,x\n", "", "found 'x'"),
        Arguments.of(2, 1, "a,b\nx,2\n", "", "add the column to 'oneHot' if it holds words"),
        Arguments.of(3, 3, "a,b\n1,2\n3,red\n", "", "found 'red'; add the column to 'oneHot'"),
        Arguments.of(2, 1, "a,b\nx,2\n", "", "if it is no feature, list those that are"),
        Arguments.of(2, 3, "a,b\n1,\n", "", "column 'b' wants a number; found nothing"),
        Arguments.of(2, 1, "a,b\n,1\n", "", "column 'a' wants a number; found nothing"),
        Arguments.of(2, 3, "a,b\n1,NaN\n", "", "a missing value cannot be used"),
        Arguments.of(2, 3, "a,b\n1,NA\n", "", "a missing value cannot be used"),
        Arguments.of(2, 3, "a,b\n1,inf\n", "", "no finite number"),
        Arguments.of(2, 3, "a,b\n1,1e400\n", "", "larger than the largest double"),
        Arguments.of(2, 3, "a,b\n1,0x10\n", "", "found '0x10'"),
        Arguments.of(2, 3, "a,b\n1,\"0,5\"\n", "", "a decimal point is written '.'"),
        Arguments.of(2, 10, "a,b,c\n\"1\" ,\"2\",x\n", "", "column 'c' wants a number"),
        Arguments.of(2, 5, "y,b\n5\"\",x\n", "y", "column 'b' wants"),
        Arguments.of(3, 3, "y,b\n\"\"\"\n\",x\n", "y", "column 'b' wants"),
        Arguments.of(4, 5, "y,b\n\"e\nf\",3\n\"é\",  x\n", "y", "column 'b' wants a number"),
        Arguments.of(3, 3, "a,y\n1,2\n1,two\n", "y", "numbers up to here; found 'two'"),
        Arguments.of(3, 3, "a,y\n1,w\n1,\n", "y", "column 'y' is the target and empty here"),
        Arguments.of(3, 0, "a,b\n1,2\n1\n", "", "the row has 1 cell, the header names 2 columns"),
        Arguments.of(2, 0, "a,b\n1,2,3\n", "", "the row has 3 cells, the header names 2 columns"),
        Arguments.of(1, 5, "a,b,a\n1,2,3\n", "", "columns 1 and 3 have the same name 'a'"),
        Arguments.of(1, 3, "a,,c\n1,2,3\n", "", "column 2 has no name"),
        Arguments.of(1, 0, "y\n1\n", "y", "no column to predict from"),
        Arguments.of(
            1, 0, "radius,area\n1,2\n", "raduis", "no column 'raduis'; did you mean 'radius'?"),
        Arguments.of(
            1, 0, "radius,area\n1,2\n", "Area", "did you mean 'area'? known: radius, area"),
        Arguments.of(1, 0, "a,b\n1,2\n", "diagnosis", "no column 'diagnosis'; known: a, b"),
        Arguments.of(3, 0, "\n\na,b\n1,2\n", "c", "no column 'c'; known: a, b"),
        Arguments.of(2, 0, "a,b\n1,\"2\"x\n", "", "closing quote"),
        Arguments.of(2, 0, "a,b\n1,\"2\n3,4\n", "", "Unclosed quoted field"),
        Arguments.of(0, 0, "", "", "the file is empty"),
        Arguments.of(0, 0, "\n\r\n\n", "", "the file is empty"),
        Arguments.of(0, 0, "a,b\n", "", "no row below"),
        Arguments.of(2, 2, "a,b\n1\0,2\n", "", "NUL byte"));
  }

  @ParameterizedTest
  @MethodSource("badTables")
  void a_bad_table_is_told_at_its_place(
      int line, int column, String text, String target, String problem) {
    CsvSource.Config config = target.isEmpty() ? plain() : config(target);
    DataException e = assertThrows(DataException.class, () -> load(text, config));
    assertEquals(path().toString(), e.file());
    assertEquals(line + ":" + column, e.line() + ":" + e.column(), e::getMessage);
    assertTrue(e.problem().contains(problem), e::problem);
  }

  @Test
  void a_feature_that_is_not_there_is_told_with_the_names_that_are() {
    StringBuilder header = new StringBuilder("column1");
    for (int column = 2; column <= 14; column++) {
      header.append(",column").append(column);
    }
    DataException e =
        assertThrows(DataException.class, () -> load(header + "\n", config("column1", "colmn14")));
    assertTrue(e.problem().contains("did you mean 'column14'?"), e::problem);
    assertTrue(e.problem().endsWith("column10, … (4 more)"), e::problem);
  }

  @Test
  void malformed_utf8_is_told_at_its_line() throws IOException {
    Files.write(path(), new byte[] {'a', '\n', '1', '\n', '2', (byte) 0xFF, '\n'});
    DataException e = assertThrows(DataException.class, () -> new CsvSource(plain()).load());
    assertEquals("3:2", e.line() + ":" + e.column());
    assertTrue(e.problem().contains("no UTF-8 text: byte 0xff"), e::problem);
  }

  @Test
  void utf16_is_told_and_not_read_as_something_else() throws IOException {
    Files.write(path(), "a\n1\n".getBytes(StandardCharsets.UTF_16));
    DataException e = assertThrows(DataException.class, () -> new CsvSource(plain()).load());
    assertEquals("1:1", e.line() + ":" + e.column());
    assertTrue(e.problem().contains("text of another encoding must be converted"), e::problem);
  }

  @Test
  void a_missing_file_and_a_folder_are_told() {
    DataException missing = assertThrows(DataException.class, () -> new CsvSource(plain()).load());
    assertTrue(missing.problem().contains("no such file"), missing::problem);
    CsvSource directory =
        new CsvSource(new CsvSource.Config(folder, Optional.empty(), Optional.empty(), false, ","));
    DataException e = assertThrows(DataException.class, directory::load);
    assertEquals("0:0", e.line() + ":" + e.column());
    assertTrue(e.problem().contains("folder"), e::problem);
  }

  @Test
  void a_table_of_many_rows_and_of_many_columns_is_read_whole() {
    StringBuilder tall = new StringBuilder("a,b\n");
    for (int row = 0; row < 50_000; row++) {
      tall.append(row).append(',').append(-row).append('\n');
    }
    double[] cells = cells(load(tall.toString(), plain()));
    assertEquals(100_000, cells.length);
    for (int row = 0; row < 50_000; row++) {
      assertEquals(row, cells[2 * row], 0.0);
      assertEquals(-row, cells[2 * row + 1], 0.0);
    }
    String names = "c" + String.join(",c", Dataset.numberedNames("", 40_000));
    String row = String.join(",", Dataset.numberedNames("", 40_000));
    double[] wide = cells(load(names + "\n" + row + "\n", plain()));
    assertEquals(40_000, wide.length);
    assertEquals(40_000, wide[39_999], 0.0);
  }

  private Path path() {
    return folder.resolve("data.csv");
  }

  private CsvSource.Config plain() {
    return new CsvSource.Config(path(), Optional.empty(), Optional.empty(), false, ",");
  }

  /** The columns colour and size hold words. */
  private CsvSource.Config words(boolean dropFirst) {
    return new CsvSource.Config(
        path(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(List.of("colour", "size")),
        dropFirst,
        false,
        Optional.empty(),
        ",");
  }

  private CsvSource.Config config(String target, String... features) {
    return new CsvSource.Config(
        path(),
        Optional.of(target),
        features.length == 0 ? Optional.empty() : Optional.of(List.of(features)),
        false,
        ",");
  }

  private Dataset load(String text, CsvSource.Config config) {
    try {
      Files.writeString(path(), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return new CsvSource(config).load();
  }

  private static double[] cells(Dataset data) {
    return ((DenseFeatures) data.features()).values();
  }
}

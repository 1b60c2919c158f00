package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IdxSourceTest {

  // Two images of 2 x 3 pixels.
  private static final String IMAGES = "00000803 00000002 00000002 00000003";
  private static final String PIXELS = "00 33 66 99 cc ff 01 02 03 04 05 06";
  private static final String LABELS = "00000801 00000002 07 ff";

  @TempDir private Path folder;

  @Test
  void pixels_lie_in_0_to_1_and_labels_are_the_target() throws IOException {
    Dataset data = load(bytes(IMAGES + PIXELS), bytes(LABELS));
    assertEquals(6, data.features().columns());
    assertEquals(List.of("x1", "x2", "x3", "x4", "x5", "x6"), data.featureNames());
    double[] expected = {0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6};
    assertArrayEquals(Arrays.stream(expected).map(x -> x / 255).toArray(), cells(data));
    assertArrayEquals(new double[] {7, 255}, data.target().orElseThrow().values());
    assertEquals("label", data.target().orElseThrow().name());
    assertEquals(images() + ":2: odd", data.problem(1, "odd").getMessage());
  }

  @Test
  void gzip_is_known_by_its_first_bytes() throws IOException {
    Dataset data = load(gzip(bytes(IMAGES + PIXELS)), gzip(bytes(LABELS)));
    assertEquals(1, cells(data)[5], 0.0);
    assertArrayEquals(new double[] {7, 255}, data.target().orElseThrow().values());
  }

  @ParameterizedTest
  @CsvSource({
    "00000801 00000002 01 ff, 0.00392156862745098, 1",
    "00000901 00000002 01 ff, 1, -1",
    "00000b01 00000002 0102 ffff, 258, -1",
    "00000c01 00000002 01020304 fffffffe, 16909060, -2",
    "00000d01 00000002 3fc00000 c0000000, 1.5, -2",
    "00000e01 00000002 3ff8000000000000 c000000000000000, 1.5, -2"
  })
  void every_type_of_number_is_read(String hex, double first, double second) throws IOException {
    Dataset data = load(bytes(hex));
    assertArrayEquals(new double[] {first, second}, cells(data));
    assertTrue(data.target().isEmpty());
  }

  @Test
  void the_scale_can_be_told() throws IOException {
    Files.write(images(), bytes("00000801 00000002 01 ff"));
    assertArrayEquals(
        new double[] {0.5, 127.5},
        cells(new IdxSource(config(Optional.empty(), OptionalDouble.of(2))).load()));
    DataException e =
        assertThrows(
            DataException.class,
            () ->
                new IdxSource(config(Optional.empty(), OptionalDouble.of(Double.MIN_VALUE)))
                    .load());
    assertTrue(e.problem().contains("beyond a double"), e::problem);
  }

  @Test
  void rows_can_be_standardised_and_held_out() throws IOException {
    Files.write(images(), bytes("00000802 00000003 00000002 0005 0405 0805"));
    Dataset data =
        new IdxSource(
                new IdxSource.Config(
                    images(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    true,
                    Optional.of(new Split(1, 0, false))))
            .load();
    assertArrayEquals(new double[] {-1, 0, 1, 0}, cells(data), 1e-15);
    assertEquals(1, data.heldOut().orElseThrow().rows());
  }

  @Test
  void a_file_larger_than_the_buffer_is_read_whole() throws IOException {
    int items = 50_000;
    ByteBuffer numbers = ByteBuffer.allocate(12 + Double.BYTES * items * 3);
    numbers.putInt(0x00000E02).putInt(items).putInt(3);
    for (int i = 0; i < 3 * items; i++) {
      numbers.putDouble(i);
    }
    double[] cells = cells(load(gzip(numbers.array())));
    assertEquals(3 * items, cells.length);
    for (int i = 0; i < cells.length; i++) {
      assertEquals(i, cells[i], 0.0);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                               | the file is empty",
        "00                               | no IDX file: it starts with the bytes 00, where",
        "50 35 0a 32                      | no IDX file: it starts with the bytes 50 35 0a 32",
        "00 00 0a 01 00000001 01          | no IDX file: it starts with the bytes 00 00 0a 01",
        "00 00 08 00                      | no IDX file",
        "00 00 08 03 00000001 000000      | the file ends within its header",
        "00 00 08 01 00000000             | the file holds nothing: its size 1 is 0",
        "00 00 08 02 00000003 00000000    | the file holds nothing: its size 2 is 0",
        "00 00 08 01 00000100 01          | too short for the 256 numbers that it promises",
        "00 00 0e 01 00000001 01020304    | the file ends after 0 of the 1 numbers",
        "00 00 08 01 00000005 01          | the file ends after 1 of the 5 numbers",
        "00 00 08 02 00000001 00000001 01 02 | goes on behind the 1 x 1 numbers",
        "00 00 08 01 ffffffff 01          | too short for the 4294967295 numbers",
        "00 00 0e 04 7fffffff 7fffffff 7fffffff 7fffffff | the file is too short for the",
        "00 00 0d 02 00000002 00000001 00000000 7fc00000 | number 1 of item 2 is NaN",
        "00 00 0e 02 00000001 00000002 0000000000000000 7ff0000000000000 | number 2 of item 1 is Inf"
      })
  void a_bad_file_is_told(String hex, String problem) throws IOException {
    byte[] bytes = bytes(hex);
    DataException e = assertThrows(DataException.class, () -> load(bytes));
    assertEquals(images().toString(), e.file());
    assertTrue(e.problem().contains(problem), e::problem);
  }

  @Test
  void a_small_compressed_file_that_promises_much_takes_no_memory() throws IOException {
    byte[] bytes = gzip(bytes("00 00 0e 02 00010000 00007000 00"));
    DataException e = assertThrows(DataException.class, () -> load(bytes));
    assertEquals("the file is too short for the 1879048192 numbers that it promises", e.problem());
  }

  @Test
  void a_damaged_compressed_file_is_told() throws IOException {
    byte[] whole = gzip(bytes(IMAGES + PIXELS));
    DataException cut =
        assertThrows(DataException.class, () -> load(Arrays.copyOf(whole, whole.length - 12)));
    assertEquals("the compressed file is cut off", cut.problem());
    byte[] damaged = whole.clone();
    damaged[whole.length - 6] ^= 1;
    DataException e = assertThrows(DataException.class, () -> load(damaged));
    assertTrue(e.problem().startsWith("the compressed file is damaged: "), e::problem);
  }

  @Test
  void counts_that_differ_are_told() throws IOException {
    byte[] three = bytes("00000801 00000003 07 06 05");
    DataException e = assertThrows(DataException.class, () -> load(bytes(IMAGES + PIXELS), three));
    assertEquals(labels().toString(), e.file());
    assertEquals("there are 3 labels for the 2 images in " + images(), e.problem());
  }

  @Test
  void swapped_files_are_told() throws IOException {
    DataException e =
        assertThrows(DataException.class, () -> load(bytes(LABELS), bytes(IMAGES + PIXELS)));
    assertEquals(
        "this holds 2 x 2 x 3 numbers, where a label is one number; are 'images' and 'labels'"
            + " swapped?",
        e.problem());
  }

  @Test
  void a_missing_file_and_a_folder_are_told() {
    IdxSource missing = new IdxSource(config(Optional.empty(), OptionalDouble.empty()));
    assertTrue(assertThrows(DataException.class, missing::load).problem().contains("no such file"));
    IdxSource labels = new IdxSource(config(Optional.of(folder), OptionalDouble.empty()));
    assertTrue(assertThrows(DataException.class, labels::load).problem().contains("a folder"));
  }

  private Path images() {
    return folder.resolve("images");
  }

  private Path labels() {
    return folder.resolve("labels");
  }

  private IdxSource.Config config(Optional<Path> labels, OptionalDouble scale) {
    return new IdxSource.Config(images(), labels, scale, false, Optional.empty());
  }

  private Dataset load(byte[] images) throws IOException {
    Files.write(images(), images);
    return new IdxSource(config(Optional.empty(), OptionalDouble.empty())).load();
  }

  private Dataset load(byte[] images, byte[] labels) throws IOException {
    Files.write(images(), images);
    Files.write(labels(), labels);
    return new IdxSource(config(Optional.of(labels()), OptionalDouble.empty())).load();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static double[] cells(Dataset data) {
    return ((DenseFeatures) data.features()).values();
  }
}

package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DoubleBuilderTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 1",
    "0, 40000",
    "5, 3",
    "5, 5",
    "5, 6",
    "100, 16484",
    "100, 16485",
    "20000, 50000",
    "3000000000, 7"
  })
  void numbers_come_back_in_order_however_many_were_expected(long expected, int count) {
    DoubleBuilder builder = new DoubleBuilder(expected);
    for (int i = 0; i < count; i++) {
      builder.add(i);
    }
    assertEquals(count, builder.size());
    for (int i = 0; i < count; i++) {
      assertEquals(i, builder.get(i), 0.0);
    }
    double[] numbers = builder.drain();
    assertEquals(count, numbers.length);
    for (int i = 0; i < count; i++) {
      assertEquals(i, numbers[i], 0.0);
    }
    assertEquals(0, builder.size());
  }

  @Test
  void one_array_has_room_for_so_many() {
    DoubleBuilder builder = new DoubleBuilder();
    builder.add(1);
    assertTrue(builder.hasRoomFor(DoubleBuilder.CAPACITY - 1));
    assertFalse(builder.hasRoomFor(DoubleBuilder.CAPACITY));
  }

  @Test
  void gaps_of_every_size_come_back() {
    SplittableRandom random = new SplittableRandom(1);
    int[] gaps = random.ints(100_000, 1, Integer.MAX_VALUE).toArray();
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] >>>= i % 31;
    }
    int[] edges = {1, 127, 128, 16_383, 16_384, Integer.MAX_VALUE};
    GapBuilder builder = new GapBuilder();
    for (int gap : edges) {
      builder.add(gap);
    }
    for (int gap : gaps) {
      builder.add(gap);
    }
    GapBuilder.Reader reader = builder.read();
    for (int gap : edges) {
      assertEquals(gap, reader.next());
    }
    for (int gap : gaps) {
      assertEquals(gap, reader.next());
    }
  }

  @ParameterizedTest
  @CsvSource({"'', 0", "a, 1", "'a\n', 1", "'a\nb', 2", "'a\nb\n', 2", "'\n\n', 2"})
  void lines_are_counted(String text, long lines, @TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("text"), text);
    assertEquals(lines, DataFile.countLines(file));
    assertEquals(text.chars().filter(c -> c == 'a').count(), DataFile.count(file, 'a'));
    assertEquals(0, DataFile.countLines(folder));
  }
}

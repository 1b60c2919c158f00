package dev.dupin.runtime.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {

  @TempDir Path run;

  private Path folder() {
    return run.resolve("checkpoint");
  }

  private static Checkpoint sample() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("trials", 17L);
    values.put("iterations", -3L);
    values.put("stepper.radius", Double.longBitsToDouble(0x7ff8000000000123L));
    values.put("zero", -0.0);
    values.put("here.point", new double[] {1.5, Double.NEGATIVE_INFINITY, Double.MIN_VALUE});
    values.put("empty", new double[0]);
    return new Checkpoint("abc", Snapshot.of(values));
  }

  @Test
  void every_bit_comes_back() throws IOException {
    sample().write(folder());
    Checkpoint read = Checkpoint.read(folder());
    assertEquals("abc", read.specHash());
    assertEquals(17, read.trials());
    assertEquals(-3, read.iterations());
    Map<String, Object> expected = sample().snapshot().values();
    assertEquals(List.copyOf(expected.keySet()), List.copyOf(read.snapshot().values().keySet()));
    expected.forEach(
        (name, value) -> {
          Object found = Objects.requireNonNull(read.snapshot().values().get(name));
          if (value instanceof double[] array) {
            assertArrayEquals(array, (double[]) found);
          } else if (value instanceof Double number) {
            assertEquals(
                Double.doubleToRawLongBits(number), Double.doubleToRawLongBits((Double) found));
          } else {
            assertEquals(value, found);
          }
        });
  }

  @Test
  void a_flipped_bit_anywhere_is_seen() throws IOException {
    sample().write(folder());
    Path file = folder().resolve("state.bin");
    byte[] bytes = Files.readAllBytes(file);
    for (int place = 0; place < bytes.length; place++) {
      byte[] broken = bytes.clone();
      broken[place] ^= 4;
      Files.write(file, broken);
      assertThrows(IOException.class, () -> Checkpoint.read(folder()), "byte " + place);
    }
  }

  @Test
  void a_file_that_was_cut_off_is_seen_and_so_is_another_file() throws IOException {
    sample().write(folder());
    Path file = folder().resolve("state.bin");
    byte[] bytes = Files.readAllBytes(file);
    for (int length : new int[] {0, 5, 12, bytes.length / 2, bytes.length - 1}) {
      Files.write(file, java.util.Arrays.copyOf(bytes, length));
      assertThrows(IOException.class, () -> Checkpoint.read(folder()));
    }
    Files.writeString(file, "this is a text, and it is long enough to hold a checksum");
    IOException other = assertThrows(IOException.class, () -> Checkpoint.read(folder()));
    assertTrue(
        String.valueOf(other.getMessage()).endsWith("is no checkpoint of this version of Dupin"));
  }

  @Test
  void where_there_is_none_the_way_out_is_told() {
    IOException none = assertThrows(IOException.class, () -> Checkpoint.read(folder()));
    assertTrue(String.valueOf(none.getMessage()).contains("has no checkpoint"), none.getMessage());
  }

  @Test
  void a_checkpoint_that_cannot_be_written_is_told_at_the_end() throws IOException {
    Files.writeString(folder(), "a file where the folder should be");
    CheckpointWriter writer = new CheckpointWriter(folder(), "abc");
    writer.accept(sample().snapshot());
    assertThrows(IOException.class, writer::close);
    Files.delete(folder());
    writer.accept(sample().snapshot());
    writer.close();
    Checkpoint.remove(folder());
    assertFalse(Files.exists(folder()));
  }

  @Test
  void a_trace_keeps_the_rows_before_the_checkpoint() throws IOException {
    Path trace = run.resolve("trace.csv");
    Files.writeString(
        trace, "iteration,trial,accepted\n0,0,true\n1,1,true\n1,2,false\n2,3,true\n3,4,tr");
    assertTrue(TraceRows.upTo(trace, 1, 2).header());
    assertEquals(
        "iteration,trial,accepted\n0,0,true\n1,1,true\n1,2,false\n", Files.readString(trace));
    assertTrue(TraceRows.upTo(trace, 2, 100).header());
    assertEquals("iteration,trial,accepted\n0,0,true\n1,2,false\n", Files.readString(trace));
    assertFalse(TraceRows.upTo(run.resolve("none.csv"), 1, 5).header());
    try (var files = Files.list(run)) {
      assertEquals(1, files.count(), "nothing is left beside the trace");
    }
  }
}

package dev.dupin.runtime.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.run.TrialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TraceWriterTest {
  private static final String HEADER =
      "iteration,trial,accepted,value,gradientNorm,stepNorm,predictedReduction,actualReduction,"
          + "valueCalls,gradientCalls,hessianProducts,hessians,seconds";

  @TempDir Path folder;

  private List<String> written(int every, Rows... rows) throws IOException {
    Path file = folder.resolve("trace.csv");
    try (TraceWriter trace = TraceWriter.open(file, every)) {
      for (Rows row : rows) {
        trace.trial(row);
      }
    }
    return Files.readAllLines(file);
  }

  @Test
  void header_holds_the_fixed_columns_then_what_the_parts_report() throws IOException {
    assertEquals(HEADER + ",radius", written(1, Rows.trial(0)).get(0));
  }

  @Test
  void a_run_that_dies_before_its_first_evaluation_leaves_a_header() throws IOException {
    assertEquals(List.of(HEADER), written(1));
  }

  @Test
  void whole_numbers_have_no_fraction_accepted_is_a_word_and_nan_is_an_empty_cell()
      throws IOException {
    double nan = Double.NaN;
    Rows start = new Rows(Rows.WITH_RADIUS, 0, 0, 1, 24.2, 232.8, nan, nan, nan, 1, 1, 0, 0, 0, 1);
    Rows refused =
        new Rows(Rows.WITH_RADIUS, 0, 1, 0, 1e300, nan, 1, -0.0, -1e-17, 2, 1, 12, 1, 1.5e-4, 0.25);
    Rows wall =
        new Rows(
            Rows.WITH_RADIUS,
            new double[] {
              0,
              2,
              0,
              Double.POSITIVE_INFINITY,
              nan,
              1,
              1,
              Double.NEGATIVE_INFINITY,
              3,
              1,
              12,
              1,
              2,
              0x1p60
            });
    assertEquals(
        List.of(
            "0,0,true,24.2,232.8,,,,1,1,0,0,0,1",
            "0,1,false,1.0E300,,1,-0.0,-1.0E-17,2,1,12,1,1.5E-4,0.25",
            "0,2,false,Infinity,,1,1,-Infinity,3,1,12,1,2,1.152921504606847E18"),
        written(1, start, refused, wall).subList(1, 4));
  }

  @Test
  void more_rows_than_the_buffer_holds_arrive_in_order() throws IOException {
    Rows[] rows = new Rows[5000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Rows.trial(i);
    }
    List<String> lines = written(1, rows);
    assertEquals(5001, lines.size());
    for (int i = 0; i < rows.length; i++) {
      assertTrue(lines.get(i + 1).startsWith(i + "," + i + ",true,0.5,"), lines.get(i + 1));
    }
  }

  @Test
  void every_third_trial_leaves_the_start_every_third_and_the_last() throws IOException {
    Rows[] rows = new Rows[3074];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Rows.trial(i);
    }
    List<String> lines = written(3, rows);
    assertEquals(1 + 1025 + 1, lines.size());
    for (int i = 0; i < 1025; i++) {
      assertTrue(lines.get(i + 1).startsWith(3 * i + ","), lines.get(i + 1));
    }
    assertTrue(lines.get(1026).startsWith("3073,"), lines.get(1026));
  }

  @Test
  void rows_of_the_full_set_are_never_left_out_and_stay_where_a_run_goes_on() throws IOException {
    List<String> columns = new ArrayList<>(TrialEvent.COLUMNS);
    columns.add(TrialEvent.FULL_VALUE);
    Rows[] rows = new Rows[9];
    for (int i = 0; i < rows.length; i++) {
      double full = i % 4 == 0 ? 0.75 : Double.NaN;
      rows[i] = new Rows(columns, i, i, 1, 0.5, 0.1, 1, 1, 1, 2, 2, 0, 2, 0.25, full);
    }
    assertEquals(List.of("0", "3", "4", "6", "7"), trials(written(3, Arrays.copyOf(rows, 8))));
    Path file = folder.resolve("trace.csv");
    try (TraceWriter trace = TraceWriter.resume(file, 3, 7)) {
      trace.trial(rows[8]);
    }
    List<String> lines = Files.readAllLines(file);
    assertEquals(List.of("0", "3", "4", "6", "8"), trials(lines), "7 was there as the last");
  }

  private static List<String> trials(List<String> lines) {
    return lines.stream().skip(1).map(line -> line.split(",")[1]).toList();
  }

  @Test
  void rows_reach_the_disk_while_the_run_hangs() {
    Path file = folder.resolve("trace.csv");
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          try (TraceWriter trace = TraceWriter.open(file, 1)) {
            trace.trial(Rows.trial(0));
            while (Files.readAllLines(file).size() < 2) {
              Thread.sleep(20);
            }
          }
        });
  }

  @Test
  void rows_after_the_end_are_not_taken() throws IOException {
    Path file = folder.resolve("trace.csv");
    TraceWriter trace = TraceWriter.open(file, 1);
    trace.trial(Rows.trial(0));
    trace.close();
    trace.trial(Rows.trial(1));
    trace.close();
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void an_interrupted_thread_writes_all_the_same() throws IOException {
    Thread.currentThread().interrupt();
    try {
      assertEquals(3, written(1, Rows.trial(0), Rows.trial(1)).size());
      AtomicFile.write(folder, "result.json", new byte[] {1});
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertEquals(1, Files.size(folder.resolve("result.json")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void a_full_disk_is_told_at_the_end() throws IOException {
    TraceWriter trace = TraceWriter.open(Path.of("/dev/full"), 1);
    for (int i = 0; i < 3000; i++) {
      trace.trial(Rows.trial(i));
    }
    assertThrows(IOException.class, trace::close);
  }

  @Test
  void every_zero_trials_is_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> TraceWriter.open(folder.resolve("trace.csv"), 0));
  }

  @Test
  void every_double_reads_back() {
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 10_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(number)) {
        assertEquals(number, Double.parseDouble(NumberText.of(number)));
        assertEquals(Math.rint(number), Double.parseDouble(NumberText.of(Math.rint(number))));
      }
    }
  }
}

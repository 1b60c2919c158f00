package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.run.TrialEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final String REWIND = "\r\u001B[K";

  private long now;

  /** A row with a few columns; the control comes last. */
  private record Row(String control, double... numbers) implements TrialEvent {
    @Override
    public long iteration() {
      return (long) numbers[0];
    }

    @Override
    public long trial() {
      return (long) numbers[1];
    }

    @Override
    public boolean accepted() {
      return numbers[2] != 0;
    }

    @Override
    public double number(String column) {
      int place = columns().indexOf(column);
      return place < 0 ? Double.NaN : numbers[place];
    }

    @Override
    public List<String> columns() {
      return List.of("iteration", "trial", "accepted", "value", "gradientNorm", "seconds", control);
    }

    @Override
    public double number(int column) {
      return numbers[column];
    }
  }

  private static Row start(String control) {
    return new Row(control, 0, 0, 1, 24.2, 232.8676, 0, 1);
  }

  private Progress progress(Screen screen, String name) {
    return new Progress(screen.terminal(), name, () -> now);
  }

  private void at(double seconds, Progress progress, Row row) {
    now = (long) (1e9 * seconds);
    progress.trial(row);
  }

  @Test
  void on_a_terminal_one_line_is_redrawn_ten_times_a_second_at_most() {
    Screen screen = Screen.interactive(false);
    Progress progress = progress(screen, "valley");
    at(0.01, progress, start("radius"));
    at(0.1, progress, new Row("radius", 10, 12, 1, 0.5, 0.25, 0.1, 2));
    at(0.19, progress, new Row("radius", 20, 22, 1, 0.4, 0.15, 0.19, 2));
    at(0.25, progress, new Row("radius", 25, 28, 1, 1.25e-7, 3.1e-5, 0.25, 0.5));
    progress.end();
    assertEquals(
        REWIND
            + "valley  iteration 10  f 0.5  |g| 0.25  radius 2  100/s"
            + REWIND
            + "valley  iteration 25  f 1.25e-07  |g| 3.10e-05  radius 0.5  100/s"
            + REWIND,
        screen.out());
  }

  @Test
  void off_a_terminal_there_is_a_plain_line_every_few_seconds() {
    Screen screen = Screen.plain();
    Progress progress = progress(screen, "valley");
    for (int second = 0; second <= 11; second++) {
      at(second, progress, new Row("damping", second, second, 1, 0.5, 0.25, second, 1e-3));
    }
    progress.end();
    assertEquals(
        List.of(
            "valley  iteration 5  f 0.5  |g| 0.25  damping 0.001  1.0/s",
            "valley  iteration 10  f 0.5  |g| 0.25  damping 0.001  1.0/s"),
        screen.out().lines().toList());
  }

  @Test
  void a_refused_trial_changes_the_control_alone() {
    Screen screen = Screen.plain();
    Progress progress = progress(screen, "valley");
    at(0, progress, start("radius"));
    at(9, progress, new Row("radius", 0, 1, 0, 99, Double.NaN, 9, 0.25));
    assertEquals("valley  iteration 0  f 24.2  |g| 232.9  radius 0.25\n", screen.out());
  }

  @Test
  void what_nobody_paid_for_leaves_the_last_number() {
    Screen screen = Screen.plain();
    Progress progress = progress(screen, "steps");
    at(0, progress, start("learningRate"));
    at(9, progress, new Row("learningRate", 3, 3, 1, Double.NaN, Double.NaN, 9, 0.1));
    assertTrue(screen.out().contains("f 24.2  |g| 232.9  learningRate 0.1"), screen.out());
  }

  @Test
  void in_batches_f_of_all_terms_is_that_of_the_last_evaluation() {
    Screen screen = Screen.plain();
    Progress progress = progress(screen, "epochs");
    at(0, progress, new Row("fullValue", 0, 0, 1, 2.5, 1, 0, 3));
    at(1, progress, new Row("fullValue", 4, 4, 1, Double.NaN, Double.NaN, 1, 2.25));
    at(8, progress, new Row("fullValue", 8, 8, 1, Double.NaN, Double.NaN, 8, Double.NaN));
    at(16, progress, new Row("fullValue", 9, 9, 1, 1.25, 0.5, 16, Double.NaN));
    assertEquals(
        List.of(
            "epochs  iteration 8  full f 2.25  1.0/s",
            "epochs  iteration 9  full f 2.25  f 1.25  |g| 0.5  0.6/s"),
        screen.out().lines().toList());
  }

  @Test
  void a_step_without_a_control_shows_none() {
    Screen screen = Screen.plain();
    Progress progress = progress(screen, "newton");
    at(0, progress, start("cgIterations"));
    at(9, progress, new Row("cgIterations", 3, 3, 1, 1, 1, 9, 7));
    assertFalse(screen.out().contains("7"), screen.out());
  }

  @Test
  void a_long_name_gives_way_and_the_last_column_stays_free() {
    Screen screen = Screen.interactive(false);
    Progress progress = progress(screen, "n".repeat(200));
    at(0, progress, start("radius"));
    at(1, progress, new Row("radius", 123456, 9, 1, -1.25, 3.456e-100, 1, 1e-10));
    String line = screen.out().substring(REWIND.length());
    assertEquals(79, line.length());
    assertTrue(line.startsWith("nnnnn"), line);
    assertTrue(line.endsWith("radius 1.00e-10  123k/s"), line);
  }

  @Test
  void a_name_that_has_no_room_at_all_is_left_out() {
    Screen screen = Screen.interactive(false);
    Progress progress = progress(screen, "n".repeat(200));
    at(0, progress, start("radius"));
    at(1, progress, new Row("radius", 123456789, 9, 1, -1.23456e-100, 3.456e-100, 1, 1e-10));
    assertEquals(
        REWIND + "iteration 123456789  f -1.23456e-100  |g| 3.46e-100  radius 1.00e-10  123.5M/s",
        screen.out());
  }

  @Test
  void a_run_too_short_to_watch_draws_nothing() {
    Screen screen = Screen.interactive(true);
    Progress progress = progress(screen, "valley");
    at(0.01, progress, start("radius"));
    progress.end();
    assertEquals("", screen.out());
  }

  @Test
  void nothing_is_drawn_after_the_end() {
    Screen screen = Screen.interactive(true);
    Progress progress = progress(screen, "valley");
    progress.end();
    at(9, progress, start("radius"));
    assertEquals("", screen.out());
  }
}

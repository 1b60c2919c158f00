package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.LoadingListener;
import org.junit.jupiter.api.Test;

class LoadingProgressTest {
  private static final String REWIND = "\r\u001B[K";

  private long now;

  private void at(double seconds, LoadingListener progress, String origin, long bytes, long total) {
    now = (long) (1e9 * seconds);
    progress.read(origin, bytes, total);
  }

  @Test
  void after_a_second_a_line_is_redrawn_ten_times_a_second_and_wiped() {
    Screen screen = Screen.interactive(false);
    LoadingListener progress = new LoadingProgress(screen.terminal(), () -> now);
    at(5, progress, "data/train.csv", 65_536, 120_000_000);
    at(5.99, progress, "data/train.csv", 30_000_000, 120_000_000);
    at(6, progress, "data/train.csv", 34_100_000, 120_000_000);
    at(6.09, progress, "data/train.csv", 37_000_000, 120_000_000);
    at(6.1, progress, "data/train.csv", 40_000_000, 120_000_000);
    progress.end("data/train.csv");
    assertEquals(
        REWIND
            + "reading train.csv: 34 of 120 MB"
            + REWIND
            + "reading train.csv: 40 of 120 MB"
            + REWIND,
        screen.out());
  }

  @Test
  void a_file_that_is_read_within_a_second_shows_nothing() {
    Screen screen = Screen.interactive(false);
    LoadingListener progress = new LoadingProgress(screen.terminal(), () -> now);
    at(0, progress, "a.csv", 1, 2);
    at(0.9, progress, "a.csv", 2, 2);
    progress.end("a.csv");
    at(1.2, progress, "b.csv", 2, 2);
    progress.end("b.csv");
    assertEquals("", screen.out());
  }

  @Test
  void a_pipe_has_no_size_and_a_long_name_is_cut() {
    Screen screen = Screen.interactive(false);
    LoadingListener progress = new LoadingProgress(screen.terminal(), () -> now);
    at(0, progress, "/", 0, 0);
    at(2, progress, "/", 2_000_000, 0);
    at(3, progress, "n".repeat(200), 0, 0);
    at(5, progress, "n".repeat(200), 0, 0);
    assertTrue(screen.out().startsWith(REWIND + "reading /: 2 MB" + REWIND), screen.out());
    assertEquals(79, screen.out().length() - screen.out().lastIndexOf(REWIND) - REWIND.length());
  }

  @Test
  void where_nobody_watches_nothing_is_measured() {
    assertSame(LoadingListener.NONE, LoadingProgress.on(Screen.plain().terminal()));
  }
}

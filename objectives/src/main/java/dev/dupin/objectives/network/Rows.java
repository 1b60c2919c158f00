package dev.dupin.objectives.network;

import java.util.stream.IntStream;

/**
 * Work on the rows of a matrix, each independent of the others: shared out among threads where
 * there is enough of it.
 */
final class Rows {

  // Some 50 microseconds of elementary functions: a task costs below 1.
  private static final int ENTRIES_PER_TASK = 1 << 13;

  // Waking the pool costs 10 to 50 microseconds.
  private static final int LEAST_TASKS = 4;

  private Rows() {}

  /** What is done with some rows. */
  interface Work {
    /**
     * @param from the first row
     * @param to behind the last row
     */
    void rows(int from, int to);
  }

  /** Does the work of the rows {@code from <= row < to}, each of that many entries. */
  static void forEach(int from, int to, int width, Work work) {
    int rows = Math.max(1, ENTRIES_PER_TASK / width);
    int tasks = (to - from + rows - 1) / rows;
    if (tasks < LEAST_TASKS) {
      work.rows(from, to);
      return;
    }
    IntStream.range(0, tasks)
        .parallel()
        .forEach(
            task -> {
              int first = from + task * rows;
              work.rows(first, Math.min(to, first + rows));
            });
  }
}

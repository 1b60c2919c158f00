package dev.dupin.objectives.regression;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums over rows by chunks. Where the chunks lie depends on the data alone, and their sums are
 * added from the first to the last, so that a result has the same bits for every number of threads.
 * Small work runs in the calling thread, larger work in its fork-join pool.
 */
final class RowChunks {

  // About 10 microseconds of multiply-adds a chunk: little enough to share out evenly among
  // threads, long enough to hide the cost of a task (below 1 microsecond).
  private static final long ENTRIES_PER_CHUNK = 1 << 14;

  // Keeps 16 cores busy at a quarter of the best balance; bounds the memory for partial sums.
  private static final int MOST_CHUNKS = 64;

  // Waking the pool costs 10 to 50 microseconds: worth it from some 100 microseconds on.
  private static final long PARALLEL_ENTRIES = 1 << 17;

  /** Adds the share of some rows to a partial sum. */
  interface Work {
    /**
     * @param partial the sum so far of these rows
     * @param from the first row
     * @param to behind the last row
     */
    void add(double[] partial, int from, int to);
  }

  /** Fills entries that belong to some rows alone. */
  interface Fill {
    void rows(int from, int to);
  }

  private final int rows;
  private final int chunks;
  private final boolean parallel;

  /**
   * @param rows to be summed over
   * @param chunks at least 1
   * @param parallel whether to share the work out among threads
   */
  RowChunks(int rows, int chunks, boolean parallel) {
    this.rows = rows;
    this.chunks = chunks;
    this.parallel = parallel && chunks > 1;
  }

  /**
   * Returns chunks for sums that look at every entry once.
   *
   * @param rows to be summed over
   * @param entries stored in these rows
   * @param length of a sum; all partial sums together take at most a quarter of the entries' memory
   */
  static RowChunks of(int rows, long entries, int length) {
    return of(rows, entries, length, 1);
  }

  /**
   * Returns chunks for sums that look at every entry several times.
   *
   * @param rows to be summed over
   * @param entries stored in these rows
   * @param length of a sum; all partial sums together take at most a quarter of the entries' memory
   * @param times how often an entry is looked at
   */
  static RowChunks of(int rows, long entries, int length, int times) {
    long work = entries * times;
    long most = Math.min(work / ENTRIES_PER_CHUNK, entries / (4L * Math.max(1, length)));
    int chunks = (int) Math.max(1, Math.min(Math.min(MOST_CHUNKS, rows), most));
    return new RowChunks(rows, chunks, work >= PARALLEL_ENTRIES);
  }

  /** Returns the number of chunks. */
  int count() {
    return chunks;
  }

  /** Returns a new array of that length, the sum over all rows. */
  double[] sum(int length, Work work) {
    if (parallel) {
      double[][] partials =
          IntStream.range(0, chunks)
              .parallel()
              .mapToObj(chunk -> add(new double[length], chunk, work))
              .toArray(double[][]::new);
      for (int chunk = 1; chunk < chunks; chunk++) {
        addTo(partials[0], partials[chunk]);
      }
      return partials[0];
    }
    double[] total = add(new double[length], 0, work);
    double[] partial = chunks > 1 ? new double[length] : total;
    for (int chunk = 1; chunk < chunks; chunk++) {
      Arrays.fill(partial, 0);
      addTo(total, add(partial, chunk, work));
    }
    return total;
  }

  /** Does the work of all rows; each row's is independent of the others'. */
  void forEach(Fill fill) {
    IntStream range = IntStream.range(0, chunks);
    (parallel ? range.parallel() : range)
        .forEach(chunk -> fill.rows(start(chunk), start(chunk + 1)));
  }

  private double[] add(double[] partial, int chunk, Work work) {
    work.add(partial, start(chunk), start(chunk + 1));
    return partial;
  }

  private int start(int chunk) {
    return (int) ((long) rows * chunk / chunks);
  }

  private static void addTo(double[] total, double[] partial) {
    for (int i = 0; i < total.length; i++) {
      total[i] += partial[i];
    }
  }
}

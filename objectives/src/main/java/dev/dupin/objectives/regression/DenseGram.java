package dev.dupin.objectives.regression;

import java.util.stream.IntStream;

/**
 * The lower triangle of X' D X for a dense X, tile by tile. Each tile is summed over the rows in a
 * fixed order, so the bits do not depend on the number of threads.
 */
final class DenseGram {

  // A tile of 64 x 64 doubles takes 32 KB: it stays in a first or second level cache.
  private static final int TILE = 64;

  // Few tiles are also split by rows, until there are about this many tasks.
  private static final int TASKS = 64;

  // Multiply-adds from which on waking the pool pays (some 100 microseconds).
  private static final long PARALLEL_WORK = 1 << 18;

  private final double[] x;
  private final int columns;
  private final double[] weights;

  /**
   * @param x rows x columns, row-major
   * @param weights the diagonal of D, one a row
   */
  DenseGram(double[] x, int columns, double[] weights) {
    this.x = x;
    this.columns = columns;
    this.weights = weights;
  }

  /**
   * Fills the lower triangle.
   *
   * @param gram the result, row-major
   * @param stride of a row of the result, at least {@code columns}
   * @param mostParts into how many parts the rows may be split
   */
  void fill(double[] gram, int stride, int mostParts) {
    int bands = (columns + TILE - 1) / TILE;
    int tiles = bands * (bands + 1) / 2;
    int parts = Math.max(1, Math.min(mostParts, TASKS / tiles));
    boolean parallel = (long) columns * columns / 2 * weights.length >= PARALLEL_WORK;
    IntStream places = IntStream.range(0, bands * bands).filter(t -> t % bands <= t / bands);
    (parallel ? places.parallel() : places)
        .forEach(t -> tile(t / bands, t % bands, parts, parallel, gram, stride));
  }

  private void tile(int band, int column, int parts, boolean parallel, double[] gram, int stride) {
    int top = band * TILE;
    int left = column * TILE;
    int height = Math.min(TILE, columns - top);
    int width = Math.min(TILE, columns - left);
    double[] tile =
        new RowChunks(weights.length, parts, parallel)
            .sum(
                height * width,
                (partial, from, to) -> addRows(partial, from, to, top, height, left, width));
    for (int i = 0; i < height; i++) {
      int length = Math.min(width, top + i - left + 1);
      System.arraycopy(tile, i * width, gram, (top + i) * stride + left, length);
    }
  }

  /**
   * Adds four rows of X at a time: each entry of the tile is then loaded and stored once in four.
   */
  private void addRows(double[] tile, int from, int to, int top, int height, int left, int width) {
    int row = from;
    for (; row < to - 3; row += 4) {
      int r0 = row * columns;
      int r1 = r0 + columns;
      int r2 = r1 + columns;
      int r3 = r2 + columns;
      for (int i = 0; i < height; i++) {
        double a0 = weights[row] * x[r0 + top + i];
        double a1 = weights[row + 1] * x[r1 + top + i];
        double a2 = weights[row + 2] * x[r2 + top + i];
        double a3 = weights[row + 3] * x[r3 + top + i];
        int length = Math.min(width, top + i - left + 1);
        addFour(tile, i * width, length, left, a0, r0, a1, r1, a2, r2, a3, r3);
      }
    }
    for (; row < to; row++) {
      for (int i = 0; i < height; i++) {
        double a = weights[row] * x[row * columns + top + i];
        int length = Math.min(width, top + i - left + 1);
        for (int j = 0; j < length; j++) {
          tile[i * width + j] += a * x[row * columns + left + j];
        }
      }
    }
  }

  private void addFour(
      double[] tile,
      int offset,
      int length,
      int left,
      double a0,
      int r0,
      double a1,
      int r1,
      double a2,
      int r2,
      double a3,
      int r3) {
    double[] x = this.x;
    for (int j = 0; j < length; j++) {
      tile[offset + j] +=
          (a0 * x[r0 + left + j] + a1 * x[r1 + left + j])
              + (a2 * x[r2 + left + j] + a3 * x[r3 + left + j]);
    }
  }
}

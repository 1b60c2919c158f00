package dev.dupin.core.linear;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * One product C += A B, shared out among threads. The k inner products fall into slices of {@link
 * #SLICE}, wherever C's rows are cut: the sums of the slices are added to C from the first to the
 * last. Within a slice {@link PackedKernel} and {@link DirectProduct} add in the same order.
 */
final class BlockedProduct {

  /** Inner products that are summed before they are added to C. */
  static final int SLICE = 512;

  /** Rows of C in a task: its sums take 128 KB at a time. */
  static final int HEIGHT = 64;

  // Rows of C below which B is read too few times for a copy of it to pay.
  private static final int FEW_ROWS = 6;

  // Multiply-adds from which on waking the pool (10 to 50 microseconds) pays, and a native library.
  private static final long LARGE = 1L << 21;

  // Slices are computed side by side until there are so many tasks, and while the copies of B and
  // the sums take no more than 64 MB.
  private static final int TASKS = 32;
  private static final long MOST_COPIED = 1L << 23;

  private final int m;
  private final int n;
  private final int k;
  private final StridedMatrix a;
  private final StridedMatrix b;
  private final double[] c;
  private final int cFrom;
  private final boolean large;

  /**
   * @param a m x k
   * @param b k x n
   * @param c m x n, row-major, from {@code cFrom}
   */
  BlockedProduct(int m, int n, int k, StridedMatrix a, StridedMatrix b, double[] c, int cFrom) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.c = c;
    this.cFrom = cFrom;
    this.large = (long) m * n * k >= LARGE;
  }

  /** Adds the product to C, by a native library if it is large and there is one. */
  void add() {
    if (m < FEW_ROWS && (!large || n >= k)) {
      new DirectProduct(m, n, k, a, b, c, cFrom).add(large);
    } else {
      add(large ? Backends.loaded() : Optional.empty());
    }
  }

  /** Adds the product to C by that library, or in Java. */
  void add(Optional<MatrixBackend> backend) {
    int slices = ceiling(k, SLICE);
    int bands = ceiling(m, HEIGHT);
    int together = large ? slicesTogether(bands) : 1;
    SliceKernel kernel =
        backend.isPresent()
            ? new NativeKernel(n, k, a, b, backend.get())
            : new PackedKernel(n, k, a, b, together);
    for (int first = 0; first < slices; first += together) {
      addSlices(kernel, first, Math.min(together, slices - first), bands);
    }
  }

  /** Few rows of C leave too few tasks to share out, unless several slices are done at a time. */
  private int slicesTogether(int bands) {
    long affordable = MOST_COPIED / Math.max(1, (long) n * (SLICE + m));
    return (int) Math.max(1, Math.min(affordable, ceiling(TASKS, bands)));
  }

  private void addSlices(SliceKernel kernel, int first, int count, int bands) {
    int pieces = kernel.pieces();
    each(count * pieces, t -> kernel.prepare(first + t / pieces, t / pieces, t % pieces));
    double[][] sums = new double[count * bands][];
    if (count == 1) {
      each(bands, band -> addTo(band, sums(kernel, first, 0, band)));
      return;
    }
    each(count * bands, t -> sums[t] = sums(kernel, first + t / bands, t / bands, t % bands));
    for (int t = 0; t < sums.length; t++) {
      addTo(t % bands, sums[t]);
    }
  }

  private double[] sums(SliceKernel kernel, int slice, int place, int band) {
    int top = band * HEIGHT;
    return kernel.sums(slice, place, top, Math.min(HEIGHT, m - top));
  }

  private void addTo(int band, double[] sums) {
    int place = cFrom + band * HEIGHT * n;
    for (int i = 0; i < sums.length; i++) {
      c[place + i] += sums[i];
    }
  }

  private void each(int count, IntConsumer task) {
    IntStream range = IntStream.range(0, count);
    (large && count > 1 ? range.parallel() : range).forEach(task);
  }

  static int ceiling(int dividend, int divisor) {
    return (int) (((long) dividend + divisor - 1) / divisor);
  }
}

package dev.dupin.core.linear;

/**
 * Products in Java, cut into blocks that fit the caches (Goto and van de Geijn 2008, "Anatomy of
 * high-performance matrix multiplication", with the vectors left to the compiler). B is copied so
 * that each of its rows, in pieces of {@link #WIDTH} columns, is an array of its own.
 *
 * <p>The order of every sum is this, whatever the blocks: from zero, inner products are added in
 * fours, (p0 + p1) + (p2 + p3), one four after the other, then what is left one by one.
 */
final class PackedKernel implements SliceKernel {

  // Columns at a time: a row of sums and four rows of B take 10 KB of a first-level cache.
  private static final int WIDTH = 256;

  // Rows of B used for one row of C after another: 64 KB of a second-level cache. A multiple of 4.
  private static final int DEPTH = 32;

  private final int n;
  private final int k;
  private final StridedMatrix a;
  private final StridedMatrix b;
  private final double[][][][] panels;

  /**
   * @param a m x k
   * @param b k x n
   * @param most slices computed side by side
   */
  PackedKernel(int n, int k, StridedMatrix a, StridedMatrix b, int most) {
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.panels = new double[most][pieces()][][];
  }

  @Override
  public int pieces() {
    return BlockedProduct.ceiling(n, WIDTH);
  }

  @Override
  public void prepare(int slice, int place, int piece) {
    int top = slice * BlockedProduct.SLICE;
    int left = piece * WIDTH;
    int rows = Math.min(BlockedProduct.SLICE, k - top);
    double[][] panel = new double[rows][Math.min(WIDTH, n - left)];
    b.copy(top, left, panel);
    panels[place][piece] = panel;
  }

  @Override
  public double[] sums(int slice, int place, int top, int rows) {
    double[] sums = new double[rows * n];
    for (int piece = 0; piece < panels[place].length; piece++) {
      double[][] panel = panels[place][piece];
      double[][] block = new double[rows][panel[0].length];
      for (int from = 0; from < panel.length; from += DEPTH) {
        int to = Math.min(panel.length, from + DEPTH);
        for (int i = 0; i < rows; i++) {
          addRow(block[i], a.at(top + i, slice * BlockedProduct.SLICE), panel, from, to);
        }
      }
      for (int i = 0; i < rows; i++) {
        System.arraycopy(block[i], 0, sums, i * n + piece * WIDTH, block[i].length);
      }
    }
    return sums;
  }

  /**
   * Adds the rows {@code from} to {@code to} of a panel, each times its entry of a row of A.
   *
   * @param start where the entry for row 0 of the panel stands in A
   */
  private void addRow(double[] sums, int start, double[][] panel, int from, int to) {
    double[] left = a.values();
    int stride = a.columnStride();
    int p = from;
    int place = start + from * stride;
    for (; p < to - 3; p += 4, place += 4 * stride) {
      double a0 = left[place];
      double a1 = left[place + stride];
      double a2 = left[place + 2 * stride];
      double a3 = left[place + 3 * stride];
      addFour(sums, a0, panel[p], a1, panel[p + 1], a2, panel[p + 2], a3, panel[p + 3]);
    }
    for (; p < to; p++, place += stride) {
      addOne(sums, left[place], panel[p]);
    }
  }

  /**
   * The innermost loop. Every operand is an array of its own under the plain index j: that is what
   * the compiler turns into vector instructions. With offsets, or with more operands, it runs at a
   * half to a quarter of the speed.
   */
  private static void addFour(
      double[] sums,
      double a0,
      double[] b0,
      double a1,
      double[] b1,
      double a2,
      double[] b2,
      double a3,
      double[] b3) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += (a0 * b0[j] + a1 * b1[j]) + (a2 * b2[j] + a3 * b3[j]);
    }
  }

  private static void addOne(double[] sums, double a0, double[] b0) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += a0 * b0[j];
    }
  }
}

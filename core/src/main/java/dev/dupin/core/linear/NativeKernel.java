package dev.dupin.core.linear;

/**
 * Products by a native library, in blocks that lie on a fixed grid and are added from the first
 * inner products to the last.
 */
final class NativeKernel implements SliceKernel {

  private static final int BLOCK = MatrixBackend.BLOCK;

  private final int n;
  private final int k;
  private final StridedMatrix a;
  private final StridedMatrix b;
  private final MatrixBackend library;

  /**
   * @param a m x k
   * @param b k x n
   */
  NativeKernel(int n, int k, StridedMatrix a, StridedMatrix b, MatrixBackend library) {
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.library = library;
  }

  @Override
  public int pieces() {
    return 0;
  }

  @Override
  public void prepare(int slice, int place, int piece) {}

  @Override
  public double[] sums(int slice, int place, int top, int rows) {
    double[] sums = new double[rows * n];
    int from = slice * BlockedProduct.SLICE;
    int to = Math.min(k, from + BlockedProduct.SLICE);
    for (int p = from; p < to; p += BLOCK) {
      for (int left = 0; left < n; left += BLOCK) {
        addBlock(sums, top, rows, left, p, Math.min(BLOCK, to - p));
      }
    }
    return sums;
  }

  private void addBlock(double[] sums, int top, int rows, int left, int p, int depth) {
    library.addProduct(
        rows,
        Math.min(BLOCK, n - left),
        depth,
        a.transposed(),
        a.values(),
        a.at(top, p),
        a.stride(),
        b.transposed(),
        b.values(),
        b.at(p, left),
        b.stride(),
        sums,
        left,
        n);
  }
}

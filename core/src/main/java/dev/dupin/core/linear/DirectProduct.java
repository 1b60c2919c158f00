package dev.dupin.core.linear;

import java.util.stream.IntStream;

/**
 * A product C += A B with few rows: the operands are read where they are, in the order of {@link
 * BlockedProduct} and {@link PackedKernel}.
 */
final class DirectProduct {

  // Columns of C in a task.
  private static final int WIDTH = 256;

  private final int m;
  private final int n;
  private final int k;
  private final StridedMatrix a;
  private final StridedMatrix b;
  private final double[] c;
  private final int cFrom;

  /**
   * @param a m x k
   * @param b k x n
   * @param c m x n, row-major, from {@code cFrom}
   */
  DirectProduct(int m, int n, int k, StridedMatrix a, StridedMatrix b, double[] c, int cFrom) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.c = c;
    this.cFrom = cFrom;
  }

  /** Adds the product to C. */
  void add(boolean parallel) {
    if (!parallel) {
      addColumns(0, n);
      return;
    }
    IntStream.range(0, BlockedProduct.ceiling(n, WIDTH))
        .parallel()
        .forEach(piece -> addColumns(piece * WIDTH, Math.min(n, (piece + 1) * WIDTH)));
  }

  private void addColumns(int left, int right) {
    for (int i = 0; i < m; i++) {
      for (int top = 0; top < k; top += BlockedProduct.SLICE) {
        int bottom = Math.min(k, top + BlockedProduct.SLICE);
        if (b.transposed()) {
          addDots(i, left, right, top, bottom);
        } else {
          addRows(i, left, right, top, bottom);
        }
      }
    }
  }

  /** Adds rows of B, each times an entry of A. */
  private void addRows(int i, int left, int right, int top, int bottom) {
    double[] y = b.values();
    double[] sums = new double[right - left];
    int p = top;
    for (; p < bottom - 3; p += 4) {
      double a0 = a.get(i, p);
      double a1 = a.get(i, p + 1);
      double a2 = a.get(i, p + 2);
      double a3 = a.get(i, p + 3);
      int b0 = b.at(p, left);
      int b1 = b.at(p + 1, left);
      int b2 = b.at(p + 2, left);
      int b3 = b.at(p + 3, left);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += (a0 * y[b0 + j] + a1 * y[b1 + j]) + (a2 * y[b2 + j] + a3 * y[b3 + j]);
      }
    }
    for (; p < bottom; p++) {
      double a0 = a.get(i, p);
      int b0 = b.at(p, left);
      for (int j = 0; j < sums.length; j++) {
        sums[j] += a0 * y[b0 + j];
      }
    }
    int place = cFrom + i * n + left;
    for (int j = 0; j < sums.length; j++) {
      c[place + j] += sums[j];
    }
  }

  /** Adds inner products of a row of A with columns of B, whose entries lie one after another. */
  private void addDots(int i, int left, int right, int top, int bottom) {
    double[] x = a.values();
    double[] y = b.values();
    for (int j = left; j < right; j++) {
      int u = a.at(i, top);
      int v = b.at(top, j);
      double sum = 0;
      int p = top;
      for (; p < bottom - 3; p += 4, u += 4, v += 4) {
        sum += (x[u] * y[v] + x[u + 1] * y[v + 1]) + (x[u + 2] * y[v + 2] + x[u + 3] * y[v + 3]);
      }
      for (; p < bottom; p++, u++, v++) {
        sum += x[u] * y[v];
      }
      c[cFrom + i * n + j] += sum;
    }
  }
}

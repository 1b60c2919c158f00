package dev.dupin.core.linear;

import java.util.Objects;

/**
 * Products of dense matrices in flat row-major arrays. Every entry of a result is a sum in a fixed
 * order, so the bits do not depend on the number of threads.
 */
public final class MatrixProducts {

  private MatrixProducts() {}

  /**
   * Adds A B to C.
   *
   * @param m rows of A and C
   * @param n columns of B and C
   * @param k columns of A, rows of B
   * @param a m x k entries from {@code aFrom}
   * @param b k x n entries from {@code bFrom}
   * @param c m x n entries from {@code cFrom}; another array than a and b
   */
  public static void addProduct(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    check(m, n, k, a, aFrom, b, bFrom, c, cFrom);
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        double factor = a[aFrom + i * k + p];
        for (int j = 0; j < n; j++) {
          c[cFrom + i * n + j] += factor * b[bFrom + p * n + j];
        }
      }
    }
  }

  /**
   * Adds A B' to C.
   *
   * @param m rows of A and C
   * @param n rows of B, columns of C
   * @param k columns of A and of B
   * @param a m x k entries from {@code aFrom}
   * @param b n x k entries from {@code bFrom}
   * @param c m x n entries from {@code cFrom}; another array than a and b
   */
  public static void addProductTransposed(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    check(m, n, k, a, aFrom, b, bFrom, c, cFrom);
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = 0; p < k; p++) {
          sum += a[aFrom + i * k + p] * b[bFrom + j * k + p];
        }
        c[cFrom + i * n + j] += sum;
      }
    }
  }

  /**
   * Adds A' B to C.
   *
   * @param m columns of A, rows of C
   * @param n columns of B and C
   * @param k rows of A and of B
   * @param a k x m entries from {@code aFrom}
   * @param b k x n entries from {@code bFrom}
   * @param c m x n entries from {@code cFrom}; another array than a and b
   */
  public static void addTransposedProduct(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    check(m, n, k, a, aFrom, b, bFrom, c, cFrom);
    for (int p = 0; p < k; p++) {
      for (int i = 0; i < m; i++) {
        double factor = a[aFrom + p * m + i];
        for (int j = 0; j < n; j++) {
          c[cFrom + i * n + j] += factor * b[bFrom + p * n + j];
        }
      }
    }
  }

  private static void check(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    Objects.checkFromIndexSize(aFrom, Math.multiplyExact(m, k), a.length);
    Objects.checkFromIndexSize(bFrom, Math.multiplyExact(k, n), b.length);
    Objects.checkFromIndexSize(cFrom, Math.multiplyExact(m, n), c.length);
  }
}

package dev.dupin.core.linear;

import java.util.Objects;

/**
 * Products of dense matrices in flat row-major arrays.
 *
 * <p>Every entry of a result is the entry before plus a sum in one fixed order. In Java that order
 * depends on k alone: not on the number of threads, nor on which rows and columns are computed
 * along with the entry, so a product of some rows has the bits of those rows of the whole. NaN and
 * infinities pass through: nothing is skipped, zeros included.
 *
 * <p>Products of two million multiplications and more go to a native library where there is one
 * (see {@link MatrixBackend}), in blocks of a fixed size: still the same bits for every number of
 * threads, but others than Java's, and such as depend on where the blocks lie. The system property
 * {@value #PROPERTY}, or the environment variable {@value #VARIABLE}, set to {@value #JAVA} keeps
 * everything in Java: needed where a run shall repeat another one, bit for bit, from a machine that
 * has another library or none.
 *
 * <p>Cost: 2 m n k operations. Large products use the common fork-join pool, or the pool that the
 * calling thread belongs to, and up to 64 MB for copies of operands and partial sums.
 */
public final class MatrixProducts {

  /** The system property that chooses the implementation. */
  public static final String PROPERTY = "dupin.linearAlgebra";

  /** The environment variable that does so where the property is not set. */
  public static final String VARIABLE = "DUPIN_LINEAR_ALGEBRA";

  /** The value of both that keeps native libraries out; with any other they are used if found. */
  public static final String JAVA = "java";

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
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public static void addProduct(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    check(m, n, k, a, aFrom, b, bFrom, c, cFrom);
    StridedMatrix left = new StridedMatrix(a, aFrom, k, false);
    StridedMatrix right = new StridedMatrix(b, bFrom, n, false);
    new BlockedProduct(m, n, k, left, right, c, cFrom).add();
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
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public static void addProductTransposed(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    check(m, n, k, a, aFrom, b, bFrom, c, cFrom);
    StridedMatrix left = new StridedMatrix(a, aFrom, k, false);
    StridedMatrix right = new StridedMatrix(b, bFrom, k, true);
    new BlockedProduct(m, n, k, left, right, c, cFrom).add();
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
   * @throws IndexOutOfBoundsException if an array is too short
   */
  public static void addTransposedProduct(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    check(m, n, k, a, aFrom, b, bFrom, c, cFrom);
    StridedMatrix left = new StridedMatrix(a, aFrom, m, true);
    StridedMatrix right = new StridedMatrix(b, bFrom, n, false);
    new BlockedProduct(m, n, k, left, right, c, cFrom).add();
  }

  /**
   * Returns what has computed the products of this process so far: {@code Java}, or the name of a
   * native library. Loads none.
   */
  public static String implementation() {
    return Backends.used();
  }

  private static void check(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
    Objects.checkFromIndexSize(aFrom, Math.multiplyExact(m, k), a.length);
    Objects.checkFromIndexSize(bFrom, Math.multiplyExact(k, n), b.length);
    Objects.checkFromIndexSize(cFrom, Math.multiplyExact(m, n), c.length);
  }
}

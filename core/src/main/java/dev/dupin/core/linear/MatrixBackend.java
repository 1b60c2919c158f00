package dev.dupin.core.linear;

import java.util.Optional;

/**
 * A native library that multiplies blocks of matrices, found by {@link java.util.ServiceLoader}
 * when the first large product comes. {@link MatrixProducts} cuts products into blocks, shares them
 * out among threads and adds them up in a fixed order; so results have the same bits for every
 * number of threads as long as a block has. Run again on the same machine, with the same library, a
 * run keeps its bits; elsewhere they may differ in the last places, as they may between two
 * libraries.
 */
public interface MatrixBackend {

  /** The most rows, columns and inner products of a block. */
  int BLOCK = 64;

  /**
   * Loads the library. Called once in a process at most, and not at all where another backend was
   * loaded before or the user wants Java; must load nothing unless it answers with a name.
   *
   * @return name and version of the library; empty where there is none, which is no error
   */
  Optional<String> load();

  /**
   * Adds A B to C for one block, in the calling thread alone; called by several threads at a time.
   *
   * @param m rows of A and C, at most {@link #BLOCK}
   * @param n columns of B and C, at most {@link #BLOCK}
   * @param k columns of A, rows of B, at most {@link #BLOCK}
   * @param aTransposed whether A' is stored, k x m, in place of A
   * @param a row-major from {@code aFrom}, {@code aStride} from a row to the next
   * @param bTransposed whether B' is stored, n x k, in place of B
   * @param b row-major from {@code bFrom}, {@code bStride} from a row to the next
   * @param c row-major from {@code cFrom}, {@code cStride} from a row to the next
   */
  void addProduct(
      int m,
      int n,
      int k,
      boolean aTransposed,
      double[] a,
      int aFrom,
      int aStride,
      boolean bTransposed,
      double[] b,
      int bFrom,
      int bStride,
      double[] c,
      int cFrom,
      int cStride);
}

package dev.dupin.core.linear;

/**
 * The sums of a product C += A B over slices of its k inner products, for bands of rows of C. Bands
 * and slices may be asked for in any order, by several threads.
 */
interface SliceKernel {

  /** Returns into how many pieces the preparation of a slice can be shared out. */
  int pieces();

  /**
   * Prepares a piece of a slice. All pieces are prepared before any sums are asked for, and belong
   * to slices that are computed side by side.
   *
   * @param place of the slice among those computed side by side
   */
  void prepare(int slice, int place, int piece);

  /**
   * Returns the sums of a slice for a band of rows, row-major.
   *
   * @param place of the slice among those computed side by side
   * @param top the first row of C
   * @param rows of the band
   */
  double[] sums(int slice, int place, int top, int rows);
}

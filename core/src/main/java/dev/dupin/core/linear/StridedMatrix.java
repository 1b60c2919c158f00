package dev.dupin.core.linear;

/**
 * A matrix within a flat array, stored by rows or, transposed, by columns.
 *
 * @param values the array; not copied
 * @param from where entry (0, 0) stands
 * @param stride from a stored row, or column, to the next
 * @param transposed whether it is the columns whose entries lie one after another
 */
record StridedMatrix(double[] values, int from, int stride, boolean transposed) {

  /** Columns of a transposed matrix are copied by pieces as long as two cache lines. */
  private static final int TILE = 16;

  /** Returns where an entry stands. */
  int at(int row, int column) {
    return transposed ? from + column * stride + row : from + row * stride + column;
  }

  /** Returns an entry. */
  double get(int row, int column) {
    return values[at(row, column)];
  }

  /** Returns how far the next entry of the same row is. */
  int columnStride() {
    return transposed ? stride : 1;
  }

  /**
   * Copies a block into arrays of its own, one a row.
   *
   * @param row the first row
   * @param column the first column
   * @param block as many rows as are wanted, of the same length
   */
  void copy(int row, int column, double[][] block) {
    if (transposed) {
      copyColumns(row, column, block);
      return;
    }
    for (int i = 0; i < block.length; i++) {
      System.arraycopy(values, at(row + i, column), block[i], 0, block[i].length);
    }
  }

  private void copyColumns(int row, int column, double[][] block) {
    for (int top = 0; top < block.length; top += TILE) {
      int bottom = Math.min(block.length, top + TILE);
      for (int j = 0; j < block[top].length; j++) {
        int place = at(row, column + j);
        for (int i = top; i < bottom; i++) {
          block[i][j] = values[place + i];
        }
      }
    }
  }
}

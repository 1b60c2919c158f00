package dev.dupin.core.data;

import java.util.Objects;

/**
 * Sparse inputs in compressed rows: the entries of row i are at {@code pointers[i] <= k <
 * pointers[i + 1]}.
 *
 * @param rows how many
 * @param columns how many
 * @param pointers rows + 1 places in the two other arrays, ascending from 0; frozen
 * @param indices columns, from 0, strictly ascending within a row; what lies behind the last row's
 *     end is not looked at; frozen
 * @param values the entries, as many as indices; frozen
 */
public record SparseFeatures(int rows, int columns, int[] pointers, int[] indices, double[] values)
    implements Features {

  public SparseFeatures {
    if (pointers.length != rows + 1
        || pointers[rows] > indices.length
        || indices.length != values.length) {
      throw new IllegalArgumentException(
          "compressed rows do not fit together: "
              + rows
              + " rows, "
              + pointers.length
              + " pointers, "
              + indices.length
              + " indices, "
              + values.length
              + " values");
    }
    checkOrder(rows, columns, pointers, indices);
  }

  private static void checkOrder(int rows, int columns, int[] pointers, int[] indices) {
    if (pointers[0] != 0) {
      throw new IllegalArgumentException("the first row starts at " + pointers[0] + ", not at 0");
    }
    for (int row = 0; row < rows; row++) {
      if (pointers[row + 1] < pointers[row] || pointers[row + 1] > pointers[rows]) {
        throw new IllegalArgumentException(
            "row " + row + " runs from " + pointers[row] + " to " + pointers[row + 1]);
      }
      int previous = -1;
      for (int k = pointers[row]; k < pointers[row + 1]; k++) {
        if (indices[k] <= previous || indices[k] >= columns) {
          throw new IllegalArgumentException(
              "row " + row + ": column " + indices[k] + " after " + previous + " of " + columns);
        }
        previous = indices[k];
      }
    }
  }

  /** Returns the number of entries that are stored. */
  public int entries() {
    return pointers[rows];
  }

  @Override
  public SparseFeatures select(int[] wanted) {
    int[] ends = new int[wanted.length + 1];
    for (int row = 0; row < wanted.length; row++) {
      int from = Objects.checkIndex(wanted[row], rows);
      ends[row + 1] = Math.addExact(ends[row], pointers[from + 1] - pointers[from]);
    }
    int[] columnsOf = new int[ends[wanted.length]];
    double[] selected = new double[columnsOf.length];
    for (int row = 0; row < wanted.length; row++) {
      int from = pointers[wanted[row]];
      int length = ends[row + 1] - ends[row];
      System.arraycopy(indices, from, columnsOf, ends[row], length);
      System.arraycopy(values, from, selected, ends[row], length);
    }
    return new SparseFeatures(wanted.length, columns, ends, columnsOf, selected);
  }
}

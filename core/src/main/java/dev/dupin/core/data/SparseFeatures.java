package dev.dupin.core.data;

/**
 * Sparse inputs in compressed rows: the entries of row i are at {@code pointers[i] <= k <
 * pointers[i + 1]}.
 *
 * @param rows how many
 * @param columns how many
 * @param pointers rows + 1 places in the two other arrays, ascending from 0; frozen
 * @param indices columns, from 0, ascending within a row; frozen
 * @param values the entries; frozen
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
  }
}

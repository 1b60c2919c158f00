package dev.dupin.core.data;

import java.util.Objects;

/**
 * Dense inputs.
 *
 * @param rows how many
 * @param columns how many
 * @param values rows x columns, row-major; frozen
 */
public record DenseFeatures(int rows, int columns, double[] values) implements Features {

  public DenseFeatures {
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          rows
              + " x "
              + columns
              + " features need "
              + (long) rows * columns
              + " values, not "
              + values.length);
    }
  }

  @Override
  public DenseFeatures select(int[] wanted) {
    double[] selected = new double[Math.multiplyExact(wanted.length, columns)];
    for (int row = 0; row < wanted.length; row++) {
      int from = Objects.checkIndex(wanted[row], rows) * columns;
      System.arraycopy(values, from, selected, row * columns, columns);
    }
    return new DenseFeatures(wanted.length, columns, selected);
  }
}

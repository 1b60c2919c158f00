package dev.dupin.core.data;

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
}

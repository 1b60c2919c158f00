package dev.dupin.objectives.network;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.SparseFeatures;

/** Features as the inputs of a first layer: dense, with a column of ones where there are biases. */
final class InputMatrix {

  private InputMatrix() {}

  /**
   * Returns rows x columns entries, row-major; the features themselves where they are that already.
   *
   * @throws DataException if there are no rows, or more entries than an array can hold
   */
  static double[] of(Dataset data, boolean ones) {
    int features = data.features().columns();
    long columns = ones ? features + 1L : features;
    if (data.rows() == 0) {
      throw new DataException(data.origin(), 0, 0, "there are no rows");
    }
    if (data.rows() * columns > Integer.MAX_VALUE - 8) {
      throw new DataException(
          data.origin(),
          0,
          0,
          "a network wants dense inputs, and %d rows of %d columns are more than an array holds"
              .formatted(data.rows(), columns));
    }
    if (data.features() instanceof DenseFeatures dense && !ones) {
      return dense.values();
    }
    double[] inputs = new double[(int) (data.rows() * columns)];
    for (int row = 0; row < data.rows(); row++) {
      int place = (int) (row * columns);
      copyRow(data, row, inputs, place);
      if (ones) {
        inputs[place + features] = 1;
      }
    }
    return inputs;
  }

  /** Returns the features alone, rows x features, row-major. */
  static double[] features(Dataset data) {
    return of(data, false);
  }

  private static void copyRow(Dataset data, int row, double[] inputs, int place) {
    if (data.features() instanceof DenseFeatures dense) {
      int features = dense.columns();
      System.arraycopy(dense.values(), row * features, inputs, place, features);
    } else if (data.features() instanceof SparseFeatures sparse) {
      for (int k = sparse.pointers()[row]; k < sparse.pointers()[row + 1]; k++) {
        inputs[place + sparse.indices()[k]] = sparse.values()[k];
      }
    }
  }
}

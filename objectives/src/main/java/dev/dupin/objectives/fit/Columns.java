package dev.dupin.objectives.fit;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of a data set by name: the features, and the target behind them if there is one. */
final class Columns {

  private final Dataset data;
  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  Columns(Dataset data) {
    this.data = data;
    this.names = new ArrayList<>(data.featureNames());
    data.target().ifPresent(target -> names.add(target.name()));
    for (String name : names) {
      if (indices.put(name, indices.size()) != null) {
        throw new DataException(
            data.origin(), 0, 0, "two columns have the name '" + name + "'; rename one of them");
      }
    }
  }

  /** Returns the names, in the order of the columns. */
  List<String> names() {
    return names;
  }

  boolean has(String name) {
    return indices.containsKey(name);
  }

  int rows() {
    return data.rows();
  }

  /** Returns the index of a column that there is. */
  int index(String name) {
    return Optional.ofNullable(indices.get(name)).orElseThrow();
  }

  /** Returns an exception that points at a row. */
  DataException problem(int row, String problem) {
    return data.problem(row, problem);
  }

  /**
   * Returns a column, one number a row.
   *
   * @throws DataException if it holds words, or a number that is not finite, saying in which row
   */
  double[] values(String name) {
    int column = index(name);
    double[] values =
        column < data.features().columns() ? feature(data.features(), column) : target(name);
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw data.problem(
            row,
            "column '" + name + "' is " + values[row] + " here; leave out rows without a value");
      }
    }
    return values;
  }

  private double[] target(String name) {
    return data.target()
        .filter(target -> target.labels().isEmpty())
        .orElseThrow(
            () ->
                data.problem(
                    0,
                    "column '" + name + "' holds words; a curve is fitted to columns of numbers"))
        .values();
  }

  private static double[] feature(Features features, int column) {
    double[] values = new double[features.rows()];
    if (features instanceof DenseFeatures dense) {
      for (int row = 0; row < values.length; row++) {
        values[row] = dense.values()[row * dense.columns() + column];
      }
    } else if (features instanceof SparseFeatures sparse) {
      int[] pointers = sparse.pointers();
      for (int row = 0; row < values.length; row++) {
        int entry = Arrays.binarySearch(sparse.indices(), pointers[row], pointers[row + 1], column);
        values[row] = entry < 0 ? 0 : sparse.values()[entry];
      }
    }
    return values;
  }
}

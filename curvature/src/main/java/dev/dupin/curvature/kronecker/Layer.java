package dev.dupin.curvature.kronecker;

import dev.dupin.core.objective.LayerStatistics;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a layer's weights lie.
 *
 * @param offset of the first one in the parameter vector
 * @param rows outputs of the layer
 * @param columns inputs of the layer, the constant one included
 */
record Layer(int offset, int rows, int columns) {

  static List<Layer> of(LayerStatistics statistics) {
    List<Layer> layers = new ArrayList<>();
    for (int k = 0; k < statistics.layers(); k++) {
      layers.add(new Layer(statistics.offset(k), statistics.rows(k), statistics.columns(k)));
    }
    return layers;
  }

  /** Returns the number of weights. */
  int size() {
    return rows * columns;
  }

  /** Returns the number of entries of both factors. */
  int factorEntries() {
    return columns * columns + rows * rows;
  }
}

package dev.dupin.objectives.network;

import dev.dupin.core.linear.MatrixProducts;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Carries vectors over the outputs of a layer (before its activation) back to those of the layer
 * before it, for a chunk of examples at a time. Holds room for one chunk.
 */
final class Backpropagation {

  private final ForwardPass forward;
  private final Network network;
  private final Layout layout;
  private final double[][] room;

  Backpropagation(ForwardPass forward) {
    this.forward = forward;
    this.network = forward.network();
    this.layout = network.layout();
    this.room = new double[layout.layers()][];
  }

  /**
   * Carries from a layer to the one before it.
   *
   * @param layer at least 1
   * @param above vectors over the layer's outputs, one an example from {@code aboveFrom}
   * @param below takes those over the outputs of the layer before, from {@code belowFrom}
   * @param from the first example
   * @param to behind the last
   * @param atUnits where given, takes the vectors over the units that are the layer's inputs,
   *     examples x units, each example at its place
   */
  void carry(
      int layer,
      double[] above,
      int aboveFrom,
      double[] below,
      int belowFrom,
      int from,
      int to,
      double @Nullable [] atUnits) {
    int columns = layout.columns(layer);
    double[] atInputs = room(layer);
    Arrays.fill(atInputs, 0, (to - from) * columns, 0);
    MatrixProducts.addProduct(
        to - from,
        columns,
        layout.rows(layer),
        above,
        aboveFrom,
        forward.x(),
        layout.offset(layer),
        atInputs,
        0);
    int units = layout.inputs(layer);
    double[] slopes = forward.slopes(layer - 1);
    Rows.forEach(
        from,
        to,
        units,
        (first, behind) -> {
          for (int i = first; i < behind; i++) {
            int row = (i - from) * columns;
            if (atUnits != null) {
              System.arraycopy(atInputs, row, atUnits, i * units, units);
            }
            if (network.normalized()) {
              beforeNormalization(layer, i, atInputs, row);
            }
            int place = belowFrom + (i - from) * units;
            for (int j = 0; j < units; j++) {
              below[place + j] = slopes[i * units + j] * atInputs[row + j];
            }
          }
        });
  }

  private void beforeNormalization(int layer, int example, double[] atInputs, int row) {
    LayerNormalization.derivative(
        atInputs,
        row,
        layout.inputs(layer),
        forward.inputs(layer),
        example * layout.columns(layer),
        forward.inverses(layer - 1)[example]);
  }

  private double[] room(int layer) {
    if (room[layer] == null) {
      room[layer] = network.chunkOf(layout.columns(layer));
    }
    return room[layer];
  }

  /**
   * Adds to a sum over examples the derivative by a layer's weights, for a chunk.
   *
   * @param deltas vectors over the layer's outputs, one an example from {@code deltasFrom}
   * @param sum n entries, of which the layer's are changed
   */
  void addWeightGradient(
      int layer, double[] deltas, int deltasFrom, int from, int to, double[] sum) {
    int columns = layout.columns(layer);
    MatrixProducts.addTransposedProduct(
        layout.rows(layer),
        columns,
        to - from,
        deltas,
        deltasFrom,
        forward.inputs(layer),
        from * columns,
        sum,
        layout.offset(layer));
  }

  /** Fills {@code result} with J'u for vectors u over outputs. */
  void transposed(double[] u, double[] result) {
    Arrays.fill(result, 0);
    int last = layout.layers() - 1;
    double[][] deltas = new double[last][];
    for (int layer = 0; layer < last; layer++) {
      deltas[layer] = network.chunkOf(layout.rows(layer));
    }
    network.inChunks(
        (from, to) -> {
          double[] above = u;
          int aboveFrom = from * layout.outputs();
          for (int layer = last; layer > 0; layer--) {
            addWeightGradient(layer, above, aboveFrom, from, to, result);
            carry(layer, above, aboveFrom, deltas[layer - 1], 0, from, to, null);
            above = deltas[layer - 1];
            aboveFrom = 0;
          }
          addWeightGradient(0, above, aboveFrom, from, to, result);
        });
  }

  /** Returns vectors u over outputs carried back to a layer's outputs, examples x rows. */
  double[] to(int layer, double[] u) {
    double[] above = u;
    for (int k = layout.layers() - 1; k > layer; k--) {
      int carried = k;
      double[] deltas = above;
      double[] below = new double[network.examples() * layout.rows(k - 1)];
      network.inChunks(
          (from, to) ->
              carry(
                  carried,
                  deltas,
                  from * layout.rows(carried),
                  below,
                  from * layout.rows(carried - 1),
                  from,
                  to,
                  null));
      above = below;
    }
    return above == u ? u.clone() : above;
  }
}

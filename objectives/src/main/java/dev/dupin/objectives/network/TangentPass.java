package dev.dupin.objectives.network;

import dev.dupin.core.linear.MatrixProducts;
import java.util.Arrays;

/**
 * How units move where the weights move along v, for a chunk of examples at a time. Holds room for
 * one chunk: two numbers for each hidden unit. Work: a multiply-add for each weight and example,
 * and another for all but the first layer's.
 */
final class TangentPass {

  private final ForwardPass forward;
  private final Network network;
  private final Layout layout;

  // Of a hidden layer: the movement of the sums, of the next layer's inputs, and of s over s.
  private final double[][] sums;
  private final double[][] inputs;
  private final double[][] stretches;

  TangentPass(ForwardPass forward) {
    this.forward = forward;
    this.network = forward.network();
    this.layout = network.layout();
    int layers = layout.layers();
    this.sums = new double[layers - 1][];
    this.inputs = new double[layers][];
    this.stretches = new double[layers - 1][];
    for (int layer = 0; layer < layers - 1; layer++) {
      sums[layer] = network.chunkOf(layout.rows(layer));
      inputs[layer + 1] = network.chunkOf(layout.columns(layer + 1));
      stretches[layer] = network.normalized() ? network.chunkOf(1) : new double[0];
    }
  }

  /**
   * Moves the examples of a chunk along v.
   *
   * @param result takes the movement of the outputs, from {@code resultFrom}
   */
  void run(double[] v, int from, int to, double[] result, int resultFrom) {
    int last = layout.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      int hidden = layer;
      moveSums(layer, v, from, to, sums[layer], 0);
      Rows.forEach(
          from,
          to,
          layout.rows(layer),
          (first, behind) -> {
            for (int i = first; i < behind; i++) {
              moveUnits(hidden, i, i - from);
            }
          });
    }
    moveSums(last, v, from, to, result, resultFrom);
  }

  /** d(W a) = V a + W da; the inputs of the first layer do not move. */
  private void moveSums(int layer, double[] v, int from, int to, double[] result, int place) {
    int rows = layout.rows(layer);
    int columns = layout.columns(layer);
    int offset = layout.offset(layer);
    int count = to - from;
    Arrays.fill(result, place, place + count * rows, 0);
    MatrixProducts.addProductTransposed(
        count, rows, columns, forward.inputs(layer), from * columns, v, offset, result, place);
    if (layer > 0) {
      MatrixProducts.addProductTransposed(
          count, rows, columns, inputs[layer], 0, forward.x(), offset, result, place);
    }
  }

  private void moveUnits(int layer, int example, int row) {
    int units = layout.rows(layer);
    int columns = layout.columns(layer + 1);
    double[] slopes = forward.slopes(layer);
    double[] moved = inputs[layer + 1];
    for (int j = 0; j < units; j++) {
      moved[row * columns + j] = slopes[example * units + j] * sums[layer][row * units + j];
    }
    if (network.normalized()) {
      double[] y = forward.inputs(layer + 1);
      double inverse = forward.inverses(layer)[example];
      int place = row * columns;
      stretches[layer][row] =
          LayerNormalization.stretch(moved, place, units, y, example * columns, inverse);
      LayerNormalization.derivative(moved, place, units, y, example * columns, inverse);
    }
  }

  /** Returns the movement of a hidden layer's sums, chunk x rows. */
  double[] sums(int layer) {
    return sums[layer];
  }

  /** Returns the movement of a layer's inputs from layer 1 on, chunk x columns. */
  double[] inputs(int layer) {
    return inputs[layer];
  }

  /** Returns the movement of s over s at a hidden layer, where units are normalised. */
  double[] stretches(int layer) {
    return stretches[layer];
  }
}

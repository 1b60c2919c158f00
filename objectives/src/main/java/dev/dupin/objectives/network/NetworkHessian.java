package dev.dupin.objectives.network;

import dev.dupin.core.linear.MatrixProducts;
import java.util.Arrays;

/**
 * Exact products of the Hessian with vectors: the gradient's backpropagation differentiated along v
 * (Pearlmutter 1994, "Fast exact multiplication by the Hessian"). What does not depend on v is kept
 * from product to product: the units, the backpropagated gradients, and here one more number for
 * each hidden unit and example.
 *
 * <p>Work for each example: twice the weights of the first layer and six times the others, in
 * multiply-adds. The gradient's is twice the first and three times the others, so where the first
 * layer is by far the largest, as for images, a product costs little more than a gradient.
 */
final class NetworkHessian {

  private final ForwardPass forward;
  private final BackwardPass backward;
  private final Network network;
  private final Layout layout;
  private final TangentPass tangent;

  // Of each hidden layer, examples x rows: the second derivative of the activation times the
  // gradient by the unit.
  private final double[][] bends;

  // Of each layer, for one chunk: the movement of its deltas, and of the gradients by its inputs.
  private final double[][] deltas;
  private final double[][] atInputs;

  NetworkHessian(ForwardPass forward, BackwardPass backward, TangentPass tangent) {
    this.forward = forward;
    this.backward = backward;
    this.network = forward.network();
    this.layout = network.layout();
    this.tangent = tangent;
    int layers = layout.layers();
    this.bends = new double[layers - 1][];
    this.deltas = new double[layers][];
    this.atInputs = new double[layers][];
    for (int layer = 0; layer < layers; layer++) {
      deltas[layer] = network.chunkOf(layout.rows(layer));
      if (layer > 0) {
        bends[layer - 1] = bends(layer - 1);
        atInputs[layer] = network.chunkOf(layout.columns(layer));
      }
    }
  }

  private double[] bends(int layer) {
    int rows = layout.rows(layer);
    double[] slopes = forward.slopes(layer);
    double[] gradients = backward.deltas(layer);
    double[] result = new double[slopes.length];
    Rows.forEach(
        0,
        network.examples(),
        rows,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < rows; j++) {
              int place = i * rows + j;
              double unit = forward.unit(layer, i, j);
              result[place] = network.activation().bend(unit, slopes[place]) * gradients[place];
            }
          }
        });
    return result;
  }

  /** Fills {@code result} with H v. */
  void apply(double[] v, double[] result) {
    Arrays.fill(result, 0);
    network.inChunks((from, to) -> addChunk(v, from, to, result));
    network.scaleAndPenalize(result, v);
  }

  private void addChunk(double[] v, int from, int to, double[] result) {
    int last = layout.layers() - 1;
    moveOutputs(v, from, to);
    for (int layer = last; layer > 0; layer--) {
      addMovedGradient(layer, from, to, result);
      carry(layer, v, from, to);
    }
    addMovedGradient(0, from, to, result);
  }

  private void moveOutputs(double[] v, int from, int to) {
    int outputs = layout.outputs();
    double[] moved = new double[(to - from) * outputs];
    tangent.run(v, from, to, moved, 0);
    double[] result = deltas[layout.layers() - 1];
    for (int i = from; i < to; i++) {
      int row = (i - from) * outputs;
      network.loss().hessian(forward.predictions(), i * outputs, moved, row, result, row);
    }
  }

  /** d(delta a') = ddelta a' + delta da'; the inputs of the first layer do not move. */
  private void addMovedGradient(int layer, int from, int to, double[] result) {
    int rows = layout.rows(layer);
    int columns = layout.columns(layer);
    int offset = layout.offset(layer);
    int count = to - from;
    double[] inputs = forward.inputs(layer);
    MatrixProducts.addTransposedProduct(
        rows, columns, count, deltas[layer], 0, inputs, from * columns, result, offset);
    if (layer > 0) {
      double[] moved = tangent.inputs(layer);
      double[] kept = backward.deltas(layer);
      MatrixProducts.addTransposedProduct(
          rows, columns, count, kept, from * rows, moved, 0, result, offset);
    }
  }

  /** d(W' delta) = W' ddelta + V' delta, then through the activation of the layer before. */
  private void carry(int layer, double[] v, int from, int to) {
    int rows = layout.rows(layer);
    int columns = layout.columns(layer);
    int offset = layout.offset(layer);
    int count = to - from;
    double[] moved = atInputs[layer];
    Arrays.fill(moved, 0, count * columns, 0);
    MatrixProducts.addProduct(
        count, columns, rows, deltas[layer], 0, forward.x(), offset, moved, 0);
    double[] kept = backward.deltas(layer);
    MatrixProducts.addProduct(count, columns, rows, kept, from * rows, v, offset, moved, 0);
    Rows.forEach(
        from,
        to,
        layout.inputs(layer),
        (first, behind) -> {
          for (int i = first; i < behind; i++) {
            if (network.normalized()) {
              throughNormalization(layer, i, i - from);
            }
            throughActivation(layer, i, i - from);
          }
        });
  }

  private void throughNormalization(int layer, int example, int row) {
    int units = layout.inputs(layer);
    int columns = layout.columns(layer);
    LayerNormalization.derivativeMoved(
        atInputs[layer],
        row * columns,
        backward.atUnits(layer),
        example * units,
        units,
        forward.inputs(layer),
        example * columns,
        tangent.inputs(layer),
        row * columns,
        forward.inverses(layer - 1)[example],
        tangent.stretches(layer - 1)[row]);
  }

  /** d(slope b) = slope db + bend dz. */
  private void throughActivation(int layer, int example, int row) {
    int units = layout.inputs(layer);
    int columns = layout.columns(layer);
    double[] slopes = forward.slopes(layer - 1);
    double[] bend = bends[layer - 1];
    double[] sums = tangent.sums(layer - 1);
    double[] moved = atInputs[layer];
    double[] result = deltas[layer - 1];
    for (int j = 0; j < units; j++) {
      int kept = example * units + j;
      int place = row * units + j;
      result[place] = slopes[kept] * moved[row * columns + j] + bend[kept] * sums[place];
    }
  }
}

package dev.dupin.objectives.network;

import dev.dupin.core.linear.MatrixProducts;
import org.jspecify.annotations.Nullable;

/**
 * A network run forward at one point, and what later passes need of it. Kept: two numbers for each
 * hidden unit and example, three with normalisation; the outputs. Work: a multiply-add for each
 * weight and example.
 */
final class ForwardPass {

  private final Network network;
  private final Layout layout;
  private final double[] x;

  // Of each layer: what goes in, examples x columns.
  private final double[][] inputs;

  // Of each hidden layer, examples x rows: the derivative of each unit; the units before they were
  // normalised, and 1/s of each example's normalisation, where there is one.
  private final double[][] slopes;
  private final double @Nullable [][] units;
  private final double @Nullable [][] inverses;

  private final double[] outputs;
  private final double[] predictions;
  private final double lossSum;

  ForwardPass(Network network, double[] x) {
    this.network = network;
    this.layout = network.layout();
    this.x = x;
    int examples = network.examples();
    int hidden = layout.layers() - 1;
    this.inputs = new double[layout.layers()][];
    this.slopes = new double[hidden][];
    this.units = network.normalized() ? new double[hidden][] : null;
    this.inverses = network.normalized() ? new double[hidden][] : null;
    inputs[0] = network.inputs();
    for (int layer = 0; layer < hidden; layer++) {
      slopes[layer] = new double[Math.multiplyExact(examples, layout.rows(layer))];
      inputs[layer + 1] = new double[Math.multiplyExact(examples, layout.columns(layer + 1))];
      if (units != null && inverses != null) {
        units[layer] = new double[slopes[layer].length];
        inverses[layer] = new double[examples];
      }
    }
    this.outputs = new double[Math.multiplyExact(examples, layout.outputs())];
    network.inChunks(this::run);
    this.predictions = network.loss().predictions(outputs);
    this.lossSum = sumOfLosses();
  }

  private void run(int from, int to) {
    int last = layout.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      int hidden = layer;
      weightedSums(layer, from, to, slopes[layer]);
      Rows.forEach(
          from, to, layout.rows(layer), (first, behind) -> activate(hidden, first, behind));
    }
    weightedSums(last, from, to, outputs);
  }

  private void weightedSums(int layer, int from, int to, double[] result) {
    int rows = layout.rows(layer);
    int columns = layout.columns(layer);
    MatrixProducts.addProductTransposed(
        to - from,
        rows,
        columns,
        inputs[layer],
        from * columns,
        x,
        layout.offset(layer),
        result,
        from * rows);
  }

  /** From the sums, which stand where the slopes will be, to the inputs of the next layer. */
  private void activate(int layer, int from, int to) {
    int rows = layout.rows(layer);
    int columns = layout.columns(layer + 1);
    double[] next = inputs[layer + 1];
    for (int i = from; i < to; i++) {
      if (units != null && inverses != null) {
        double[] before = units[layer];
        network.activation().forward(slopes[layer], i * rows, rows, before, i * rows);
        inverses[layer][i] = LayerNormalization.forward(before, i * rows, rows, next, i * columns);
      } else {
        network.activation().forward(slopes[layer], i * rows, rows, next, i * columns);
      }
      if (layout.biases()) {
        next[i * columns + rows] = 1;
      }
    }
  }

  private double sumOfLosses() {
    double sum = 0;
    for (int i = 0; i < network.examples(); i++) {
      sum += network.loss().value(i, outputs, i * layout.outputs());
    }
    return sum;
  }

  Network network() {
    return network;
  }

  /** Returns the weights; frozen. */
  double[] x() {
    return x;
  }

  /** Returns the inputs of a layer, examples x columns; frozen. */
  double[] inputs(int layer) {
    return inputs[layer];
  }

  /** Returns the derivatives of a hidden layer's units, examples x rows; frozen. */
  double[] slopes(int layer) {
    return slopes[layer];
  }

  /** Returns 1/s of each example; frozen. Only where units are normalised. */
  double[] inverses(int layer) {
    if (inverses == null) {
      throw new IllegalStateException("the units are not normalised");
    }
    return inverses[layer];
  }

  /** Returns what a hidden unit made of its sum, before any normalisation. */
  double unit(int layer, int example, int unit) {
    return units == null
        ? inputs[layer + 1][example * layout.columns(layer + 1) + unit]
        : units[layer][example * layout.rows(layer) + unit];
  }

  /** Returns the outputs, examples x outputs; frozen. */
  double[] outputs() {
    return outputs;
  }

  /** Returns the expected labels under the model, examples x outputs; frozen. */
  double[] predictions() {
    return predictions;
  }

  /** Returns the sum of the losses of all examples. */
  double lossSum() {
    return lossSum;
  }
}

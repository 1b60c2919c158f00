package dev.dupin.objectives.network;

/**
 * The gradients of every example's own loss carried back through all layers, kept. One number for
 * each unit and example; with normalisation one more for each hidden unit. Work: a multiply-add for
 * each weight and example but those of the first layer.
 */
final class BackwardPass {

  private final ForwardPass forward;
  private final Network network;
  private final Layout layout;
  private final Backpropagation backpropagation;
  private final double[][] deltas;
  private final double[][] atUnits;

  BackwardPass(ForwardPass forward, Backpropagation backpropagation) {
    this.forward = forward;
    this.network = forward.network();
    this.layout = network.layout();
    this.backpropagation = backpropagation;
    int layers = layout.layers();
    this.deltas = new double[layers][];
    this.atUnits = new double[network.normalized() ? layers : 0][];
    for (int layer = 0; layer < layers; layer++) {
      deltas[layer] = new double[network.examples() * layout.rows(layer)];
      if (network.normalized() && layer > 0) {
        atUnits[layer] = new double[network.examples() * layout.inputs(layer)];
      }
    }
    network.inChunks(this::run);
  }

  private void run(int from, int to) {
    int last = layout.layers() - 1;
    int outputs = layout.outputs();
    for (int i = from; i < to; i++) {
      network.loss().gradient(i, forward.predictions(), i * outputs, deltas[last], i * outputs);
    }
    for (int layer = last; layer > 0; layer--) {
      backpropagation.carry(
          layer,
          deltas[layer],
          from * layout.rows(layer),
          deltas[layer - 1],
          from * layout.rows(layer - 1),
          from,
          to,
          network.normalized() ? atUnits[layer] : null);
    }
  }

  /** Returns the derivatives of each example's loss by a layer's sums, examples x rows; frozen. */
  double[] deltas(int layer) {
    return deltas[layer];
  }

  /**
   * Returns those by a layer's inputs, examples x units; frozen. Only where units are normalised,
   * from layer 1 on.
   */
  double[] atUnits(int layer) {
    return atUnits[layer];
  }

  /** Returns the sum of the gradients of all losses: a multiply-add for each weight and example. */
  double[] gradientSum() {
    double[] sum = new double[layout.parameters()];
    network.inChunks(
        (from, to) -> {
          for (int layer = 0; layer < layout.layers(); layer++) {
            int place = from * layout.rows(layer);
            backpropagation.addWeightGradient(layer, deltas[layer], place, from, to, sum);
          }
        });
    return sum;
  }

  /** Returns the gradient of one example's loss. */
  double[] gradientOf(int example) {
    double[] gradient = new double[layout.parameters()];
    for (int layer = 0; layer < layout.layers(); layer++) {
      int columns = layout.columns(layer);
      double[] inputs = forward.inputs(layer);
      for (int row = 0; row < layout.rows(layer); row++) {
        double delta = deltas[layer][example * layout.rows(layer) + row];
        int place = layout.offset(layer) + row * columns;
        for (int j = 0; j < columns; j++) {
          gradient[place + j] = delta * inputs[example * columns + j];
        }
      }
    }
    return gradient;
  }
}

package dev.dupin.objectives.network;

import dev.dupin.core.objective.Residuals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The squared loss of a network as a sum of squares: the outputs less their targets, one example
 * after the other.
 */
final class NetworkResiduals implements Residuals {

  private final NetworkEvaluation here;
  private final Network network;
  private final NetworkOutputs outputs;
  private final double[] values;
  private double @Nullable [] jacobian;

  NetworkResiduals(NetworkEvaluation here) {
    this.here = here;
    this.network = here.network();
    this.outputs = new NetworkOutputs(here);
    this.values = new double[here.forward().outputs().length];
    int k = outputs.outputs();
    for (int i = 0; i < network.examples(); i++) {
      network.loss().gradient(i, here.forward().predictions(), i * k, values, i * k);
    }
  }

  @Override
  public double scale() {
    return network.scale() / 2;
  }

  @Override
  public double[] values() {
    return values;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    outputs.jacobian(v, result);
  }

  @Override
  public void transposed(double[] u, double[] result) {
    outputs.transposed(u, result);
  }

  /** One backward sweep for each output of an example, then one product for each entry. */
  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      int n = here.point().length;
      double[] matrix = new double[Math.multiplyExact(values.length, n)];
      forEachEntry((row, column, entry) -> matrix[row * n + column] = entry);
      jacobian = matrix;
    }
    return jacobian;
  }

  /** As much work as the dense Jacobian, but none of its memory. */
  @Override
  public double[] columnNorms() {
    double[] norms = new double[here.point().length];
    forEachEntry((row, column, entry) -> norms[column] += entry * entry);
    Arrays.setAll(norms, j -> Math.sqrt(norms[j]));
    return norms;
  }

  /** Takes an entry of the Jacobian. */
  private interface Entry {
    void take(int row, int column, double entry);
  }

  private void forEachEntry(Entry each) {
    int k = outputs.outputs();
    for (int output = 0; output < k; output++) {
      double[] unit = new double[values.length];
      for (int place = output; place < unit.length; place += k) {
        unit[place] = 1;
      }
      for (int layer = 0; layer < network.layout().layers(); layer++) {
        double[] deltas = here.backpropagation().to(layer, unit);
        for (int i = 0; i < network.examples(); i++) {
          forEachWeight(layer, i, deltas, i * k + output, each);
        }
      }
    }
  }

  private void forEachWeight(int layer, int example, double[] deltas, int row, Entry each) {
    Layout layout = network.layout();
    int rows = layout.rows(layer);
    int columns = layout.columns(layer);
    double[] inputs = here.forward().inputs(layer);
    for (int r = 0; r < rows; r++) {
      int place = layout.offset(layer) + r * columns;
      for (int j = 0; j < columns; j++) {
        each.take(row, place + j, deltas[example * rows + r] * inputs[example * columns + j]);
      }
    }
  }
}

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

  /** One backward sweep for each output of an example, then every entry is one product. */
  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      int n = here.point().length;
      double[] matrix = new double[Math.multiplyExact(values.length, n)];
      for (int output = 0; output < outputs.outputs(); output++) {
        fillRows(output, matrix);
      }
      jacobian = matrix;
    }
    return jacobian;
  }

  private void fillRows(int output, double[] matrix) {
    int k = outputs.outputs();
    double[] above = new double[values.length];
    for (int place = output; place < above.length; place += k) {
      above[place] = 1;
    }
    Layout layout = network.layout();
    for (int layer = layout.layers() - 1; layer >= 0; layer--) {
      double[] deltas = here.backpropagation().to(layer, above);
      for (int i = 0; i < network.examples(); i++) {
        fillBlock(layer, i, deltas, matrix, (i * k + output) * here.point().length);
      }
    }
  }

  private void fillBlock(int layer, int example, double[] deltas, double[] matrix, int row) {
    Layout layout = network.layout();
    int columns = layout.columns(layer);
    double[] inputs = here.forward().inputs(layer);
    for (int r = 0; r < layout.rows(layer); r++) {
      double delta = deltas[example * layout.rows(layer) + r];
      int place = row + layout.offset(layer) + r * columns;
      for (int j = 0; j < columns; j++) {
        matrix[place + j] = delta * inputs[example * columns + j];
      }
    }
  }

  /** Kept from the dense Jacobian where that is known, else one row of it at a time. */
  @Override
  public double[] columnNorms() {
    double[] norms = new double[here.point().length];
    int k = outputs.outputs();
    Layout layout = network.layout();
    for (int output = 0; output < k; output++) {
      double[] above = new double[values.length];
      for (int place = output; place < above.length; place += k) {
        above[place] = 1;
      }
      for (int layer = 0; layer < layout.layers(); layer++) {
        addSquares(layer, here.backpropagation().to(layer, above), norms);
      }
    }
    Arrays.setAll(norms, j -> Math.sqrt(norms[j]));
    return norms;
  }

  private void addSquares(int layer, double[] deltas, double[] squares) {
    Layout layout = network.layout();
    int rows = layout.rows(layer);
    int columns = layout.columns(layer);
    double[] inputs = here.forward().inputs(layer);
    for (int i = 0; i < network.examples(); i++) {
      for (int r = 0; r < rows; r++) {
        double delta = deltas[i * rows + r];
        int place = layout.offset(layer) + r * columns;
        for (int j = 0; j < columns; j++) {
          double entry = delta * inputs[i * columns + j];
          squares[place + j] += entry * entry;
        }
      }
    }
  }
}

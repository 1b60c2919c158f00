package dev.dupin.objectives.network;

import dev.dupin.core.linear.MatrixProducts;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;

/**
 * Derivatives of any order of the squared loss of a linear network along a line. There the product
 * of the layers (W + t V) is a polynomial in t, whose coefficients are carried from layer to layer;
 * of degree 2 L for the loss under L layers. Work for order p: p + 1 times a Hessian product,
 * about.
 */
final class LineDerivatives implements DirectionalDerivatives {

  private final Network network;
  private final Layout layout;
  private final double[] x;

  /**
   * @param network with the identity for activation, the squared loss, no normalisation and no
   *     penalty
   */
  LineDerivatives(Network network, double[] x) {
    this.network = network;
    this.layout = network.layout();
    this.x = x;
  }

  @Override
  public double[] along(double[] v, int order) {
    if (order < 0) {
      throw new IllegalArgumentException("the order is at least 0, not " + order);
    }
    double[][] residuals = residuals(v, order);
    double[] derivatives = new double[order + 1];
    double factorial = 1;
    for (int p = 0; p <= order; p++) {
      factorial *= Math.max(1, p);
      derivatives[p] = factorial * network.scale() / 2 * coefficient(residuals, p);
    }
    return derivatives;
  }

  /** Returns the coefficient of t^p in the sum of the squared residuals. */
  private static double coefficient(double[][] residuals, int p) {
    double sum = 0;
    for (int q = Math.max(0, p - residuals.length + 1); q <= p && q < residuals.length; q++) {
      sum += Vectors.dot(residuals[q], residuals[p - q]);
    }
    return sum;
  }

  /** Returns the coefficients of t^0, t^1, … in the outputs less the targets. */
  private double[][] residuals(double[] v, int order) {
    double[][] inputs = {network.inputs()};
    for (int layer = 0; layer < layout.layers(); layer++) {
      inputs = through(layer, inputs, v, order);
    }
    int outputs = layout.outputs();
    double[] constant = inputs[0].clone();
    for (int i = 0; i < network.examples(); i++) {
      network.loss().gradient(i, inputs[0], i * outputs, constant, i * outputs);
    }
    inputs[0] = constant;
    return inputs;
  }

  /** (W + t V) (a_0 + t a_1 + …), up to the power {@code order}. */
  private double[][] through(int layer, double[][] inputs, double[] v, int order) {
    int examples = network.examples();
    double[][] sums = new double[Math.min(inputs.length, order) + 1][];
    for (int power = 0; power < sums.length; power++) {
      sums[power] = new double[Math.multiplyExact(examples, layout.rows(layer))];
      if (power < inputs.length) {
        addProduct(layer, inputs[power], x, sums[power]);
      }
      if (power > 0) {
        addProduct(layer, inputs[power - 1], v, sums[power]);
      }
    }
    return sums;
  }

  private void addProduct(int layer, double[] inputs, double[] weights, double[] sums) {
    MatrixProducts.addProductTransposed(
        network.examples(),
        layout.rows(layer),
        layout.columns(layer),
        inputs,
        0,
        weights,
        layout.offset(layer),
        sums,
        0);
  }
}

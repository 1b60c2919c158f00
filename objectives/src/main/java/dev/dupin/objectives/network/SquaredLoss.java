package dev.dupin.objectives.network;

import java.util.random.RandomGenerator;

/** |z - t|^2 / 2: the likelihood of numbers with Gaussian noise of variance 1. */
final class SquaredLoss implements ExampleLoss {

  private final int outputs;
  private final double[] targets;

  /**
   * @param outputs of an example, K
   * @param targets K of each example, one example after the other; kept
   */
  SquaredLoss(int outputs, double[] targets) {
    this.outputs = outputs;
    this.targets = targets;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int examples() {
    return targets.length / outputs;
  }

  double[] targets() {
    return targets;
  }

  @Override
  public double value(int example, double[] z, int from) {
    double sum = 0;
    for (int k = 0; k < outputs; k++) {
      double difference = z[from + k] - targets[example * outputs + k];
      sum += difference * difference;
    }
    return sum / 2;
  }

  @Override
  public double[] predictions(double[] z) {
    return z;
  }

  @Override
  public void gradient(
      int example, double[] predictions, int from, double[] result, int resultFrom) {
    for (int k = 0; k < outputs; k++) {
      result[resultFrom + k] = predictions[from + k] - targets[example * outputs + k];
    }
  }

  @Override
  public void hessian(
      double[] predictions, int from, double[] u, int uFrom, double[] result, int resultFrom) {
    System.arraycopy(u, uFrom, result, resultFrom, outputs);
  }

  @Override
  public void root(double[] predictions, int from, int column, double[] result) {
    for (int k = 0; k < outputs; k++) {
      result[from + k] = k == column ? 1 : 0;
    }
  }

  @Override
  public void sample(double[] predictions, int from, RandomGenerator random, double[] result) {
    for (int k = 0; k < outputs; k++) {
      result[from + k] = random.nextGaussian();
    }
  }

  @Override
  public ExampleLoss select(int[] terms) {
    double[] selected = new double[terms.length * outputs];
    for (int i = 0; i < terms.length; i++) {
      System.arraycopy(targets, terms[i] * outputs, selected, i * outputs, outputs);
    }
    return new SquaredLoss(outputs, selected);
  }

  @Override
  public boolean correct(int example, double[] z, int from) {
    return false;
  }

  @Override
  public boolean classifies() {
    return false;
  }
}

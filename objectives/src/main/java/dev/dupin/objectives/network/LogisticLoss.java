package dev.dupin.objectives.network;

import java.util.random.RandomGenerator;

/** log(1 + exp(-z)) where the example is of the second class, log(1 + exp(z)) otherwise. */
final class LogisticLoss implements ExampleLoss {

  private final int[] classes;

  /**
   * @param classes 0 or 1 of each example; kept
   */
  LogisticLoss(int[] classes) {
    this.classes = classes;
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public int examples() {
    return classes.length;
  }

  @Override
  public double value(int example, double[] z, int from) {
    double against = classes[example] == 1 ? -z[from] : z[from];
    return Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
  }

  /** Returns the probabilities of the second class. */
  @Override
  public double[] predictions(double[] z) {
    double[] probabilities = new double[z.length];
    for (int i = 0; i < z.length; i++) {
      double small = Math.exp(-Math.abs(z[i]));
      probabilities[i] = z[i] < 0 ? small / (1 + small) : 1 / (1 + small);
    }
    return probabilities;
  }

  @Override
  public void gradient(
      int example, double[] predictions, int from, double[] result, int resultFrom) {
    result[resultFrom] = predictions[from] - classes[example];
  }

  @Override
  public void hessian(
      double[] predictions, int from, double[] u, int uFrom, double[] result, int resultFrom) {
    double p = predictions[from];
    result[resultFrom] = p * (1 - p) * u[uFrom];
  }

  @Override
  public void root(double[] predictions, int from, int column, double[] result) {
    double p = predictions[from];
    result[from] = Math.sqrt(p * (1 - p));
  }

  @Override
  public void sample(double[] predictions, int from, RandomGenerator random, double[] result) {
    double p = predictions[from];
    result[from] = random.nextDouble() < p ? p - 1 : p;
  }

  @Override
  public ExampleLoss select(int[] terms) {
    return new LogisticLoss(Labels.select(classes, terms));
  }

  /** An output of 0 counts as the first class. */
  @Override
  public boolean correct(int example, double[] z, int from) {
    return classes[example] == 1 ? z[from] > 0 : z[from] <= 0;
  }

  @Override
  public boolean classifies() {
    return true;
  }
}

package dev.dupin.objectives.network;

import java.util.random.RandomGenerator;

/** The negative logarithm of the probability exp(z_c) / sum of exp(z_k) of the right class c. */
final class SoftmaxLoss implements ExampleLoss {

  private final int outputs;
  private final int[] classes;

  /**
   * @param outputs the number of classes, K
   * @param classes that of each example, from 0 to K - 1; kept
   */
  SoftmaxLoss(int outputs, int[] classes) {
    this.outputs = outputs;
    this.classes = classes;
  }

  @Override
  public int outputs() {
    return outputs;
  }

  @Override
  public int examples() {
    return classes.length;
  }

  /**
   * The largest output is kept out of the sum of exponentials, so that the loss has all its digits
   * where it is tiny.
   */
  @Override
  public double value(int example, double[] z, int from) {
    int top = top(z, from);
    double others = 0;
    for (int k = 0; k < outputs; k++) {
      others += k == top ? 0 : Math.exp(z[from + k] - z[from + top]);
    }
    return Math.log1p(others) + (z[from + top] - z[from + classes[example]]);
  }

  /** Returns the place of the largest output, the first of several; of NaN, if there is one. */
  private int top(double[] z, int from) {
    int top = 0;
    for (int k = 1; k < outputs; k++) {
      if (!(z[from + k] <= z[from + top])) {
        top = k;
      }
    }
    return top;
  }

  /** Returns the probabilities. */
  @Override
  public double[] predictions(double[] z) {
    double[] probabilities = new double[z.length];
    for (int from = 0; from < z.length; from += outputs) {
      double largest = z[from + top(z, from)];
      double sum = 0;
      for (int k = from; k < from + outputs; k++) {
        probabilities[k] = Math.exp(z[k] - largest);
        sum += probabilities[k];
      }
      for (int k = from; k < from + outputs; k++) {
        probabilities[k] /= sum;
      }
    }
    return probabilities;
  }

  @Override
  public void gradient(
      int example, double[] predictions, int from, double[] result, int resultFrom) {
    fillGradient(classes[example], predictions, from, result, resultFrom);
  }

  /** p - e_c; the entry of c is minus the sum of the others, which keeps its digits near 0. */
  private void fillGradient(int right, double[] p, int from, double[] result, int resultFrom) {
    double others = 0;
    for (int k = 0; k < outputs; k++) {
      result[resultFrom + k] = p[from + k];
      others += k == right ? 0 : p[from + k];
    }
    result[resultFrom + right] = -others;
  }

  /**
   * p u - p (p'u). The Hessian does not see a constant, so u is taken relative to its entry of the
   * likeliest class: nothing cancels where that is nearly certain.
   */
  @Override
  public void hessian(
      double[] predictions, int from, double[] u, int uFrom, double[] result, int resultFrom) {
    double shift = u[uFrom + top(predictions, from)];
    double mean = 0;
    for (int k = 0; k < outputs; k++) {
      mean += predictions[from + k] * (u[uFrom + k] - shift);
    }
    for (int k = 0; k < outputs; k++) {
      result[resultFrom + k] = predictions[from + k] * (u[uFrom + k] - shift - mean);
    }
  }

  /** A column of S = diag(sqrt p) - p sqrt(p)'. */
  @Override
  public void root(double[] predictions, int from, int column, double[] result) {
    double root = Math.sqrt(predictions[from + column]);
    double others = 0;
    for (int k = 0; k < outputs; k++) {
      result[from + k] = -predictions[from + k] * root;
      others += k == column ? 0 : predictions[from + k];
    }
    result[from + column] = root * others;
  }

  @Override
  public void sample(double[] predictions, int from, RandomGenerator random, double[] result) {
    double left = random.nextDouble();
    int drawn = 0;
    while (drawn < outputs - 1 && left >= predictions[from + drawn]) {
      left -= predictions[from + drawn];
      drawn++;
    }
    fillGradient(drawn, predictions, from, result, from);
  }

  @Override
  public ExampleLoss select(int[] terms) {
    return new SoftmaxLoss(outputs, Labels.select(classes, terms));
  }

  @Override
  public boolean correct(int example, double[] z, int from) {
    return top(z, from) == classes[example];
  }

  @Override
  public boolean classifies() {
    return true;
  }
}

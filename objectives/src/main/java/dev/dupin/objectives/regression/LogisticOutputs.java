package dev.dupin.objectives.regression;

import dev.dupin.core.objective.OutputLoss;
import java.util.random.RandomGenerator;

/**
 * The logistic loss as a function of the outputs z = x'w + b, one an example. The Jacobian of the
 * outputs is the design matrix; the model is a likelihood, so the Fisher matrix is J' H_out J.
 */
final class LogisticOutputs implements OutputLoss {

  private final LogisticRegression regression;
  private final LogisticEvaluation evaluation;

  LogisticOutputs(LogisticRegression regression, LogisticEvaluation evaluation) {
    this.regression = regression;
    this.evaluation = evaluation;
  }

  @Override
  public int examples() {
    return regression.design().rows();
  }

  @Override
  public int outputs() {
    return 1;
  }

  @Override
  public double[] ridge() {
    double[] ridge = new double[regression.dimension()];
    for (int j = 0; j < ridge.length; j++) {
      ridge[j] = regression.ridge(j);
    }
    return ridge;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    regression.design().multiply(v, result);
  }

  @Override
  public void transposed(double[] u, double[] result) {
    double[] product = regression.design().transposed(u);
    System.arraycopy(product, 0, result, 0, product.length);
  }

  @Override
  public void outputHessian(double[] u, double[] result) {
    double[] curvatures = evaluation.curvatures();
    for (int i = 0; i < curvatures.length; i++) {
      result[i] = curvatures[i] * u[i];
    }
  }

  @Override
  public double[] outputRoots(int column) {
    if (column != 0) {
      throw new IndexOutOfBoundsException("one output has one column, not column " + column);
    }
    double[] roots = new double[examples()];
    double[] z = evaluation.outputs();
    for (int i = 0; i < roots.length; i++) {
      roots[i] = Math.sqrt(LogisticLoss.curvature(z[i]));
    }
    return roots;
  }

  /** Draws one number an example, in the order of the examples. */
  @Override
  public double[] outputSamples(RandomGenerator random) {
    double[] samples = new double[examples()];
    double[] z = evaluation.outputs();
    for (int i = 0; i < samples.length; i++) {
      double probability = LogisticLoss.probability(z[i]);
      // The gradient p - y; for y = 1 as -(1 - p), which keeps its digits where p is nearly 1.
      samples[i] =
          random.nextDouble() < probability ? -LogisticLoss.probability(-z[i]) : probability;
    }
    return samples;
  }
}

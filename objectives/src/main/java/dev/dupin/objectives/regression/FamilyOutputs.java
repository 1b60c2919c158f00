package dev.dupin.objectives.regression;

import dev.dupin.core.objective.OutputLoss;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The loss as a function of the outputs z = W x + b. The Jacobian of the outputs is the design; the
 * model is a likelihood, so the Fisher matrix is J' H_out J, and so is the Hessian.
 */
final class FamilyOutputs implements OutputLoss {

  private final Regression regression;
  private final Design design;
  private final Family family;
  private final int outputs;
  private final RowChunks chunks;
  private final RegressionEvaluation evaluation;

  FamilyOutputs(Regression regression, RegressionEvaluation evaluation) {
    this.regression = regression;
    this.design = regression.design();
    this.family = regression.family();
    this.outputs = family.outputs();
    this.chunks = design.chunks(outputs);
    this.evaluation = evaluation;
  }

  @Override
  public int examples() {
    return design.rows();
  }

  @Override
  public int outputs() {
    return outputs;
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
    chunks.forEach(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            design.outputs(i, v, outputs, result, i * outputs);
          }
        });
  }

  @Override
  public void transposed(double[] u, double[] result) {
    double[] product =
        chunks.sum(
            regression.dimension(),
            (partial, from, to) -> {
              for (int i = from; i < to; i++) {
                design.addOuter(u, i * outputs, outputs, i, partial);
              }
            });
    System.arraycopy(product, 0, result, 0, product.length);
  }

  @Override
  public void outputHessian(double[] u, double[] result) {
    double[] curvatures = evaluation.curvatures();
    for (int i = 0; i < examples(); i++) {
      family.multiply(i, curvatures, u, i * outputs, result, i * outputs);
    }
    for (int k = 0; k < curvatures.length; k++) {
      result[k] /= examples();
    }
  }

  @Override
  public double[] outputRoots(int column) {
    Objects.checkIndex(column, outputs);
    double[] curvatures = evaluation.curvatures();
    double[] roots = new double[curvatures.length];
    for (int i = 0; i < examples(); i++) {
      family.root(i, curvatures, column, roots, i * outputs);
    }
    return roots;
  }

  /** Draws one target an example, in the order of the examples. */
  @Override
  public double[] outputSamples(RandomGenerator random) {
    double[] z = evaluation.outputs();
    double[] samples = new double[z.length];
    for (int i = 0; i < examples(); i++) {
      family.sample(i, z, random, samples, i * outputs);
    }
    return samples;
  }
}

package dev.dupin.core.objective;

import java.util.random.RandomGenerator;

/**
 * A mean loss over the outputs of a model, f(x) = mean over examples of loss(model(x)) + x'
 * diag(ridge) x / 2. It gives the generalised Gauss-Newton matrix J' H_out J + diag(ridge), where J
 * is the Jacobian of all outputs and H_out the Hessian of the mean loss with respect to them; and,
 * for likelihoods, the Fisher matrix (Martens 2020, "New insights and perspectives on the natural
 * gradient method"). Vectors over outputs have examples * outputs entries, one example after the
 * other.
 */
public interface OutputLoss extends Structure {

  /** Returns the number of examples, N. */
  int examples();

  /** Returns the number of outputs of an example. */
  int outputs();

  /**
   * Returns the n weights of the penalty, zeros where there is none; frozen. J'HJ alone is not the
   * whole curvature.
   */
  double[] ridge();

  /** Fills {@code result} (over outputs) with J v; {@code v} has n entries. */
  void jacobian(double[] v, double[] result);

  /** Fills {@code result} (n entries) with J'u; {@code u} is over outputs. */
  void transposed(double[] u, double[] result);

  /**
   * Fills {@code result} with H_out u, both over outputs; the factor 1/N of the mean is included.
   */
  void outputHessian(double[] u, double[] result);

  /**
   * Returns, over outputs, the given column of S for every example, where S S' is the Hessian of
   * that example's own loss (without 1/N). There are {@link #outputs()} columns.
   */
  double[] outputRoots(int column);

  /**
   * Returns, over outputs, the gradients of every example's own loss (without 1/N) under labels
   * drawn from the model.
   *
   * @param random the stream the labels are drawn from
   */
  double[] outputSamples(RandomGenerator random);

  @Override
  default Structure metered(Meter meter) {
    return new MeteredOutputLoss(this, meter);
  }
}

package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;

/**
 * The model along -g.
 *
 * @param direction -g / |g|, n entries; frozen
 * @param slope |g|, how fast the model falls at first
 * @param curvature of the model along the direction
 */
public record SteepestDescent(double[] direction, double slope, double curvature) {

  /**
   * Looks along the gradient of a model, which is not zero: one product.
   *
   * @throws NumericalFailureException if the product is not finite
   */
  public static SteepestDescent of(Model model) {
    double[] gradient = model.here().gradient();
    double norm = Vectors.norm(gradient);
    double[] direction = new double[gradient.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = -gradient[i] / norm;
    }
    double[] product = new double[gradient.length];
    model.curvature().apply(direction, product);
    double curvature = Vectors.dot(direction, product);
    if (!Double.isFinite(curvature)) {
      throw new NumericalFailureException("the curvature along the gradient is " + curvature);
    }
    return new SteepestDescent(direction, norm, curvature);
  }

  /** Returns the length to the minimum; infinite where the model falls forever. */
  public double length() {
    return curvature > 0 ? slope / curvature : Double.POSITIVE_INFINITY;
  }

  /** Returns the step to the minimum within the radius. */
  public Proposal within(double radius) {
    double length = Math.min(length(), radius);
    double reduction = length * (slope - 0.5 * length * curvature);
    return new Proposal(Vectors.scale(length, direction), reduction, radius);
  }
}

package dev.dupin.optimizers.internal;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;

/**
 * The forcing terms of Eisenstat and Walker 1996 ("Choosing the forcing terms in an inexact Newton
 * method", choice 2 with its safeguard): a Newton system is solved as exactly as the last step has
 * reduced the gradient, so that no product is spent on a model that is not good for it. The order
 * of convergence is the exponent, where that is below 2.
 */
public final class EisenstatWalker implements Checkpointable {

  /** Below it the last term no longer holds the next one up (Eisenstat and Walker, section 2.1). */
  private static final double SAFEGUARD = 0.1;

  private final double factor;
  private final double exponent;
  private final double largest;
  private double previousNorm = Double.NaN; // until the first step was taken
  private double previousTerm = Double.NaN;

  /**
   * @param factor of the reduction, in (0, 1]
   * @param exponent of the reduction, in (1, 2]
   * @param largest no term is above it, and the first one is it; in (0, 1)
   */
  public EisenstatWalker(double factor, double exponent, double largest) {
    this.factor = factor;
    this.exponent = exponent;
    this.largest = largest;
  }

  /** Returns the relative residual to solve to at a point with this gradient norm. */
  public double term(double gradientNorm) {
    if (Double.isNaN(previousNorm)) {
      return largest;
    }
    double term = factor * Math.pow(gradientNorm / previousNorm, exponent);
    double held = factor * Math.pow(previousTerm, exponent);
    double safe = held > SAFEGUARD ? Math.max(term, held) : term;
    return safe < largest ? safe : largest;
  }

  /** A step was taken from a point with this gradient norm. */
  public void left(double gradientNorm) {
    previousTerm = term(gradientNorm);
    previousNorm = gradientNorm;
  }

  @Override
  public void exchange(State state) {
    previousNorm = state.exchange("previousNorm", previousNorm);
    previousTerm = state.exchange("previousTerm", previousTerm);
  }
}

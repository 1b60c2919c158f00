package dev.dupin.core.step;

import dev.dupin.core.linear.Vectors;

/**
 * A step that a model proposes.
 *
 * @param step n entries, frozen
 * @param predictedReduction how much f should fall, by the model the step was computed from; NaN
 *     where that is not known
 * @param control the radius, damping, weight or length it was computed under; NaN where there is
 *     none
 * @param length how long the step is in the norm that a radius measures in: the Euclidean one,
 *     unless the subproblem is preconditioned
 */
public record Proposal(double[] step, double predictedReduction, double control, double length) {

  /** There is no step: nothing is evaluated, and the run is stalled. */
  public static final Proposal NONE = new Proposal(new double[0], Double.NaN, Double.NaN, 0);

  /** Makes a proposal whose length is the Euclidean one. */
  public Proposal(double[] step, double predictedReduction, double control) {
    this(step, predictedReduction, control, Vectors.norm(step));
  }
}

package dev.dupin.core.step;

/**
 * A step that a model proposes.
 *
 * @param step n entries, frozen
 * @param predictedReduction how much f should fall, by the model the step was computed from; NaN
 *     where that is not known
 * @param control the radius, damping, weight or length it was computed under; NaN where there is
 *     none
 */
public record Proposal(double[] step, double predictedReduction, double control) {

  /** There is no step: nothing is evaluated, and the run is stalled. */
  public static final Proposal NONE = new Proposal(new double[0], Double.NaN, Double.NaN);
}

package dev.dupin.core.step;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;

/**
 * A proposal and the point it leads to.
 *
 * @param model the model it came from
 * @param proposal the proposal
 * @param there the objective at here + step; asking it for f or g is what pays for them
 * @param lowestValue what f should have come down to in this run: the smallest f paid so far, less
 *     what steps were since said to have won by slopes alone; NaN where values cannot be compared,
 *     as between batches
 */
public record Trial(Model model, Proposal proposal, Evaluation there, double lowestValue) {

  /** Below this multiple of eps max(1, |f|) a difference of two values is mostly rounding. */
  private static final double ROUNDING = 1e4 * 0x1p-52;

  /** Makes a trial of a run whose lowest value is not known. */
  public Trial(Model model, Proposal proposal, Evaluation there) {
    this(model, proposal, there, Double.NaN);
  }

  /**
   * Returns f(here) - f(there), NaN where f(there) is not a number; or, where rounding drowns it,
   * the mean of the two slopes times the step, which costs the gradient at {@code there} (Conn,
   * Gould and Toint 2000, "Trust-region methods", section 17.4). That is exact for quadratics.
   */
  public double actualReduction() {
    return isDrowned() ? slopeReduction() : model.here().value() - there.value();
  }

  /**
   * Returns whether the reduction of f and the predicted one are both so small beside f that
   * rounding drowns them, and f(there) is still within that rounding of {@link #lowestValue}:
   * slopes alone would let a wrong gradient climb, or creep, for ever in steps too small to see.
   */
  public boolean isDrowned() {
    double before = model.here().value();
    double after = there.value();
    double noise = ROUNDING * Math.max(1, Math.abs(before));
    double lowest = lowestValue <= before ? lowestValue : before;
    return Math.abs(before - after) <= noise
        && Math.abs(proposal.predictedReduction()) <= noise
        && after <= lowest + noise;
  }

  private double slopeReduction() {
    double[] step = proposal.step();
    return -0.5
        * (Vectors.dot(step, model.here().gradient()) + Vectors.dot(step, there.gradient()));
  }
}

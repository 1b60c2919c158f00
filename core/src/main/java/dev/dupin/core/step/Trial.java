package dev.dupin.core.step;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;

/**
 * A proposal and the point it leads to.
 *
 * @param model the model it came from
 * @param proposal the proposal
 * @param there the objective at here + step; asking it for f or g is what pays for them
 * @param lowestValue the smallest f paid so far in this run; NaN where values cannot be compared,
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
   * Returns f(here) - f(there), NaN where f(there) is not a number. Where both it and the predicted
   * reduction are so small beside f that rounding drowns them, the mean of the two slopes times the
   * step stands in for it, which costs the gradient at {@code there} (Conn, Gould and Toint 2000,
   * "Trust-region methods", section 17.4). It is exact for quadratics.
   *
   * <p>Slopes alone would let a wrong gradient climb for ever in steps too small to see, so they
   * are believed only while f(there) stays within that rounding of the lowest value of the run.
   */
  public double actualReduction() {
    double before = model.here().value();
    double after = there.value();
    double difference = before - after;
    double noise = ROUNDING * Math.max(1, Math.abs(before));
    double lowest = lowestValue <= before ? lowestValue : before;
    boolean drowned =
        Math.abs(difference) <= noise
            && Math.abs(proposal.predictedReduction()) <= noise
            && after <= lowest + noise;
    if (!drowned) {
      return difference;
    }
    double[] step = proposal.step();
    return -0.5
        * (Vectors.dot(step, model.here().gradient()) + Vectors.dot(step, there.gradient()));
  }
}

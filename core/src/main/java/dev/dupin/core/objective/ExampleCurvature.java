package dev.dupin.core.objective;

/**
 * How much each example shapes the Hessian of a mean loss f = mean of loss_i + x' diag(ridge) x /
 * 2, where the loss of example i depends on the parameters through its outputs z_i alone, with the
 * Jacobian J_i and the Hessian S_i in the outputs.
 *
 * <p>The leverage h_i = tr(J_i' S_i J_i (N H)^-1) is the example's share of the curvature (Hoaglin
 * and Welsch 1978, "The hat matrix in regression and ANOVA"; for other likelihoods Pregibon 1981,
 * "Logistic regression diagnostics", section 3). The leverages add up to the effective number of
 * parameters: n without a penalty, less with one.
 */
public interface ExampleCurvature extends Structure {

  /**
   * Returns tr S_i of every example, N entries, frozen: p (1 - p) for a logistic loss, 1 for a
   * squared one. One pass over the outputs.
   */
  double[] weights();

  /**
   * Returns h_i of every example, N entries, frozen: computed on first use. All NaN where H is
   * singular to working precision. Takes the dense Hessian, its factor, and N n^2 / 2 multiply-adds
   * for each output.
   */
  double[] leverages();

  @Override
  default Structure metered(Meter meter) {
    return new MeteredExampleCurvature(this, meter);
  }
}

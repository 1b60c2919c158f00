package dev.dupin.core.objective;

/**
 * The second derivatives of the {@link Residuals} along a direction, for geodesic acceleration
 * (Transtrum and Sethna 2012, "Improvements to the Levenberg-Marquardt algorithm for nonlinear
 * least-squares minimization", section 4).
 */
public interface ResidualCurvature extends Structure {

  /**
   * Fills {@code result} (m entries) with D^2 r(x)[v, v], of each residual.
   *
   * @param v n entries; neither changed nor kept
   */
  void secondDerivative(double[] v, double[] result);

  /** Counts each as a Hessian product, which it costs about as much as. */
  @Override
  default Structure metered(Meter meter) {
    return (ResidualCurvature)
        (v, result) -> {
          meter.hessianProduct();
          secondDerivative(v, result);
        };
  }
}

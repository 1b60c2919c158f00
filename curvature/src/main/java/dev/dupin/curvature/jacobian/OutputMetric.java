package dev.dupin.curvature.jacobian;

/** A symmetric positive semidefinite matrix over the outputs of all examples, block by block. */
@FunctionalInterface
public interface OutputMetric {

  /**
   * Fills {@code result} with M u.
   *
   * @param u over outputs; neither changed nor kept
   * @param result over outputs, not the same array; filled, not kept
   */
  void apply(double[] u, double[] result);
}

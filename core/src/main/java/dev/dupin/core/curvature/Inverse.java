package dev.dupin.core.curvature;

/** Solves with a matrix. */
public interface Inverse {

  /**
   * Fills {@code result} with the solution of the system.
   *
   * @param rhs n entries; neither changed nor kept
   * @param result n entries, not the same array as {@code rhs}; filled, not kept
   */
  void solve(double[] rhs, double[] result);
}

package dev.dupin.curvature.diagonal;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;

/** Makes positive diagonals of what was summed up along a run. */
public final class Positive {

  private Positive() {}

  /**
   * Returns the roots of squares, plus epsilon.
   *
   * @param squares overwritten, and owned by the result
   * @throws NumericalFailureException if an entry is not finite
   */
  public static double[] roots(double[] squares, double epsilon) {
    for (int i = 0; i < squares.length; i++) {
      squares[i] = Math.sqrt(squares[i]) + epsilon;
    }
    return finite(squares);
  }

  /**
   * Returns the absolute values of entries, plus epsilon.
   *
   * @param entries overwritten, and owned by the result
   * @throws NumericalFailureException if an entry is not finite
   */
  public static double[] absolute(double[] entries, double epsilon) {
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Math.abs(entries[i]) + epsilon;
    }
    return finite(entries);
  }

  private static double[] finite(double[] diagonal) {
    if (!Vectors.isFinite(diagonal)) {
      throw new NumericalFailureException(
          "the diagonal that stands for the Hessian is not finite: what it is summed up from was"
              + " not, or its squares overflowed, as those of entries above 1e154 do");
    }
    return diagonal;
  }
}

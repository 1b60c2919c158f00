package dev.dupin.curvature.quality;

import dev.dupin.core.linear.Vectors;

/**
 * How near a matrix B is to the Hessian H, at one point.
 *
 * @param relativeError |B - H|_F / |H|_F
 * @param traceRatio tr B / tr H
 * @param stepAngleDegrees between the Newton-like steps
 * @param smallest eigenvalue of B
 * @param largest eigenvalue of B
 * @param products spent with B
 * @param certificate how it was computed
 */
public record Quality(
    Estimate relativeError,
    Estimate traceRatio,
    double stepAngleDegrees,
    Estimate smallest,
    Estimate largest,
    long products,
    String certificate) {

  /**
   * A number and its error.
   *
   * @param error the standard error, or the residual of an eigenvalue; 0 where the number is exact
   */
  public record Estimate(double value, double error) {

    static Estimate exact(double value) {
      return new Estimate(value, 0);
    }
  }

  /**
   * Returns the angle between two vectors in degrees, exact to rounding however small it is (Kahan
   * 2006, "How futile are mindless assessments of roundoff in floating-point computation?", section
   * 12); NaN where one of them is zero.
   */
  static double angle(double[] u, double[] v) {
    double[] a = Vectors.scale(1 / Vectors.norm(u), u);
    double[] b = Vectors.scale(1 / Vectors.norm(v), v);
    double half = Math.atan2(Vectors.norm(Vectors.subtract(a, b)), Vectors.norm(Vectors.add(a, b)));
    return Math.toDegrees(2 * half);
  }

  /**
   * Returns what makes a matrix positive definite when added to its diagonal.
   *
   * @param damping as a part of the matrix's norm
   */
  static double shift(double smallest, double largest, double damping) {
    double norm = Math.max(Math.abs(smallest), Math.abs(largest));
    return norm == 0 ? 1 : damping * norm + Math.max(0, -smallest);
  }
}

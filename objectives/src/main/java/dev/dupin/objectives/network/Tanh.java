package dev.dupin.objectives.network;

/**
 * The hyperbolic tangent and its derivative, to within 3 units in the last place; {@link Math#tanh}
 * is about as exact and takes three times as long. The split at 5/8 and the rational function below
 * it are those of Moshier (1989, "Methods and programs for mathematical functions"; the Cephes
 * library, tanh.c).
 */
final class Tanh {

  private static final double SPLIT = 0.625;

  private static final double P0 = -0.9643991794250523;
  private static final double P1 = -99.28772310019185;
  private static final double P2 = -1614.6876844170845;
  private static final double Q0 = 112.81167849163293;
  private static final double Q1 = 2235.4883906010045;
  private static final double Q2 = 4844.063053251255;

  private Tanh() {}

  /** Returns the hyperbolic tangent of z. */
  static double value(double z) {
    if (Math.abs(z) < SPLIT) {
      return near(z);
    }
    double rest = rest(z);
    return z < 0 ? rest - 1 : 1 - rest;
  }

  /**
   * Returns 1 - tanh(z)^2 from z and tanh(z), with all its digits where the tangent is nearly 1,
   * too.
   */
  static double slope(double z, double tanh) {
    if (Math.abs(z) < SPLIT) {
      return 1 - tanh * tanh;
    }
    double rest = rest(z);
    return rest * (2 - rest);
  }

  /** Fills in tanh and slope of many at once; the exponential is paid for once each. */
  static void both(double[] zThenSlope, int from, int length, double[] tanh, int tanhFrom) {
    for (int j = 0; j < length; j++) {
      double z = zThenSlope[from + j];
      double value;
      double slope;
      if (Math.abs(z) < SPLIT) {
        value = near(z);
        slope = 1 - value * value;
      } else {
        double rest = rest(z);
        value = z < 0 ? rest - 1 : 1 - rest;
        slope = rest * (2 - rest);
      }
      tanh[tanhFrom + j] = value;
      zThenSlope[from + j] = slope;
    }
  }

  /** Returns 1 - tanh|z|. */
  private static double rest(double z) {
    return 2 / (Math.exp(2 * Math.abs(z)) + 1);
  }

  private static double near(double z) {
    double square = z * z;
    double p = (P0 * square + P1) * square + P2;
    double q = ((square + Q0) * square + Q1) * square + Q2;
    return z + z * (square * (p / q));
  }
}

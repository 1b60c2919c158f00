package dev.dupin.optimizers.globalizer;

/** Minimisers of polynomials through what is known of a function of one variable. */
final class Interpolation {

  private Interpolation() {}

  /**
   * Returns the minimiser of the parabola with value {@code phi} and slope {@code slope} at a, and
   * value {@code otherPhi} at b; NaN or infinite where there is none.
   */
  static double quadratic(double a, double phi, double slope, double b, double otherPhi) {
    double width = b - a;
    return a - slope * width * width / (2 * (otherPhi - phi - slope * width));
  }

  /**
   * Returns the local minimiser of the cubic with these values and slopes at a and b (Nocedal and
   * Wright 2006, equation 3.59); NaN where there is none.
   */
  static double cubic(
      double a, double phi, double slope, double b, double otherPhi, double otherSlope) {
    double first = slope + otherSlope - 3 * (phi - otherPhi) / (a - b);
    double second = Math.copySign(Math.sqrt(first * first - slope * otherSlope), b - a);
    return b - (b - a) * (otherSlope + second - first) / (otherSlope - slope + 2 * second);
  }

  /**
   * Returns the local minimiser of the cubic that is 0 at 0 with slope {@code slope}, and has these
   * values at a and b (Nocedal and Wright 2006, section 3.5); NaN where there is none.
   */
  static double cubicFromStart(double slope, double a, double phi, double b, double otherPhi) {
    double restA = (phi - slope * a) / (a * a);
    double restB = (otherPhi - slope * b) / (b * b);
    double third = (restB - restA) / (b - a);
    double second = (b * restA - a * restB) / (b - a);
    // slope + 2 second t + 3 third t^2 = 0, by the form of the root that cancels nothing
    double root = Math.sqrt(second * second - 3 * third * slope);
    return second >= 0 ? -slope / (second + root) : (root - second) / (3 * third);
  }

  /** Returns t moved into the interval; its lower end where t is not a number. */
  static double clip(double t, double low, double high) {
    return t > low ? Math.min(t, high) : low;
  }
}

package dev.dupin.objectives.regression;

/**
 * The logistic loss log(1 + exp(-m)) of a margin m = y x'w and its derivatives. Every exponential
 * is of -|m|, so that none overflows and small losses keep their digits (Mächler 2012, "Accurately
 * computing log(1 - exp(-|a|))", section 4). NaN gives NaN.
 */
final class LogisticLoss {

  private LogisticLoss() {}

  /** Returns log(1 + exp(-m)). */
  static double value(double margin) {
    return value(margin, Math.exp(-Math.abs(margin)));
  }

  /** Returns the loss where exp(-|m|) is known. */
  static double value(double margin, double e) {
    double tail = Math.log1p(e);
    return margin >= 0 ? tail : tail - margin;
  }

  /** Returns the derivative, -1 / (1 + exp(m)), from -1 to 0. */
  static double slope(double margin) {
    return slope(margin, Math.exp(-Math.abs(margin)));
  }

  /** Returns the derivative where exp(-|m|) is known. */
  static double slope(double margin, double e) {
    return margin >= 0 ? -e / (1 + e) : -1 / (1 + e);
  }

  /**
   * Returns the second derivative p (1 - p), where p is the probability of the positive class; the
   * same for m and -m.
   */
  static double curvature(double margin) {
    double e = Math.exp(-Math.abs(margin));
    return e / ((1 + e) * (1 + e));
  }

  /** Returns the probability 1 / (1 + exp(-z)). */
  static double probability(double z) {
    double e = Math.exp(-Math.abs(z));
    return z >= 0 ? 1 / (1 + e) : e / (1 + e);
  }
}

package dev.dupin.objectives.regression;

/**
 * Cumulants from moments. The derivatives of log E exp(t d) at t = 0 are the cumulants of d, so
 * they are those of a log-sum-exp along a line.
 */
final class Cumulants {

  private Cumulants() {}

  /**
   * Replaces moments by cumulants in place: k_n = m_n - sum over 0 &lt; j &lt; n of (n - 1 choose j
   * - 1) k_j m_(n-j) (Smith 1995, "A recursive formulation of the old problem of obtaining moments
   * from cumulants and vice versa").
   *
   * @param moments entry n is the moment of order n, about any point; entry 0 is not looked at
   */
  static void fromMoments(double[] moments) {
    double[] m = moments.clone();
    for (int n = 1; n < m.length; n++) {
      double binomial = 1;
      for (int j = 1; j < n; j++) {
        moments[n] -= binomial * moments[j] * m[n - j];
        binomial = binomial * (n - j) / j;
      }
    }
  }
}

package dev.dupin.objectives.network;

/**
 * Moves and scales the d units of one example to mean 0 and variance 1:
 *
 * <pre>y = (a - mean a) / s,   s^2 = variance of a + 1e-5</pre>
 *
 * <p>(Ba, Kiros and Hinton 2016, "Layer normalization"; without gains and shifts, which the weights
 * of the next layer contain.) The derivative of y by a is the symmetric matrix P with P u = (u -
 * mean u - y mean(y u)) / s, where y u is the product entry by entry.
 */
final class LayerNormalization {

  // The usual value; it keeps s from 0 where all units agree.
  private static final double EPSILON = 1e-5;

  private LayerNormalization() {}

  /** Fills in y of d units and returns 1/s. */
  static double forward(double[] a, int aFrom, int d, double[] y, int yFrom) {
    double mean = mean(a, aFrom, d);
    double squares = 0;
    for (int j = 0; j < d; j++) {
      double centred = a[aFrom + j] - mean;
      squares += centred * centred;
    }
    double inverse = 1 / Math.sqrt(squares / d + EPSILON);
    for (int j = 0; j < d; j++) {
      y[yFrom + j] = (a[aFrom + j] - mean) * inverse;
    }
    return inverse;
  }

  /** Replaces u by P u. */
  static void derivative(double[] u, int uFrom, int d, double[] y, int yFrom, double inverse) {
    double mean = mean(u, uFrom, d);
    double along = meanProduct(u, uFrom, d, y, yFrom);
    for (int j = 0; j < d; j++) {
      u[uFrom + j] = (u[uFrom + j] - mean - y[yFrom + j] * along) * inverse;
    }
  }

  /**
   * Returns the rate of s over s where a moves by da: mean(y da) / s.
   *
   * @param da the movement of a
   */
  static double stretch(double[] da, int daFrom, int d, double[] y, int yFrom, double inverse) {
    return meanProduct(da, daFrom, d, y, yFrom) * inverse;
  }

  /**
   * Replaces du, the movement of u, by that of P u = (P du) - (dy mean(y u) + y mean(dy u)) / s -
   * stretch P u.
   *
   * @param u before P
   * @param dy the movement of y
   * @param stretch that of s over s
   */
  static void derivativeMoved(
      double[] du,
      int duFrom,
      double[] u,
      int uFrom,
      int d,
      double[] y,
      int yFrom,
      double[] dy,
      int dyFrom,
      double inverse,
      double stretch) {
    derivative(du, duFrom, d, y, yFrom, inverse);
    double mean = mean(u, uFrom, d);
    double along = meanProduct(u, uFrom, d, y, yFrom);
    double alongMoved = meanProduct(u, uFrom, d, dy, dyFrom);
    for (int j = 0; j < d; j++) {
      double turned = dy[dyFrom + j] * along + y[yFrom + j] * alongMoved;
      double scaled = stretch * (u[uFrom + j] - mean - y[yFrom + j] * along);
      du[duFrom + j] -= (turned + scaled) * inverse;
    }
  }

  private static double mean(double[] a, int from, int d) {
    double sum = 0;
    for (int j = 0; j < d; j++) {
      sum += a[from + j];
    }
    return sum / d;
  }

  private static double meanProduct(double[] a, int aFrom, int d, double[] b, int bFrom) {
    double sum = 0;
    for (int j = 0; j < d; j++) {
      sum += a[aFrom + j] * b[bFrom + j];
    }
    return sum / d;
  }
}

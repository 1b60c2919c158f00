package dev.dupin.core.autodiff;

import java.util.Arrays;

/**
 * Arithmetic of truncated Taylor series: entry k is the coefficient of t^k. The recurrences follow
 * from the differential equation that each function satisfies (Griewank and Walther 2008,
 * "Evaluating Derivatives", section 13.2); a function v = phi(u) with slope z(t) = phi'(u(t)) has k
 * v_k = sum over j of j u_j z_(k-j). Every result is a new array of the operand's length; none
 * keeps its arguments.
 */
final class TaylorSeries {

  private TaylorSeries() {}

  static double[] constant(double value, int length) {
    double[] series = new double[length];
    series[0] = value;
    return series;
  }

  static double[] add(double[] u, double[] w) {
    double[] sum = u.clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += w[k];
    }
    return sum;
  }

  static double[] scale(double a, double[] u) {
    double[] scaled = u.clone();
    for (int k = 0; k < scaled.length; k++) {
      scaled[k] = times(a, u[k]);
    }
    return scaled;
  }

  static double[] plus(double[] u, double c) {
    double[] moved = u.clone();
    moved[0] += c;
    return moved;
  }

  static double[] multiply(double[] u, double[] w) {
    double[] product = new double[u.length];
    for (int k = 0; k < product.length; k++) {
      product[k] = convolution(u, w, k, 0);
    }
    return product;
  }

  /** Returns the sum of u_j w_(k-j) over j from {@code from} to k - {@code from}. */
  private static double convolution(double[] u, double[] w, int k, int from) {
    double sum = 0;
    for (int j = from; j <= k - from; j++) {
      sum += times(u[j], w[k - j]);
    }
    return sum;
  }

  /** A coefficient that is zero moves nothing, however steep the function. */
  private static double times(double x, double y) {
    boolean nothing = (x == 0 && Double.isInfinite(y)) || (y == 0 && Double.isInfinite(x));
    return nothing ? 0 : x * y;
  }

  static double[] divide(double[] u, double[] w) {
    double[] quotient = new double[u.length];
    for (int k = 0; k < quotient.length; k++) {
      double rest = u[k];
      for (int j = 1; j <= k; j++) {
        rest -= times(w[j], quotient[k - j]);
      }
      quotient[k] = rest / w[0];
    }
    return quotient;
  }

  /**
   * Returns the series of a function of u by its value at u_0 and the series of its slope, of which
   * entry k is read only after entry k of the result is known.
   *
   * @param slope gives entry k of phi'(u(t)) from the entries up to k of the result
   */
  static double[] integrate(double value, double[] u, Slope slope) {
    double[] v = new double[u.length];
    double[] z = new double[u.length];
    v[0] = value;
    for (int k = 1; k < v.length; k++) {
      z[k - 1] = slope.entry(v, k - 1);
      double sum = 0;
      for (int j = 1; j <= k; j++) {
        sum += times(j * u[j], z[k - j]);
      }
      v[k] = sum / k;
    }
    return v;
  }

  /** Entry k of the slope's series. */
  interface Slope {
    double entry(double[] v, int k);
  }

  static double[] exp(double[] u) {
    return integrate(Math.exp(u[0]), u, (v, k) -> v[k]);
  }

  static double[] log(double[] u) {
    double[] slope = divide(constant(1, u.length), u);
    return integrate(Math.log(u[0]), u, (v, k) -> slope[k]);
  }

  static double[] sqrt(double[] u) {
    double[] v = new double[u.length];
    v[0] = Math.sqrt(u[0]);
    for (int k = 1; k < v.length; k++) {
      double rest = u[k] - (k > 1 ? convolution(v, v, k, 1) : 0);
      v[k] = rest == 0 ? 0 : rest / (2 * Math.abs(v[0]));
    }
    return v;
  }

  /**
   * Returns the sine and the cosine, or with {@code sign} +1 the hyperbolic ones: s' = c u', c' =
   * sign s u'.
   */
  static double[][] sineAndCosine(double[] u, double sine, double cosine, int sign) {
    double[] s = constant(sine, u.length);
    double[] c = constant(cosine, u.length);
    for (int k = 1; k < u.length; k++) {
      double ofSine = 0;
      double ofCosine = 0;
      for (int j = 1; j <= k; j++) {
        ofSine += times(j * u[j], c[k - j]);
        ofCosine += times(j * u[j], s[k - j]);
      }
      s[k] = ofSine / k;
      c[k] = sign * ofCosine / k;
    }
    return new double[][] {s, c};
  }

  /** The angle of the point (w, u): (u^2 + w^2) v' = w u' - u w'. */
  static double[] angle(double[] u, double[] w) {
    double[] distance = add(multiply(u, u), multiply(w, w));
    double[] v = constant(Math.atan2(u[0], w[0]), u.length);
    for (int k = 1; k < v.length; k++) {
      double sum = 0;
      for (int j = 1; j <= k; j++) {
        sum += times(j * u[j], w[k - j]) - times(j * w[j], u[k - j]);
      }
      for (int j = 1; j < k; j++) {
        sum -= times(j * v[j], distance[k - j]);
      }
      v[k] = sum == 0 ? 0 : sum / k / distance[0];
    }
    return v;
  }

  /** u to a constant power: u v' = c v u'. Whole powers are products, so that u_0 may be zero. */
  static double[] power(double[] u, double c) {
    if (c >= 0 && c <= Integer.MAX_VALUE && c == Math.rint(c)) {
      return wholePower(u, (int) c);
    }
    if (c < 0 && c == Math.rint(c)) {
      return divide(constant(1, u.length), power(u, -c));
    }
    if (u[0] == 0) {
      return powerAtZero(u, c);
    }
    double[] v = constant(Math.pow(u[0], c), u.length);
    for (int k = 1; k < v.length; k++) {
      double sum = 0;
      for (int j = 1; j <= k; j++) {
        sum += times((c * j - (k - j)) * u[j], v[k - j]);
      }
      v[k] = sum / k / u[0];
    }
    return v;
  }

  private static double[] wholePower(double[] u, int c) {
    double[] result = constant(1, u.length);
    double[] square = u;
    for (int rest = c; rest > 0; rest >>= 1) {
      result = (rest & 1) == 1 ? multiply(result, square) : result;
      square = rest > 1 ? multiply(square, square) : square;
    }
    return result;
  }

  /**
   * One-sided limits: below the power all derivatives are 0, above it infinite along a direction
   * that moves u, and 0 along one that does not.
   */
  private static double[] powerAtZero(double[] u, double c) {
    double[] v = constant(Math.pow(0, c), u.length);
    boolean moves = Arrays.stream(u).anyMatch(entry -> entry != 0);
    double falling = 1; // c (c - 1) … (c - k + 1) / k!
    for (int k = 1; k < v.length; k++) {
      falling *= (c - k + 1) / k;
      v[k] = k < c || !moves ? 0 : falling * Math.pow(u[1], k) * Double.POSITIVE_INFINITY;
    }
    return v;
  }

  /** u to the power of w. */
  static double[] power(double[] u, double[] w) {
    boolean constantPower = true;
    for (int k = 1; k < w.length; k++) {
      constantPower &= w[k] == 0;
    }
    if (constantPower) {
      return power(u, w[0]);
    }
    double[] v = exp(multiply(w, log(u)));
    v[0] = Math.pow(u[0], w[0]);
    return v;
  }

  /** A constant to the power of u. */
  static double[] exponential(double c, double[] u) {
    double value = Math.pow(c, u[0]);
    if (value == 0 && c >= 0) {
      return constant(0, u.length); // a vanishing power wins over the logarithm
    }
    double log = Math.log(c);
    return integrate(value, u, (v, k) -> log * v[k]);
  }

  static double[] tan(double[] u) {
    return integrate(Math.tan(u[0]), u, (v, k) -> (k == 0 ? 1 : 0) + convolution(v, v, k, 0));
  }

  /** The slope at u_0 is 1 / cosh^2, which 1 - tanh^2 loses where it is small. */
  static double[] tanh(double[] u) {
    double first = UnaryFunctions.first(Code.TANH, u[0], 0, Math.tanh(u[0]));
    return integrate(Math.tanh(u[0]), u, (v, k) -> k == 0 ? first : -convolution(v, v, k, 0));
  }

  static double[] sigmoid(double[] u) {
    double value = UnaryFunctions.value(Code.SIGMOID, u[0], 0);
    double first = UnaryFunctions.first(Code.SIGMOID, u[0], 0, value);
    return integrate(value, u, (v, k) -> k == 0 ? first : v[k] - convolution(v, v, k, 0));
  }

  static double[] softplus(double[] u) {
    double[] slope = sigmoid(u);
    return integrate(UnaryFunctions.value(Code.SOFTPLUS, u[0], 0), u, (v, k) -> slope[k]);
  }

  static double[] atan(double[] u) {
    double[] slope = divide(constant(1, u.length), plus(multiply(u, u), 1));
    return integrate(Math.atan(u[0]), u, (v, k) -> slope[k]);
  }

  static double[] asin(double[] u) {
    double[] product = multiply(plus(scale(-1, u), 1), plus(u, 1)); // no cancellation near 1
    double[] slope = divide(constant(1, u.length), sqrt(product));
    return integrate(Math.asin(u[0]), u, (v, k) -> slope[k]);
  }
}

package dev.dupin.curvature.verdict;

import dev.dupin.core.interval.Intervals;

/**
 * W'AW for a matrix W of doubles and a matrix A of intervals, as a midpoint and a radius that hold
 * for certain: products of doubles are computed as they are, and what they may be off by, at most
 * gamma_k = k u / (1 - k u) times the product of the absolute values for sums of k terms (Higham
 * 2002, "Accuracy and Stability of Numerical Algorithms", section 3.1), is added to the radius. So
 * no rounding mode has to be switched (Rump 1999, "Fast and parallel interval arithmetic"). Costs
 * five products of n x n matrices and as many matrices.
 */
final class VerifiedForm {

  /** The unit roundoff of doubles. */
  private static final double UNIT = 0x1p-53;

  /**
   * Above any error of underflow in a sum of products of fewer than 2^30 terms, each off by at most
   * the smallest positive double.
   */
  private static final double UNDERFLOW = 0x1p-1040;

  final double[] midpoint;
  final double[] radius;

  private VerifiedForm(double[] midpoint, double[] radius) {
    this.midpoint = midpoint;
    this.radius = radius;
  }

  /** Returns W'AW, each n x n, row-major. */
  static VerifiedForm of(int n, double[] w, Intervals a) {
    double[] middle = new double[n * n];
    double[] spread = new double[n * n];
    for (int k = 0; k < middle.length; k++) {
      middle[k] = middle(a.lower()[k], a.upper()[k]);
      spread[k] = spread(middle[k], a.lower()[k], a.upper()[k]);
    }
    double gamma = gamma(n);
    double[] size = magnitudes(w);
    double[] inner = product(n, middle, w);
    double[] innerError = product(n, magnitudes(middle), size);
    double[] innerSpread = product(n, spread, size);
    for (int k = 0; k < inner.length; k++) {
      innerError[k] = gamma * innerError[k] + innerSpread[k] + UNDERFLOW;
    }
    double[] outer = transposedProduct(n, w, inner);
    double[] outerError = transposedProduct(n, size, magnitudes(inner));
    double[] passedOn = transposedProduct(n, size, innerError);
    double safety = 1 + 8 * gamma(n + 4);
    double[] radius = new double[n * n];
    for (int k = 0; k < radius.length; k++) {
      radius[k] = safety * (gamma * outerError[k] + passedOn[k]) + UNDERFLOW;
    }
    return new VerifiedForm(outer, radius);
  }

  /**
   * Returns bounds of |W'v| for a vector of intervals, n entries.
   *
   * @param w n x n, row-major
   */
  static double[] magnitudes(int n, double[] w, Intervals v) {
    double[] bounds = new double[n];
    double gamma = gamma(n);
    for (int k = 0; k < n; k++) {
      double sum = 0;
      double sizes = 0;
      double spreads = 0;
      for (int i = 0; i < n; i++) {
        double lower = v.lower()[i];
        double upper = v.upper()[i];
        double middle = middle(lower, upper);
        double entry = w[i * n + k];
        sum += entry * middle;
        sizes += Math.abs(entry * middle);
        spreads += Math.abs(entry) * spread(middle, lower, upper);
      }
      double rest = gamma * sizes + spreads;
      bounds[k] = (1 + 8 * gamma(n + 4)) * (Math.abs(sum) + rest) + UNDERFLOW;
    }
    return bounds;
  }

  /** Returns bounds of |W| r for positive r, n entries. */
  static double[] reach(int n, double[] w, double[] r) {
    double[] bounds = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += Math.abs(w[i * n + k]) * r[k];
      }
      bounds[i] = (1 + 4 * gamma(n + 4)) * sum + UNDERFLOW;
    }
    return bounds;
  }

  /** Returns k u / (1 - k u), rounded up. */
  static double gamma(int k) {
    double terms = (k + 2) * UNIT;
    return Math.nextUp(terms / (1 - 2 * terms));
  }

  private static double middle(double lower, double upper) {
    return lower == upper ? lower : 0.5 * lower + 0.5 * upper;
  }

  private static double spread(double middle, double lower, double upper) {
    return lower == upper
        ? 0
        : Math.nextUp(Math.max(Math.nextUp(upper - middle), Math.nextUp(middle - lower)));
  }

  private static double[] magnitudes(double[] entries) {
    double[] magnitudes = new double[entries.length];
    for (int k = 0; k < entries.length; k++) {
      magnitudes[k] = Math.abs(entries[k]);
    }
    return magnitudes;
  }

  private static double[] product(int n, double[] a, double[] b) {
    double[] product = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double factor = a[i * n + j];
        for (int k = 0; factor != 0 && k < n; k++) {
          product[i * n + k] += factor * b[j * n + k];
        }
      }
    }
    return product;
  }

  private static double[] transposedProduct(int n, double[] a, double[] b) {
    double[] product = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double factor = a[i * n + k];
        for (int j = 0; factor != 0 && j < n; j++) {
          product[k * n + j] += factor * b[i * n + j];
        }
      }
    }
    return product;
  }
}

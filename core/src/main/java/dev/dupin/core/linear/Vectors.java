package dev.dupin.core.linear;

import java.util.Arrays;

/**
 * The few operations on dense vectors that optimisation is made of. Every sum runs from the first
 * entry to the last, so a result never depends on the number of threads. Lengths are the caller's
 * responsibility: the first argument's length counts.
 */
public final class Vectors {

  private Vectors() {}

  /** Returns x'y. */
  public static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /**
   * Returns the 2-norm of x, without overflow or underflow of the squares: only where the plain sum
   * of squares leaves the safe range is the vector scaled and summed again. NaN if an entry is NaN.
   */
  public static double norm(double[] x) {
    double sum = dot(x, x);
    if (sum > 1e-280 && sum < Double.POSITIVE_INFINITY) {
      return Math.sqrt(sum);
    }
    double scale = maxAbs(x);
    if (scale == 0 || !Double.isFinite(scale)) {
      return scale;
    }
    double scaled = 0;
    for (double entry : x) {
      double ratio = entry / scale;
      scaled += ratio * ratio;
    }
    return scale * Math.sqrt(scaled);
  }

  /**
   * Returns the largest absolute value of an entry, 0 for an empty vector, NaN if an entry is NaN.
   */
  public static double maxAbs(double[] x) {
    double max = 0;
    for (double entry : x) {
      max = Math.max(max, Math.abs(entry));
    }
    return max;
  }

  /** Returns a new vector x + y. */
  public static double[] add(double[] x, double[] y) {
    double[] sum = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      sum[i] = x[i] + y[i];
    }
    return sum;
  }

  /** Returns a new vector x - y. */
  public static double[] subtract(double[] x, double[] y) {
    double[] difference = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      difference[i] = x[i] - y[i];
    }
    return difference;
  }

  /** Returns a new vector a x. */
  public static double[] scale(double a, double[] x) {
    double[] scaled = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      scaled[i] = a * x[i];
    }
    return scaled;
  }

  /** Adds a x to {@code result}, in place. */
  public static void addScaled(double[] result, double a, double[] x) {
    for (int i = 0; i < result.length; i++) {
      result[i] += a * x[i];
    }
  }

  /** Returns whether every entry is neither NaN nor infinite. */
  public static boolean isFinite(double[] x) {
    // One multiplication an entry, no branch: 0 * NaN and 0 * infinity are NaN, which spoils the
    // sum.
    double spoiled = 0;
    for (double entry : x) {
      spoiled += 0 * entry;
    }
    return spoiled == 0;
  }

  /**
   * Returns whether x and y agree in every bit, -0.0 and 0.0 counting as equal since no function of
   * them differs.
   */
  public static boolean sameEntries(double[] x, double[] y) {
    if (x.length != y.length) {
      return false;
    }
    for (int i = 0; i < x.length; i++) {
      if (x[i] != y[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns a new vector of length n whose entries are all {@code value}. */
  public static double[] filled(int n, double value) {
    double[] x = new double[n];
    Arrays.fill(x, value);
    return x;
  }
}

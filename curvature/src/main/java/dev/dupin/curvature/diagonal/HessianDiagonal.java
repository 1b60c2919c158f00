package dev.dupin.curvature.diagonal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.Vectors;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The diagonal of a symmetric operator, exact or estimated. */
public final class HessianDiagonal {

  private HessianDiagonal() {}

  /** Returns the diagonal as the operator knows it, else by n products with unit vectors. */
  public static double[] exact(SymmetricOperator operator) {
    return operator.diagonal().orElseGet(() -> byProducts(operator));
  }

  private static double[] byProducts(SymmetricOperator operator) {
    int n = operator.dimension();
    double[] diagonal = new double[n];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int i = 0; i < n; i++) {
      unit[i] = 1;
      operator.apply(unit, column);
      unit[i] = 0;
      diagonal[i] = column[i];
    }
    return diagonal;
  }

  /**
   * Returns the mean of z * Bz over some vectors z of random signs (Bekas, Kokiopoulou and Saad
   * 2007, "An estimator for the diagonal of a matrix"): without bias, and exact for a diagonal B;
   * the variance of entry i is the sum of the squares beside the diagonal of row i, over the number
   * of probes. One product a probe.
   */
  public static double[] estimate(SymmetricOperator operator, int probes, RandomGenerator random) {
    int n = operator.dimension();
    double[] sum = new double[n];
    double[] signs = new double[n];
    double[] product = new double[n];
    for (int probe = 0; probe < probes; probe++) {
      for (int i = 0; i < n; i++) {
        signs[i] = random.nextBoolean() ? 1 : -1;
      }
      operator.apply(signs, product);
      for (int i = 0; i < n; i++) {
        sum[i] += signs[i] * product[i];
      }
    }
    return Vectors.scale(1.0 / probes, sum);
  }

  /**
   * Returns the entries with each group of neighbours replaced by its mean (Yao et al. 2021,
   * equation 10); the last group may be smaller.
   */
  public static double[] smoothed(double[] entries, int group) {
    if (group == 1) {
      return entries;
    }
    double[] smoothed = new double[entries.length];
    for (int from = 0; from < entries.length; from += group) {
      int to = Math.min(from + group, entries.length);
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += entries[i];
      }
      Arrays.fill(smoothed, from, to, sum / (to - from));
    }
    return smoothed;
  }
}

package dev.dupin.core.audit;

import java.util.Arrays;

/**
 * The derivative of a function of one variable with q values at 0, by central differences with
 * steps of every decade, each pair of them extrapolated (Richardson 1911). Long steps have a large
 * truncation error, short ones a large rounding error; in between neighbouring results agree best,
 * and their difference tells how well. For each value the steps are chosen on their own.
 *
 * @param differences of each step, from the longest to the shortest
 * @param measured the derivative of each value; NaN where no step gave a number
 * @param spread of the results around each; infinite where there is no number
 * @param uncertainty of each: the spread, and the least that rounding must add
 */
record Sweep(double[][] differences, double[] measured, double[] spread, double[] uncertainty) {

  /** Relative to the size of what is changed. */
  static final double[] STEPS = {1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};

  private static final double RATIO = 10;

  /** A function along a line. */
  interface Line {
    /** Returns the q values at that distance; they are not kept. */
    double[] at(double distance);
  }

  /**
   * Takes the differences: 16 values of the function.
   *
   * @param factor on every step
   */
  static Sweep of(Line line, double factor) {
    double[][] differences = new double[STEPS.length][];
    double[] sizes = new double[0];
    for (int k = 0; k < STEPS.length; k++) {
      double h = STEPS[k] * factor;
      double[] plus = line.at(h);
      double[] minus = line.at(-h);
      differences[k] = new double[plus.length];
      sizes = k == 0 ? new double[plus.length] : sizes;
      for (int i = 0; i < plus.length; i++) {
        differences[k][i] = (plus[i] - minus[i]) / (2 * h);
        double size = Math.max(Math.abs(plus[i]), Math.abs(minus[i]));
        sizes[i] = size > sizes[i] && size < Double.POSITIVE_INFINITY ? size : sizes[i];
      }
    }
    int q = sizes.length;
    Sweep sweep = new Sweep(differences, new double[q], new double[q], new double[q]);
    for (int i = 0; i < q; i++) {
      sweep.judge(i, sizes[i], factor);
    }
    return sweep;
  }

  private void judge(int i, double size, double factor) {
    double[] extrapolated = new double[STEPS.length];
    Arrays.fill(extrapolated, Double.NaN);
    for (int k = 1; k < STEPS.length; k++) {
      double shorter = differences[k][i];
      extrapolated[k] = shorter + (shorter - differences[k - 1][i]) / (RATIO * RATIO - 1);
    }
    measured[i] = Double.NaN;
    spread[i] = Double.POSITIVE_INFINITY;
    uncertainty[i] = Double.POSITIVE_INFINITY;
    for (int k = 2; k < STEPS.length; k++) {
      double change = Math.abs(extrapolated[k] - extrapolated[k - 1]);
      // Where rounding rules, the next change is ten times larger: a small one before was luck.
      double next = k + 1 < STEPS.length ? Math.abs(extrapolated[k + 1] - extrapolated[k]) : 0;
      double rounding = 0x1p-50 * (size + Math.abs(extrapolated[k])) / (STEPS[k] * factor);
      double around = Math.max(change, next / RATIO);
      double error = around + (Double.isNaN(rounding) ? 0 : rounding);
      if (error < uncertainty[i]) {
        spread[i] = around;
        uncertainty[i] = error;
        measured[i] = extrapolated[k];
      }
    }
  }
}

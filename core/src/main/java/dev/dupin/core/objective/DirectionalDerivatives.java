package dev.dupin.core.objective;

import java.util.Arrays;

/**
 * Exact derivatives of any order along a line: the numbers that tell a degenerate minimum from a
 * degenerate saddle, and the error of a Taylor model.
 */
public interface DirectionalDerivatives extends Structure {

  /**
   * Returns the derivatives of t -&gt; f(x + t v) at t = 0: entry k is D^k f(x)[v, …, v], not
   * divided by k!; entry 0 is f itself. A new array of {@code order + 1} entries, the caller's.
   *
   * @param v n entries; neither changed nor kept
   * @param order the highest derivative, at least 0; the cost grows as its square
   */
  double[] along(double[] v, int order);

  /**
   * Returns how far each entry of {@link #along} may be from exact arithmetic: by the rounding of
   * every operation, and by x, v and constants being rounded to doubles. An estimate that is rarely
   * too small; NaN where it is not known, as in every entry of the default. A new array of {@code
   * order + 1} entries, the caller's.
   *
   * @param v n entries; neither changed nor kept
   * @param order the highest derivative, at least 0
   */
  default double[] errors(double[] v, int order) {
    double[] unknown = new double[order + 1];
    Arrays.fill(unknown, Double.NaN);
    return unknown;
  }

  /** Counts each as a Hessian product, which one of order 2 costs about as much as. */
  @Override
  default Structure metered(Meter meter) {
    return new MeteredDirectionalDerivatives(this, meter);
  }
}

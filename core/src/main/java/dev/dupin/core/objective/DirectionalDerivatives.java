package dev.dupin.core.objective;

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

  /** Counts each as a Hessian product, which one of order 2 costs about as much as. */
  @Override
  default Structure metered(Meter meter) {
    return (DirectionalDerivatives)
        (v, order) -> {
          meter.hessianProduct();
          return along(v, order);
        };
  }
}

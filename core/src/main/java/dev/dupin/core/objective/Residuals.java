package dev.dupin.core.objective;

/**
 * A sum of squares, f = {@link #scale()} * sum of r_i^2: the m residuals r and their Jacobian J (m
 * x n). The scale is part of the structure since both the sum and the half sum of squares occur:
 * the gradient is 2 scale J'r, the Gauss-Newton matrix 2 scale J'J.
 */
public interface Residuals extends Structure {

  /** Returns the factor before the sum of squares, positive. */
  double scale();

  /** Returns the m residuals; frozen. */
  double[] values();

  /**
   * Fills {@code result} (m entries) with J v.
   *
   * @param v n entries; neither changed nor kept
   */
  void jacobian(double[] v, double[] result);

  /**
   * Fills {@code result} (n entries) with J'u.
   *
   * @param u m entries; neither changed nor kept
   */
  void transposed(double[] u, double[] result);

  /**
   * Returns J, m x n, row-major: computed on first use, the same array ever after; m n doubles of
   * memory.
   */
  double[] jacobianMatrix();

  /**
   * Returns the 2-norms of the n columns of J, for the scale-free gradient test. From the dense
   * Jacobian unless overridden, which every objective with a sparse one should.
   */
  default double[] columnNorms() {
    double[] jacobian = jacobianMatrix();
    int m = values().length;
    int n = m == 0 ? 0 : jacobian.length / m;
    double[] norms = new double[n];
    for (int j = 0; j < n; j++) {
      double norm = 0;
      for (int i = 0; i < m; i++) {
        norm = Math.hypot(norm, jacobian[i * n + j]);
      }
      norms[j] = norm;
    }
    return norms;
  }

  @Override
  default Structure metered(Meter meter) {
    return new MeteredResiduals(this, meter);
  }
}

package dev.dupin.objectives.functions;

import dev.dupin.core.linear.DenseSymmetric;

/**
 * A diagonal matrix: n multiplications a product.
 *
 * @param eigenvalues the diagonal, n numbers
 */
record DiagonalForm(double[] eigenvalues) implements QuadraticForm {

  @Override
  public int dimension() {
    return eigenvalues.length;
  }

  @Override
  public void apply(double[] v, double[] result) {
    for (int i = 0; i < eigenvalues.length; i++) {
      result[i] = eigenvalues[i] * v[i];
    }
  }

  @Override
  public DenseSymmetric matrix() {
    int n = eigenvalues.length;
    double[] values = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      values[i * (n + 1)] = eigenvalues[i];
    }
    return new DenseSymmetric(n, values);
  }
}

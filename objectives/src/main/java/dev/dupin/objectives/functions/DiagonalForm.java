package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
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

  @Override
  public void apply(Intervals v) {
    for (int i = 0; i < eigenvalues.length; i++) {
      Interval eigenvalue = IntervalArithmetic.ofConstant(eigenvalues[i]);
      IntervalVectors.set(v, i, IntervalArithmetic.multiply(eigenvalue, v.get(i)));
    }
  }

  @Override
  public Intervals matrixBounds() {
    return IntervalVectors.ofConstants(matrix().values());
  }
}

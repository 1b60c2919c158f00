package dev.dupin.objectives;

import dev.dupin.core.objective.Residuals;
import org.jspecify.annotations.Nullable;

/**
 * The Rosenbrock function as a sum of m = 2 (n - 1) squares: residual 2 i is 10 (x_{i+1} - x_i^2),
 * residual 2 i + 1 is 1 - x_i. Products with the Jacobian cost O(n).
 */
final class RosenbrockResiduals implements Residuals {

  private final double[] x;
  private double @Nullable [] values;
  private double @Nullable [] jacobian;

  RosenbrockResiduals(double[] x) {
    this.x = x;
  }

  private int count() {
    return 2 * (x.length - 1);
  }

  @Override
  public double scale() {
    return 1;
  }

  @Override
  public double[] values() {
    if (values == null) {
      double[] residuals = new double[count()];
      for (int i = 0; i + 1 < x.length; i++) {
        residuals[2 * i] = 10 * (x[i + 1] - x[i] * x[i]);
        residuals[2 * i + 1] = 1 - x[i];
      }
      values = residuals;
    }
    return values;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    for (int i = 0; i + 1 < x.length; i++) {
      result[2 * i] = 10 * v[i + 1] - 20 * x[i] * v[i];
      result[2 * i + 1] = -v[i];
    }
  }

  @Override
  public void transposed(double[] u, double[] result) {
    int last = x.length - 1;
    double fromBefore = 0; // of the bend before: 10 u
    for (int i = 0; i < last; i++) {
      result[i] = fromBefore - 20 * x[i] * u[2 * i] - u[2 * i + 1];
      fromBefore = 10 * u[2 * i];
    }
    result[last] = fromBefore;
  }

  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      int n = x.length;
      double[] matrix = new double[Math.multiplyExact(count(), n)];
      for (int i = 0; i + 1 < n; i++) {
        int bend = 2 * i * n;
        matrix[bend + i] = -20 * x[i];
        matrix[bend + i + 1] = 10;
        matrix[bend + n + i] = -1;
      }
      jacobian = matrix;
    }
    return jacobian;
  }

  @Override
  public double[] columnNorms() {
    int last = x.length - 1;
    double[] norms = new double[x.length];
    for (int i = 0; i < last; i++) {
      // The bend before adds 10^2, the distance 1.
      norms[i] = Math.sqrt(400 * x[i] * x[i] + (i == 0 ? 1 : 101));
    }
    norms[last] = 10;
    return norms;
  }
}

package dev.dupin.objectives;

import dev.dupin.core.objective.Residuals;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Rosenbrock function as a sum of squares, two a term: residual 2 k is 10 (x_{i+1} - x_i^2),
 * residual 2 k + 1 is 1 - x_i, where term k starts at i. Products with the Jacobian cost O(n).
 */
final class RosenbrockResiduals implements Residuals {

  private final double[] x;
  private final int stride;
  private double @Nullable [] values;
  private double @Nullable [] jacobian;

  RosenbrockResiduals(double[] x, int stride) {
    this.x = x;
    this.stride = stride;
  }

  private int terms() {
    return stride == 1 ? x.length - 1 : x.length / 2;
  }

  @Override
  public double scale() {
    return 1;
  }

  @Override
  public double[] values() {
    if (values == null) {
      double[] residuals = new double[2 * terms()];
      for (int k = 0; k < terms(); k++) {
        int i = k * stride;
        residuals[2 * k] = 10 * (x[i + 1] - x[i] * x[i]);
        residuals[2 * k + 1] = 1 - x[i];
      }
      values = residuals;
    }
    return values;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    for (int k = 0; k < terms(); k++) {
      int i = k * stride;
      result[2 * k] = 10 * v[i + 1] - 20 * x[i] * v[i];
      result[2 * k + 1] = -v[i];
    }
  }

  @Override
  public void transposed(double[] u, double[] result) {
    Arrays.fill(result, 0);
    for (int k = 0; k < terms(); k++) {
      int i = k * stride;
      result[i] = result[i] - 20 * x[i] * u[2 * k] - u[2 * k + 1];
      result[i + 1] = 10 * u[2 * k];
    }
  }

  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      int n = x.length;
      double[] matrix = new double[Math.multiplyExact(2 * terms(), n)];
      for (int k = 0; k < terms(); k++) {
        int i = k * stride;
        int bend = 2 * k * n;
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
    double[] norms = new double[x.length]; // at first squared
    for (int k = 0; k < terms(); k++) {
      int i = k * stride;
      norms[i] += 400 * x[i] * x[i] + 1;
      norms[i + 1] += 100;
    }
    for (int i = 0; i < norms.length; i++) {
      norms[i] = Math.sqrt(norms[i]);
    }
    return norms;
  }
}

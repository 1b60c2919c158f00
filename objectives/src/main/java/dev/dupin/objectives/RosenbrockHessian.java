package dev.dupin.objectives;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The tridiagonal Hessian of the Rosenbrock function at one point, read off the point itself. */
final class RosenbrockHessian {

  private final double[] x;
  private final int stride;
  private @Nullable DenseSymmetric matrix;

  RosenbrockHessian(double[] x, int stride) {
    this.x = x;
    this.stride = stride;
  }

  /** Fills {@code result} with H v. */
  void apply(double[] v, double[] result) {
    Arrays.fill(result, 0);
    for (int i = 0; i + 1 < x.length; i += stride) {
      result[i] = result[i] + upper(i) * v[i] + off(i) * v[i + 1];
      result[i + 1] = 200 * v[i + 1] + off(i) * v[i];
    }
  }

  /** What term i adds to entry (i, i). To (i + 1, i + 1) it adds 200. */
  private double upper(int i) {
    return 1200 * x[i] * x[i] - 400 * x[i + 1] + 2;
  }

  /** Entry (i, i + 1). */
  private double off(int i) {
    return -400 * x[i];
  }

  /** Returns H; n^2 doubles. */
  DenseSymmetric matrix() {
    if (matrix == null) {
      int n = x.length;
      double[] values = new double[Math.multiplyExact(n, n)];
      for (int i = 0; i + 1 < n; i += stride) {
        int diagonal = i * (n + 1);
        values[diagonal] += upper(i);
        values[diagonal + n + 1] = 200;
        values[diagonal + 1] = off(i);
        values[diagonal + n] = off(i);
      }
      matrix = new DenseSymmetric(n, values);
    }
    return matrix;
  }
}

package dev.dupin.curvature.dense;

import dev.dupin.core.linear.Vectors;
import java.util.Optional;

/**
 * The Cholesky factor of a small positive definite matrix, such as those of a limited-memory
 * method: n^3/6 multiplications, n^2 for a solution.
 */
public final class Cholesky {

  private final int n;
  private final double[] factor;

  private Cholesky(int n, double[] factor) {
    this.n = n;
    this.factor = factor;
  }

  /**
   * Factors a matrix; empty where it is not positive definite to within rounding, or not finite.
   *
   * @param matrix n x n entries, row-major; the lower triangle is read, nothing is kept
   */
  public static Optional<Cholesky> of(int n, double[] matrix) {
    double[] factor = matrix.clone();
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = factor[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= factor[i * n + k] * factor[j * n + k];
        }
        if (i > j) {
          factor[i * n + j] = sum / factor[j * n + j];
        } else if (sum > PIVOT * matrix[j * n + j]) {
          factor[j * n + j] = Math.sqrt(sum);
        } else {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Cholesky(n, factor));
  }

  /** A pivot below this part of its diagonal entry is all rounding; eps, for a handful of rows. */
  private static final double PIVOT = 0x1p-50;

  /**
   * Overwrites rows, of any one length, with the rows of C^-1 times them, where C is the factor.
   *
   * @param rows n rows
   */
  public void forward(double[][] rows) {
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        Vectors.addScaled(rows[i], -factor[i * n + k], rows[k]);
      }
      double pivot = factor[i * n + i];
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] /= pivot;
      }
    }
  }

  /** Overwrites {@code x}, the right-hand side, with the solution. */
  public void solve(double[] x) {
    for (int i = 0; i < n; i++) {
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * n + k] * x[k];
      }
      x[i] = sum / factor[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = x[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k * n + i] * x[k];
      }
      x[i] = sum / factor[i * n + i];
    }
  }
}

package dev.dupin.objectives.functions;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Arrays;

/** Eigenvalues of small symmetric matrices by the method of Jacobi (1846), in cyclic order. */
public final class Spectrum {

  /** Quadratically convergent; a handful of sweeps would do for matrices of a dozen rows. */
  private static final int SWEEPS = 30;

  private Spectrum() {}

  /** Returns the eigenvalues, ascending. */
  public static double[] of(DenseSymmetric matrix) {
    int n = matrix.n();
    double[][] a = new double[n][];
    for (int i = 0; i < n; i++) {
      a[i] = Arrays.copyOfRange(matrix.values(), i * n, (i + 1) * n);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, p, q);
        }
      }
    }
    double[] values = new double[n];
    Arrays.setAll(values, i -> a[i][i]);
    Arrays.sort(values);
    return values;
  }

  /** Golub and Van Loan 2013, "Matrix Computations", section 8.5.2. */
  private static void rotate(double[][] a, int p, int q) {
    if (a[p][q] == 0) {
      return;
    }
    double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
    double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.hypot(1, tau));
    double c = 1 / Math.hypot(1, t);
    double s = t * c;
    for (int k = 0; k < a.length; k++) {
      double left = a[k][p];
      double right = a[k][q];
      a[k][p] = c * left - s * right;
      a[k][q] = s * left + c * right;
    }
    for (int k = 0; k < a.length; k++) {
      double above = a[p][k];
      double below = a[q][k];
      a[p][k] = c * above - s * below;
      a[q][k] = s * above + c * below;
    }
  }
}

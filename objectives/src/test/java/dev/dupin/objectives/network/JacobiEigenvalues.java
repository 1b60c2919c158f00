package dev.dupin.objectives.network;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Arrays;

/**
 * All eigenvalues of a small symmetric matrix by Jacobi's rotations (Golub and Van Loan 2013,
 * "Matrix computations", section 8.5): a method of a few lines, to test against.
 */
final class JacobiEigenvalues {

  private JacobiEigenvalues() {}

  /** Returns the eigenvalues in ascending order. */
  static double[] of(DenseSymmetric matrix) {
    int n = matrix.n();
    double[] a = matrix.values().clone();
    for (int sweep = 0; sweep < 50 && offDiagonal(a, n) > 0; sweep++) {
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          rotate(a, n, p, q);
        }
      }
    }
    double[] eigenvalues = new DenseSymmetric(n, a).diagonal();
    Arrays.sort(eigenvalues);
    return eigenvalues;
  }

  private static double offDiagonal(double[] a, int n) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += k / n == k % n ? 0 : a[k] * a[k];
    }
    return sum;
  }

  /** Makes the entry (p, q) zero. */
  private static void rotate(double[] a, int n, int p, int q) {
    if (a[p * n + q] == 0) {
      return;
    }
    double tau = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q]);
    double t = Math.copySign(1, tau) / (Math.abs(tau) + Math.sqrt(1 + tau * tau));
    double c = 1 / Math.sqrt(1 + t * t);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      double kp = a[k * n + p];
      double kq = a[k * n + q];
      a[k * n + p] = c * kp - s * kq;
      a[k * n + q] = s * kp + c * kq;
    }
    for (int k = 0; k < n; k++) {
      double pk = a[p * n + k];
      double qk = a[q * n + k];
      a[p * n + k] = c * pk - s * qk;
      a[q * n + k] = s * pk + c * qk;
    }
    a[p * n + q] = 0;
    a[q * n + p] = 0;
  }
}

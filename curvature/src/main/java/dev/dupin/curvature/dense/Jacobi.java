package dev.dupin.curvature.dense;

import dev.dupin.core.linear.NumericalFailureException;

/**
 * The cyclic Jacobi method for small symmetric matrices (Golub and Van Loan 2013, "Matrix
 * computations", section 8.5): a few sweeps over all pairs of rows, each sweep about 4 n^3
 * multiplications. It finds tiny eigenvalues of positive definite matrices to high relative
 * accuracy (Demmel and Veselic 1992).
 */
final class Jacobi {

  private static final double EPS = 0x1p-52;

  /** Convergence is quadratic: ten sweeps are many. */
  private static final int MAX_SWEEPS = 40;

  private final int n;
  private final double[] a;
  private final double[] vectors;

  private Jacobi(int n, double[] a) {
    this.n = n;
    this.a = a;
    vectors = new double[n * n];
    for (int i = 0; i < n; i++) {
      vectors[i * n + i] = 1;
    }
  }

  /**
   * Diagonalises a matrix in place.
   *
   * @param a n x n entries, finite; its diagonal becomes the eigenvalues
   * @return the eigenvectors, row by row
   */
  static double[] diagonalise(int n, double[] a) {
    Jacobi jacobi = new Jacobi(n, a);
    for (int sweep = 0; sweep < MAX_SWEEPS; sweep++) {
      if (!jacobi.sweep()) {
        return jacobi.vectors;
      }
    }
    throw new NumericalFailureException(
        "Jacobi's method did not diagonalise a "
            + n
            + " x "
            + n
            + " matrix in "
            + MAX_SWEEPS
            + " sweeps");
  }

  /** Returns whether anything was left to rotate. */
  private boolean sweep() {
    boolean rotated = false;
    for (int p = 0; p < n; p++) {
      for (int q = p + 1; q < n; q++) {
        double off = a[p * n + q];
        double diagonal = Math.sqrt(Math.abs(a[p * n + p])) * Math.sqrt(Math.abs(a[q * n + q]));
        if (Math.abs(off) > EPS * diagonal) {
          rotate(p, q, off);
          rotated = true;
        }
      }
    }
    return rotated;
  }

  /** Makes the entry (p, q) zero by the smaller of the two angles that do. */
  private void rotate(int p, int q, double off) {
    double theta = (a[q * n + q] - a[p * n + p]) / (2 * off);
    double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.hypot(theta, 1));
    double cosine = 1 / Math.hypot(tangent, 1);
    double sine = tangent * cosine;
    a[p * n + p] -= tangent * off;
    a[q * n + q] += tangent * off;
    a[p * n + q] = 0;
    a[q * n + p] = 0;
    for (int i = 0; i < n; i++) {
      if (i != p && i != q) {
        double ip = a[i * n + p];
        double iq = a[i * n + q];
        double newP = cosine * ip - sine * iq;
        double newQ = sine * ip + cosine * iq;
        a[i * n + p] = newP;
        a[p * n + i] = newP;
        a[i * n + q] = newQ;
        a[q * n + i] = newQ;
      }
    }
    for (int i = 0; i < n; i++) {
      double vp = vectors[p * n + i];
      double vq = vectors[q * n + i];
      vectors[p * n + i] = cosine * vp - sine * vq;
      vectors[q * n + i] = sine * vp + cosine * vq;
    }
  }
}

package dev.dupin.objectives.regression;

import dev.dupin.core.linear.DenseSymmetric;

/** A textbook Cholesky solver: the plain twin of what is tested. */
final class Cholesky {

  private Cholesky() {}

  static double[] solve(DenseSymmetric matrix, double[] rhs) {
    int n = matrix.n();
    double[][] l = new double[n][n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = matrix.get(i, j);
        for (int k = 0; k < j; k++) {
          sum -= l[i][k] * l[j][k];
        }
        l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
      }
    }
    double[] x = rhs.clone();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= l[i][k] * x[k];
      }
      x[i] /= l[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k < n; k++) {
        x[i] -= l[k][i] * x[k];
      }
      x[i] /= l[i][i];
    }
    return x;
  }
}

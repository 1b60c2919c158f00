package dev.dupin.curvature;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.Cholesky;
import java.util.Optional;

/**
 * Solves with c G'G + D by the formula of Woodbury (1950), where G has few rows and D is diagonal
 * and positive:
 *
 * <pre>(c G'G + D)^-1 = D^-1 - D^-1 G' (I / c + G D^-1 G')^-1 G D^-1</pre>
 */
record LowRankInverse(double[][] rows, double[] diagonal, Cholesky middle) implements Inverse {

  /**
   * Factors the matrix in the middle: m^2 n / 2 multiplications for m rows.
   *
   * @return empty where an entry of D is not positive, or so small that the matrix in the middle is
   *     singular to working precision
   */
  static Optional<Inverse> of(double[][] rows, double factor, double[] diagonal) {
    for (double entry : diagonal) {
      if (!(entry > 0)) {
        return Optional.empty();
      }
    }
    int m = rows.length;
    double[] middle = new double[m * m];
    double[] scaled = new double[diagonal.length];
    for (int i = 0; i < m; i++) {
      divide(rows[i], diagonal, scaled);
      for (int j = 0; j <= i; j++) {
        middle[i * m + j] = Vectors.dot(rows[j], scaled);
      }
      middle[i * m + i] += 1 / factor;
    }
    return Cholesky.of(m, middle).map(cholesky -> new LowRankInverse(rows, diagonal, cholesky));
  }

  private static void divide(double[] vector, double[] diagonal, double[] result) {
    for (int j = 0; j < result.length; j++) {
      result[j] = vector[j] / diagonal[j];
    }
  }

  @Override
  public void solve(double[] rhs, double[] result) {
    divide(rhs, diagonal, result);
    double[] along = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      along[i] = Vectors.dot(rows[i], result);
    }
    middle.solve(along);
    double[] correction = new double[rhs.length];
    for (int i = 0; i < rows.length; i++) {
      Vectors.addScaled(correction, along[i], rows[i]);
    }
    for (int j = 0; j < result.length; j++) {
      result[j] -= correction[j] / diagonal[j];
    }
  }
}

package dev.dupin.curvature.sketch;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.Cholesky;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.random.RandomGenerator;

/**
 * The stabilised Nyström approximation A W (W'A W)^-1 W'A of a positive semidefinite A (Tropp,
 * Yurtsever, Udell and Cevher 2017, algorithm 3): A is moved by a multiple of the identity of the
 * size of its rounding, so that the matrix in the middle can be factored, and the eigenvalues are
 * moved back.
 */
record Nystrom(RandomGenerator random) implements Sketch {

  private static final double EPS = 0x1p-52;

  @Override
  public Pairs of(SymmetricOperator operator, int rank) {
    int n = operator.dimension();
    OrthonormalBasis directions = new OrthonormalBasis(rank);
    for (int k = 0; k < rank; k++) {
      directions.add(Sketch.normal(n, random));
    }
    double[][] w = directions.vectors();
    double[][] products = new double[w.length][n];
    double square = 0;
    for (int k = 0; k < w.length; k++) {
      operator.apply(w[k], products[k]);
      square = Math.hypot(square, Vectors.norm(products[k]));
    }
    double move = Math.sqrt(n) * EPS * square;
    for (int k = 0; k < w.length; k++) {
      Vectors.addScaled(products[k], move, w[k]);
    }
    return square == 0 ? new Pairs(new double[w.length], w) : pairs(halved(w, products), move);
  }

  /** Returns the rows of C^-1 Y', where C C' = W'Y: then A is about their square. */
  private static double[][] halved(double[][] w, double[][] products) {
    int m = w.length;
    double[] middle = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j <= i; j++) {
        middle[i * m + j] = 0.5 * (Vectors.dot(w[i], products[j]) + Vectors.dot(w[j], products[i]));
      }
    }
    Cholesky factor =
        Cholesky.of(m, middle)
            .orElseThrow(
                () ->
                    new NumericalFailureException(
                        "the Nyström sketch met negative curvature, or products that are not"
                            + " finite: its Hessian is not positive semidefinite"));
    factor.forward(products);
    return products;
  }

  /** Returns the eigenpairs of B'B for rows B: by B' = Q R, and those of R R'. */
  private static Pairs pairs(double[][] rows, double move) {
    OrthonormalBasis basis = new OrthonormalBasis(rows.length);
    for (double[] row : rows) {
      basis.add(row);
    }
    double[][] q = basis.vectors();
    int m = q.length;
    double[] square = new double[m * m];
    double[] coordinates = new double[m];
    for (double[] row : rows) {
      for (int i = 0; i < m; i++) {
        coordinates[i] = Vectors.dot(q[i], row);
      }
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < m; j++) {
          square[i * m + j] += coordinates[i] * coordinates[j];
        }
      }
    }
    DenseEigen eigen = DenseEigen.of(new DenseSymmetric(m, square));
    double[] values = new double[m];
    double[][] vectors = new double[m][];
    for (int k = 0; k < m; k++) {
      values[k] = Math.max(0, eigen.value(k) - move);
      vectors[k] = basis.combine(eigen.vector(k));
    }
    return new Pairs(values, vectors);
  }
}

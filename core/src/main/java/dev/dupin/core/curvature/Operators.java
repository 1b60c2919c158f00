package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Optional;
import java.util.Set;

/** Symmetric operators made from matrices and from one another. */
public final class Operators {

  private Operators() {}

  /** Returns the operator of a dense matrix: n^2 multiplications a product. */
  public static SymmetricOperator dense(DenseSymmetric matrix, Set<Trait> traits) {
    return new DenseOperator(matrix, traits);
  }

  /**
   * Returns the dense matrix of an operator, by n products with unit vectors; the two triangles are
   * averaged.
   */
  static DenseSymmetric denseByProducts(SymmetricOperator operator) {
    int n = operator.dimension();
    double[] values = new double[Math.multiplyExact(n, n)];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      operator.apply(unit, column);
      unit[j] = 0;
      System.arraycopy(column, 0, values, j * n, n);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (values[i * n + j] + values[j * n + i]);
        values[i * n + j] = mean;
        values[j * n + i] = mean;
      }
    }
    return new DenseSymmetric(n, values);
  }

  private record DenseOperator(DenseSymmetric matrix, Set<Trait> traits)
      implements SymmetricOperator {

    @Override
    public int dimension() {
      return matrix.n();
    }

    @Override
    public void apply(double[] v, double[] result) {
      matrix.apply(v, result);
    }

    @Override
    public Optional<double[]> diagonal() {
      return Optional.of(matrix.diagonal());
    }

    @Override
    public DenseSymmetric toDense() {
      return matrix;
    }
  }
}

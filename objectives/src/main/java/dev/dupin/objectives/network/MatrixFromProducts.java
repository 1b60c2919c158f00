package dev.dupin.objectives.network;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import org.jspecify.annotations.Nullable;

/** The dense Hessian, column by column: n products. */
final class MatrixFromProducts implements HessianMatrix {

  private final int n;
  private final HessianProducts products;
  private @Nullable DenseSymmetric matrix;

  MatrixFromProducts(int n, HessianProducts products) {
    this.n = n;
    this.products = products;
  }

  @Override
  public DenseSymmetric matrix() {
    if (matrix == null) {
      double[] values = new double[Math.multiplyExact(n, n)];
      double[] unit = new double[n];
      double[] column = new double[n];
      for (int j = 0; j < n; j++) {
        unit[j] = 1;
        products.apply(unit, column);
        unit[j] = 0;
        // The part from the diagonal on is used for both triangles, which then agree in every bit.
        for (int i = j; i < n; i++) {
          values[i * n + j] = column[i];
          values[j * n + i] = column[i];
        }
      }
      matrix = new DenseSymmetric(n, values);
    }
    return matrix;
  }
}

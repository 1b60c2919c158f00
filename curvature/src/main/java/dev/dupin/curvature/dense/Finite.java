package dev.dupin.curvature.dense;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;

/** Refuses matrices and products that are not finite, in words that say which. */
public final class Finite {

  private Finite() {}

  /**
   * Checks a product with a finite vector.
   *
   * @param name of the matrix, completing "the product of the …"
   * @throws NumericalFailureException if v is finite and the product is not
   */
  public static void requireProduct(String name, double[] v, double[] product) {
    if (!Vectors.isFinite(product) && Vectors.isFinite(v)) {
      throw new NumericalFailureException(
          "the product of the "
              + name
              + " with a finite vector of length "
              + Vectors.norm(v)
              + " is not finite");
    }
  }

  /**
   * Returns the matrix.
   *
   * @param name of the matrix, completing "the …"
   * @throws NumericalFailureException if an entry is not finite: it is named
   */
  public static DenseSymmetric require(String name, DenseSymmetric matrix) {
    if (matrix.isFinite()) {
      return matrix;
    }
    for (int i = 0; i < matrix.n(); i++) {
      for (int j = 0; j < matrix.n(); j++) {
        if (!Double.isFinite(matrix.get(i, j))) {
          throw new NumericalFailureException(
              "the "
                  + name
                  + " is not finite: its entry in row "
                  + i
                  + ", column "
                  + j
                  + " (counted from 0) is "
                  + matrix.get(i, j));
        }
      }
    }
    return matrix;
  }
}

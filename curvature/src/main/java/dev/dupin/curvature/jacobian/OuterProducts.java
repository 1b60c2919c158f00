package dev.dupin.curvature.jacobian;

/** Products with block-diagonal matrices whose blocks are s s'. */
final class OuterProducts {

  private OuterProducts() {}

  /**
   * Adds weight * s_i (s_i'u_i) to every block i of the result.
   *
   * @param vectors the s_i, one after the other
   * @param width the length of each
   */
  static void addSquares(double weight, double[] vectors, int width, double[] u, double[] result) {
    for (int from = 0; from < vectors.length; from += width) {
      double along = 0;
      for (int k = from; k < from + width; k++) {
        along += vectors[k] * u[k];
      }
      along *= weight;
      for (int k = from; k < from + width; k++) {
        result[k] += along * vectors[k];
      }
    }
  }
}

package dev.dupin.curvature.kronecker;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.MatrixProducts;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.dense.Symmetric;
import java.util.Arrays;

/**
 * The eigenvectors of the two factors of a layer: in their basis S (x) A is diagonal.
 *
 * @param outputs eigenvectors of S, the rows of a rows x rows matrix
 * @param outputValues eigenvalues of S, not negative
 * @param inputs eigenvectors of A, the rows of a columns x columns matrix
 * @param inputValues eigenvalues of A, not negative
 */
record Basis(double[] outputs, double[] outputValues, double[] inputs, double[] inputValues) {

  /**
   * Decomposes the factors of a layer: about 9 (rows^3 + columns^3) multiplications.
   *
   * @param factors A and then S, from {@code at}
   * @param weight what the factors are divided by
   */
  static Basis of(Layer layer, double[] factors, int at, double weight) {
    int inputEntries = layer.columns() * layer.columns();
    DenseEigen inputs = eigen(layer.columns(), factors, at, weight);
    DenseEigen outputs = eigen(layer.rows(), factors, at + inputEntries, weight);
    return new Basis(outputs.vectors(), values(outputs), inputs.vectors(), values(inputs));
  }

  private static DenseEigen eigen(int n, double[] factors, int at, double weight) {
    double[] factor = Arrays.copyOfRange(factors, at, at + n * n);
    for (int i = 0; i < factor.length; i++) {
      factor[i] /= weight;
    }
    return DenseEigen.of(symmetric(n, factor));
  }

  private static DenseSymmetric symmetric(int n, double[] square) {
    return Symmetric.average(n, square);
  }

  /** A mean of squares has no negative eigenvalue but by rounding. */
  private static double[] values(DenseEigen eigen) {
    double[] values = new double[eigen.dimension()];
    for (int k = 0; k < values.length; k++) {
      values[k] = Math.max(0, eigen.value(k));
    }
    return values;
  }

  /** Returns U V W', the coordinates of a matrix V of weights; rows x columns entries. */
  double[] coordinates(Layer layer, double[] v, int at) {
    int rows = layer.rows();
    int columns = layer.columns();
    double[] half = new double[rows * columns];
    MatrixProducts.addProduct(rows, columns, rows, outputs, 0, v, at, half, 0);
    double[] coordinates = new double[rows * columns];
    MatrixProducts.addProductTransposed(rows, columns, columns, half, 0, inputs, 0, coordinates, 0);
    return coordinates;
  }

  /** Fills the layer's entries of {@code result} with the matrix of these coordinates. */
  void combine(Layer layer, double[] coordinates, double[] result) {
    int rows = layer.rows();
    int columns = layer.columns();
    double[] half = new double[rows * columns];
    MatrixProducts.addTransposedProduct(rows, columns, rows, outputs, 0, coordinates, 0, half, 0);
    Arrays.fill(result, layer.offset(), layer.offset() + layer.size(), 0);
    MatrixProducts.addProduct(rows, columns, columns, half, 0, inputs, 0, result, layer.offset());
  }
}

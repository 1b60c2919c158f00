package dev.dupin.curvature.shampoo;

import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.dense.Symmetric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The roots of a tile's statistics, one for every mode: the 2k-th root of each of k. Their
 * Kronecker product is what stands for the Hessian of the tile.
 *
 * @param vectors for every mode the eigenvectors, the rows of a square matrix
 * @param values for every mode the eigenvalues of the root, positive
 */
record Roots(Tile tile, List<double[]> vectors, List<double[]> values) {

  /**
   * Decomposes the statistics: about 9 times the sum of the cubes of the extents multiplications.
   *
   * @param statistics the modes' matrices, from {@code at}
   * @param epsilon added to the eigenvalues, as a part of the largest of the mode
   */
  static Roots of(Tile tile, double[] statistics, int at, double epsilon) {
    List<double[]> vectors = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    int from = at;
    for (int extent : tile.extents()) {
      double[] matrix = Arrays.copyOfRange(statistics, from, from + extent * extent);
      DenseEigen eigen = DenseEigen.of(Symmetric.average(extent, matrix));
      vectors.add(eigen.vectors());
      values.add(roots(eigen, epsilon, 1.0 / (2 * tile.order())));
      from += extent * extent;
    }
    return new Roots(tile, vectors, values);
  }

  /** Where the gradients have been zero so far there is nothing to scale by. */
  private static double[] roots(DenseEigen eigen, double epsilon, double power) {
    double[] roots = new double[eigen.dimension()];
    double largest = eigen.norm();
    for (int k = 0; k < roots.length; k++) {
      double raised = Math.max(0, eigen.value(k)) + epsilon * largest; // negative by rounding alone
      roots[k] = largest > 0 ? Math.pow(raised, power) : 1;
    }
    return roots;
  }

  /** Returns the eigenvalues of the Kronecker product, in the order of the tile's entries. */
  double[] products() {
    return tile.outer(values);
  }

  /** Returns the coordinates of a tensor in the eigenbasis. */
  double[] coordinates(double[] tensor) {
    double[] coordinates = tensor;
    for (int mode = 0; mode < tile.order(); mode++) {
      coordinates = tile.along(mode, vectors.get(mode), false, coordinates);
    }
    return coordinates;
  }

  /** Returns the tensor of these coordinates. */
  double[] combined(double[] coordinates) {
    double[] tensor = coordinates;
    for (int mode = 0; mode < tile.order(); mode++) {
      tensor = tile.along(mode, vectors.get(mode), true, tensor);
    }
    return tensor;
  }

  /** Returns the diagonal of the Kronecker product, in the order of the tile's entries. */
  double[] diagonal() {
    List<double[]> diagonals = new ArrayList<>();
    for (int mode = 0; mode < tile.order(); mode++) {
      double[] basis = vectors.get(mode);
      double[] roots = values.get(mode);
      int extent = roots.length;
      double[] diagonal = new double[extent];
      for (int k = 0; k < extent; k++) {
        for (int i = 0; i < extent; i++) {
          double entry = basis[k * extent + i];
          diagonal[i] += roots[k] * entry * entry;
        }
      }
      diagonals.add(diagonal);
    }
    return tile.outer(diagonals);
  }
}

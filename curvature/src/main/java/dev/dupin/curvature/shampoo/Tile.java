package dev.dupin.curvature.shampoo;

import dev.dupin.core.linear.MatrixProducts;
import dev.dupin.core.objective.ParameterBlocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A tensor of parameters that is preconditioned by itself: a parameter block, or a piece of one
 * whose extents are too large.
 *
 * @param block which parameter block it belongs to
 * @param extents of its modes
 * @param entries where its entries, row-major, lie in the parameter vector
 */
public record Tile(int block, int[] extents, int[] entries) {

  /**
   * Cuts the parameters into tiles.
   *
   * @param n the number of parameters
   * @param blocks how they belong together; without, all of them are one vector
   * @param cap the largest extent of a tile; a longer mode is cut into pieces of that length and
   *     one with the rest
   */
  static List<Tile> of(int n, Optional<ParameterBlocks> blocks, int cap) {
    List<Tile> tiles = new ArrayList<>();
    if (blocks.isEmpty()) {
      addPieces(tiles, 0, 0, new int[] {n}, cap);
      return tiles;
    }
    ParameterBlocks known = blocks.get();
    for (int block = 0; block < known.blocks(); block++) {
      addPieces(tiles, block, known.offset(block), squeezed(known.shape(block)), cap);
    }
    return tiles;
  }

  /** A mode of one entry has nothing to precondition, and would change the root of the others. */
  private static int[] squeezed(int[] shape) {
    int[] squeezed = Arrays.stream(shape).filter(extent -> extent != 1).toArray();
    return squeezed.length == 0 ? new int[] {1} : squeezed;
  }

  private static void addPieces(List<Tile> tiles, int block, int offset, int[] shape, int cap) {
    int[] corner = new int[shape.length];
    do {
      int[] extents = new int[shape.length];
      for (int mode = 0; mode < shape.length; mode++) {
        extents[mode] = Math.min(cap, shape[mode] - corner[mode]);
      }
      tiles.add(new Tile(block, extents, entries(offset, shape, corner, extents)));
    } while (advance(corner, shape, cap));
  }

  /** Moves on to the next corner, the last mode fastest; false after the last one. */
  private static boolean advance(int[] corner, int[] shape, int cap) {
    for (int mode = shape.length - 1; mode >= 0; mode--) {
      if (shape[mode] - corner[mode] > cap) {
        corner[mode] += cap;
        return true;
      }
      corner[mode] = 0;
    }
    return false;
  }

  private static int[] entries(int offset, int[] shape, int[] corner, int[] extents) {
    int[] entries = {offset};
    for (int mode = 0; mode < shape.length; mode++) {
      int[] longer = new int[entries.length * extents[mode]];
      int stride = 1;
      for (int inner = mode + 1; inner < shape.length; inner++) {
        stride *= shape[inner];
      }
      for (int i = 0; i < longer.length; i++) {
        longer[i] = entries[i / extents[mode]] + (corner[mode] + i % extents[mode]) * stride;
      }
      entries = longer;
    }
    return entries;
  }

  int order() {
    return extents.length;
  }

  int size() {
    return entries.length;
  }

  /** Returns the number of entries of the square matrices of all modes. */
  public long statisticEntries() {
    return Arrays.stream(extents).mapToLong(extent -> (long) extent * extent).sum();
  }

  /** Returns the tile's entries of a parameter vector, in a new array. */
  double[] gather(double[] vector) {
    double[] tensor = new double[size()];
    for (int i = 0; i < tensor.length; i++) {
      tensor[i] = vector[entries[i]];
    }
    return tensor;
  }

  /** Writes the tile's entries of a parameter vector. */
  void scatter(double[] tensor, double[] vector) {
    for (int i = 0; i < tensor.length; i++) {
      vector[entries[i]] = tensor[i];
    }
  }

  /**
   * Writes the statistics of a gradient: for every mode M M', where M is the gradient with that
   * mode as its rows and all others as its columns. Takes size times the sum of the extents
   * multiplications.
   *
   * @param tensor the tile's entries of the gradient
   * @param at where in {@code result} the first mode's matrix begins; the others follow
   */
  void statistics(double[] tensor, double[] result, int at) {
    int from = at;
    for (int mode = 0; mode < order(); mode++) {
      int extent = extents[mode];
      int right = right(mode);
      if (right == 1) {
        int rows = size() / extent;
        MatrixProducts.addTransposedProduct(
            extent, extent, rows, tensor, 0, tensor, 0, result, from);
      } else {
        for (int slice = 0; slice < size(); slice += extent * right) {
          MatrixProducts.addProductTransposed(
              extent, extent, right, tensor, slice, tensor, slice, result, from);
        }
      }
      from += extent * extent;
    }
  }

  /**
   * Returns the tensor with a matrix applied along a mode; size times the extent multiplications.
   *
   * @param matrix extent x extent, row-major
   * @param transposed whether its transpose is applied
   */
  double[] along(int mode, double[] matrix, boolean transposed, double[] tensor) {
    int extent = extents[mode];
    int right = right(mode);
    double[] product = new double[tensor.length];
    if (right == 1) {
      int rows = size() / extent;
      if (transposed) {
        MatrixProducts.addProduct(rows, extent, extent, tensor, 0, matrix, 0, product, 0);
      } else {
        MatrixProducts.addProductTransposed(rows, extent, extent, tensor, 0, matrix, 0, product, 0);
      }
      return product;
    }
    for (int slice = 0; slice < tensor.length; slice += extent * right) {
      if (transposed) {
        MatrixProducts.addTransposedProduct(
            extent, right, extent, matrix, 0, tensor, slice, product, slice);
      } else {
        MatrixProducts.addProduct(extent, right, extent, matrix, 0, tensor, slice, product, slice);
      }
    }
    return product;
  }

  /**
   * Returns the tensor of products of one factor a mode, such as the diagonal of a Kronecker
   * product from those of its factors.
   *
   * @param factors for each mode as many as it has entries
   */
  double[] outer(List<double[]> factors) {
    double[] products = {1};
    for (double[] factor : factors) {
      double[] longer = new double[products.length * factor.length];
      for (int i = 0; i < longer.length; i++) {
        longer[i] = products[i / factor.length] * factor[i % factor.length];
      }
      products = longer;
    }
    return products;
  }

  /** Returns how many entries lie between two neighbours along a mode. */
  private int right(int mode) {
    int right = 1;
    for (int inner = mode + 1; inner < order(); inner++) {
      right *= extents[inner];
    }
    return right;
  }
}

package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The Lanczos process with a bounded basis (Wu and Simon 2000, "Thick-restart Lanczos method for
 * large symmetric eigenvalue problems"): when the basis is full, it is replaced by the Ritz vectors
 * at both ends of the spectrum, and goes on from the same residual.
 *
 * <p>Every new vector is orthogonalised against the whole basis, twice, as in {@link Lanczos}; so
 * the projected matrix is computed as it is rather than assumed to be tridiagonal, which it is not
 * after a restart. Where the basis spans an invariant space, a random vector goes on: it finds
 * further copies of multiple eigenvalues.
 *
 * <p>Memory: the basis and one vector more, of n doubles. A step costs one product and 4 n
 * multiplications a basis vector.
 */
final class ThickRestart {

  private static final double EPS = 0x1p-52;

  /** Coordinates that are worked on together, so that they stay in the nearest cache. */
  private static final int CHUNK = 1024;

  private final Lanczos.Product product;
  private final RandomGenerator random;
  private final int n;
  private final int room;
  private final double[][] basis;
  private final double[] projected; // room x room, row-major
  private int size;
  private double coupling;
  private double norm;

  /**
   * Starts from a random vector; applies nothing yet.
   *
   * @param room the most basis vectors; at least 4, or n where that is less
   */
  ThickRestart(Lanczos.Product product, int n, int room, RandomGenerator random) {
    this.product = product;
    this.random = random;
    this.n = n;
    this.room = Math.min(room, n);
    basis = new double[this.room + 1][];
    projected = new double[this.room * this.room];
    basis[0] = gaussian();
    normalise(basis[0]);
  }

  private double[] gaussian() {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }

  private static double normalise(double[] vector) {
    double length = Vectors.norm(vector);
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    return length;
  }

  /** Returns the number of basis vectors that have their product. */
  int size() {
    return size;
  }

  boolean isFull() {
    return size == room;
  }

  /** Returns whether the basis spans the whole space. */
  boolean isComplete() {
    return size == n;
  }

  /** Returns a lower bound of the 2-norm of the matrix, within a small factor after a few steps. */
  double norm() {
    return norm;
  }

  /** Returns the norm of the residual: that of a Ritz pair is this times |last entry of y|. */
  double coupling() {
    return coupling;
  }

  /**
   * Extends a basis that is not full by one product.
   *
   * @throws NumericalFailureException if the product is not finite
   */
  void step() {
    double[] next = new double[n];
    product.apply(basis[size], next);
    size++;
    double[] along = orthogonalise(next);
    double left = Vectors.norm(next);
    double[] squares = Arrays.copyOf(along, size + 1);
    squares[size] = left;
    norm = Math.max(norm, Vectors.norm(squares));
    if (!Double.isFinite(norm)) {
      throw new NumericalFailureException(
          "a product of the Hessian with a vector of norm 1 is not finite");
    }
    for (int i = 0; i < size; i++) {
      projected[i * room + size - 1] = along[i];
      projected[(size - 1) * room + i] = along[i];
    }
    basis[size] = next;
    coupling = left > breakdown() ? left : 0;
    if (coupling > 0) {
      divide(next, left);
    } else if (size < n) {
      basis[size] = fresh();
    }
  }

  /** As in {@link Lanczos}: what is left of a product below this is rounding. */
  private double breakdown() {
    return Math.max(10, Math.sqrt(n)) * EPS * norm;
  }

  private static void divide(double[] vector, double length) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
  }

  /** Returns a random unit vector orthogonal to the basis. */
  private double[] fresh() {
    double[] vector = gaussian();
    orthogonalise(vector);
    normalise(vector);
    orthogonalise(vector);
    normalise(vector);
    return vector;
  }

  /** Removes what a vector has along the basis, twice; returns how much that was. */
  private double[] orthogonalise(double[] vector) {
    double[] along = new double[size];
    for (int pass = 0; pass < 2; pass++) {
      double[] components = components(vector);
      subtract(components, vector);
      Vectors.addScaled(along, 1, components);
    }
    return along;
  }

  private double[] components(double[] vector) {
    double[] sums = new double[size];
    for (int from = 0; from < n; from += CHUNK) {
      int to = Math.min(n, from + CHUNK);
      for (int k = 0; k < size; k++) {
        double[] direction = basis[k];
        double sum = 0;
        for (int i = from; i < to; i++) {
          sum += direction[i] * vector[i];
        }
        sums[k] += sum;
      }
    }
    return sums;
  }

  private void subtract(double[] components, double[] vector) {
    for (int from = 0; from < n; from += CHUNK) {
      int to = Math.min(n, from + CHUNK);
      for (int k = 0; k < size; k++) {
        double[] direction = basis[k];
        double component = components[k];
        for (int i = from; i < to; i++) {
          vector[i] -= component * direction[i];
        }
      }
    }
  }

  /** Returns the eigenvalues and vectors of the projected matrix. */
  DenseEigen ritz() {
    double[] square = new double[size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(projected, i * room, square, i * size, size);
    }
    return DenseEigen.of(new DenseSymmetric(size, square));
  }

  /** Makes room: keeps the Ritz vectors of so many of the smallest and of the largest values. */
  void restart(DenseEigen ritz, int low, int high) {
    int[] kept = ends(ritz.dimension(), low, high);
    double[] residual = basis[size];
    rotate(ritz, kept);
    Arrays.fill(projected, 0);
    for (int k = 0; k < kept.length; k++) {
      projected[k * room + k] = ritz.value(kept[k]);
    }
    size = kept.length;
    basis[size] = residual;
    Arrays.fill(basis, size + 1, basis.length, null);
  }

  /**
   * Returns Ritz vectors, those of the smallest values first; the process ends with that, since
   * they take the place of its basis.
   */
  double[][] finish(DenseEigen ritz, int low, int high) {
    int[] kept = ends(ritz.dimension(), low, high);
    rotate(ritz, kept);
    double[][] vectors = Arrays.copyOf(basis, kept.length);
    Arrays.fill(basis, null);
    for (double[] vector : vectors) {
      normalise(vector);
    }
    return vectors;
  }

  /** Returns the indices of so many smallest and largest of all, each once. */
  static int[] ends(int all, int low, int high) {
    int[] indices = new int[Math.min(all, low + high)];
    for (int k = 0; k < indices.length; k++) {
      indices[k] = k < low ? k : all - indices.length + k;
    }
    return indices;
  }

  /** Replaces the first basis vectors by Ritz vectors, coordinate after coordinate, in place. */
  private void rotate(DenseEigen ritz, int[] kept) {
    double[][] weights = new double[kept.length][];
    for (int k = 0; k < kept.length; k++) {
      weights[k] = ritz.vector(kept[k]);
    }
    double[] old = new double[ritz.dimension()];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < old.length; j++) {
        old[j] = basis[j][i];
      }
      for (int k = 0; k < kept.length; k++) {
        basis[k][i] = Vectors.dot(old, weights[k]);
      }
    }
  }
}

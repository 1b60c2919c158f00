package dev.dupin.curvature.dense;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import java.util.Arrays;
import java.util.Comparator;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;

/**
 * The eigenvalues of a dense symmetric matrix in ascending order, with orthonormal eigenvectors. Of
 * the order of 10 n^3 multiplications and three matrices of n x n doubles (about 0.1 s at n = 500).
 *
 * <p>Matrices of a few rows are decomposed by Jacobi rotations, which needs no library: loading one
 * would take longer than the whole run of a function of two variables.
 */
public final class DenseEigen {

  /** Up to here Jacobi's few sweeps of n^3 work cost less than what they save. */
  static final int SMALL = 16;

  private final int n;
  private final double[] values;
  private final double[] vectors;

  /**
   * @param values n eigenvalues in any order
   * @param vectors the k-th eigenvector is row k
   */
  private DenseEigen(double[] values, double[] vectors) {
    n = values.length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble(k -> values[k]));
    this.values = new double[n];
    this.vectors = new double[vectors.length];
    for (int k = 0; k < n; k++) {
      this.values[k] = values[order[k]];
      System.arraycopy(vectors, order[k] * n, this.vectors, k * n, n);
    }
  }

  /**
   * Decomposes a matrix.
   *
   * @throws NumericalFailureException if an entry is not finite, or the iteration does not end
   */
  public static DenseEigen of(DenseSymmetric matrix) {
    return of(matrix, matrix.n() <= SMALL);
  }

  /**
   * Returns the eigenvalues alone, ascending: a third of the time, and no vectors.
   *
   * @throws NumericalFailureException if an entry is not finite, or the iteration does not end
   */
  public static double[] valuesOf(DenseSymmetric matrix) {
    int n = matrix.n();
    if (n <= SMALL) {
      return of(matrix).values;
    }
    double scale = powerOfTwo(matrix);
    Eigenvalue<Double> decomposition = Eigenvalue.R064.make(n, true);
    double[] scaled = Vectors.scale(1 / scale, matrix.values());
    requireEnd(decomposition.computeValuesOnly(R064Store.wrap(scaled, n)), n);
    double[] values = values(decomposition, n);
    Arrays.sort(values);
    return Vectors.scale(scale, values);
  }

  /** The choice of the method is open to tests, which compare the two. */
  static DenseEigen of(DenseSymmetric matrix, boolean small) {
    double scale = powerOfTwo(matrix);
    double[] scaled = Vectors.scale(1 / scale, matrix.values());
    DenseEigen eigen = small ? jacobi(matrix.n(), scaled) : library(matrix.n(), scaled);
    for (int k = 0; k < eigen.n; k++) {
      eigen.values[k] *= scale;
    }
    return eigen;
  }

  /**
   * Returns a power of two near the largest entry: dividing by it is exact and keeps the squares
   * inside a decomposition from overflow.
   */
  private static double powerOfTwo(DenseSymmetric matrix) {
    if (!matrix.isFinite()) {
      throw new NumericalFailureException(
          "the eigenvalues of a matrix that is not finite do not exist");
    }
    double largest = Vectors.maxAbs(matrix.values());
    int exponent = Math.max(Math.getExponent(largest), -1000);
    return largest == 0 ? 1 : Math.scalb(1.0, exponent);
  }

  private static DenseEigen jacobi(int n, double[] matrix) {
    double[] vectors = Jacobi.diagonalise(n, matrix);
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = matrix[k * n + k];
    }
    return new DenseEigen(values, vectors);
  }

  private static DenseEigen library(int n, double[] matrix) {
    Eigenvalue<Double> decomposition = Eigenvalue.R064.make(n, true);
    requireEnd(decomposition.decompose(R064Store.wrap(matrix, n)), n);
    double[] vectors = new double[n * n];
    MatrixStore<Double> columns = decomposition.getV();
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        vectors[k * n + i] = columns.doubleValue(i, k);
      }
    }
    return new DenseEigen(values(decomposition, n), vectors);
  }

  private static void requireEnd(boolean ended, int n) {
    if (!ended) {
      throw new NumericalFailureException(
          "the eigenvalue iteration of a " + n + " x " + n + " matrix did not end");
    }
  }

  private static double[] values(Eigenvalue<Double> decomposition, int n) {
    double[] values = new double[n];
    for (int k = 0; k < n; k++) {
      values[k] = decomposition.getEigenvalues().get(k).doubleValue();
    }
    return values;
  }

  /** Returns n. */
  public int dimension() {
    return n;
  }

  /** Returns the k-th smallest eigenvalue, k from 0. */
  public double value(int k) {
    return values[k];
  }

  /** Returns the largest absolute value of an eigenvalue: the 2-norm of the matrix. */
  public double norm() {
    return n == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
  }

  /** Returns a new array with the eigenvector of the k-th smallest eigenvalue, of length 1. */
  public double[] vector(int k) {
    return Arrays.copyOfRange(vectors, k * n, (k + 1) * n);
  }

  /** Returns a new array with all eigenvectors as the rows of an n x n matrix. */
  public double[] vectors() {
    return vectors.clone();
  }

  /** Returns the component of v along the eigenvector of the k-th smallest eigenvalue. */
  public double component(int k, double[] v) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += vectors[k * n + i] * v[i];
    }
    return sum;
  }

  /** Adds a multiple of the eigenvector of the k-th smallest eigenvalue to {@code result}. */
  public void addScaled(double[] result, double a, int k) {
    for (int i = 0; i < n; i++) {
      result[i] += a * vectors[k * n + i];
    }
  }
}

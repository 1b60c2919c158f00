package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import java.util.Optional;
import org.ojalgo.matrix.decomposition.Cholesky;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.decomposition.LU;
import org.ojalgo.matrix.decomposition.MatrixDecomposition;
import org.ojalgo.matrix.store.R064Store;

/**
 * Dense factorisations of symmetric matrices. The only class of this module that knows ojAlgo. Its
 * results do not depend on the number of threads.
 */
public final class Dense {

  private Dense() {}

  /**
   * Returns the eigenvalues and eigenvectors: about 9 n^3 multiplications, 3 n^2 doubles.
   *
   * @throws NumericalFailureException if the matrix is not finite or the iteration does not end
   */
  public static SymmetricEigen eigen(DenseSymmetric matrix) {
    requireFinite(matrix);
    int n = matrix.n();
    Eigenvalue<Double> decomposition = Eigenvalue.R064.make(n, true);
    if (!decomposition.decompose(R064Store.wrap(matrix.values(), n))) {
      throw new NumericalFailureException(
          "the eigenvalues of a " + n + " x " + n + " matrix were not found");
    }
    double[] unsorted = new double[n]; // by magnitude
    decomposition.getEigenvalues(unsorted, Optional.empty());
    double[] columns = decomposition.getV().toRawCopy1D();
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    int[] order = ascending(unsorted);
    for (int k = 0; k < n; k++) {
      values[k] = unsorted[order[k]];
      System.arraycopy(columns, order[k] * n, vectors, k * n, n);
    }
    return new SymmetricEigen(values, vectors);
  }

  /** Returns the places of the values in ascending order, by insertion: nothing beside n^3. */
  private static int[] ascending(double[] values) {
    int[] order = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      int j = i;
      for (; j > 0 && values[order[j - 1]] > values[i]; j--) {
        order[j] = order[j - 1];
      }
      order[j] = i;
    }
    return order;
  }

  /**
   * A positive definite matrix, factored.
   *
   * @param inverse solves with it
   * @param wellConditioned whether its solutions are right to some digits; otherwise it is singular
   *     to working precision
   */
  public record Definite(Inverse inverse, boolean wellConditioned) {}

  /**
   * Factors A + shift I by Cholesky: n^3 / 6 multiplications, 2 n^2 doubles. Empty if a pivot is
   * not positive.
   *
   * @throws NumericalFailureException if the matrix is not finite
   */
  public static Optional<Definite> cholesky(DenseSymmetric matrix, double shift) {
    requireFinite(matrix);
    int n = matrix.n();
    Cholesky<Double> decomposition = Cholesky.R064.make(n, n);
    decomposition.decompose(R064Store.wrap(shifted(matrix, shift), n));
    return decomposition.isSPD()
        ? Optional.of(new Definite(solver(decomposition, n), decomposition.isSolvable()))
        : Optional.empty();
  }

  /**
   * Returns a solver with A by LU with partial pivoting, for indefinite matrices: n^3 / 3
   * multiplications, 2 n^2 doubles. With a singular A its solutions are not finite, or do not
   * solve.
   *
   * @throws NumericalFailureException if the matrix is not finite
   */
  public static Inverse lu(DenseSymmetric matrix) {
    requireFinite(matrix);
    int n = matrix.n();
    LU<Double> decomposition = LU.R064.make(n, n);
    decomposition.decompose(R064Store.wrap(matrix.values(), n));
    return solver(decomposition, n);
  }

  private static Inverse solver(MatrixDecomposition.Solver<Double> decomposition, int n) {
    return (rhs, result) -> {
      double[] solution = decomposition.getSolution(R064Store.wrap(rhs.clone(), n)).toRawCopy1D();
      System.arraycopy(solution, 0, result, 0, n);
    };
  }

  private static double[] shifted(DenseSymmetric matrix, double shift) {
    if (shift == 0) {
      return matrix.values();
    }
    int n = matrix.n();
    double[] values = matrix.values().clone();
    for (int i = 0; i < n; i++) {
      values[i * n + i] += shift;
    }
    return values;
  }

  private static void requireFinite(DenseSymmetric matrix) {
    if (!Vectors.isFinite(matrix.values())) {
      throw new NumericalFailureException(
          "the Hessian, or what stands for it, has entries that are not finite");
    }
  }
}

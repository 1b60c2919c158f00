package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import java.util.Optional;
import java.util.Set;

/**
 * The modified Cholesky factorisation of Gill, Murray and Wright (1981, "Practical optimization",
 * section 4.4.2.2): P'(A + E)P = L D L' with a diagonal E that is not negative, such that the
 * pivots are positive and the entries of L D^1/2 bounded by beta. Where A is sufficiently positive
 * definite, E = 0.
 *
 * <p>It is also the operator A + E: a product takes n^2 multiplications, a solve n^2.
 */
public final class ModifiedCholesky implements SymmetricOperator {

  private static final double EPS = 0x1p-52;

  private final DenseSymmetric matrix;
  private final int n;

  /** Row i of L, unit diagonal left out, in the order of the pivots. */
  private final double[][] lower;

  private final double[] pivots;
  private final double[] added; // E, in the order of the matrix
  private final int[] order; // the place in the matrix of each pivot

  private ModifiedCholesky(DenseSymmetric matrix) {
    this.matrix = matrix;
    n = matrix.n();
    lower = new double[n][];
    pivots = new double[n];
    added = new double[n];
    order = new int[n];
  }

  /**
   * Factors a matrix: n^3 / 6 multiplications, n^2 / 2 further doubles.
   *
   * @throws NumericalFailureException if the matrix is not finite
   */
  public static ModifiedCholesky of(DenseSymmetric matrix) {
    if (!matrix.isFinite()) {
      throw new NumericalFailureException(
          "the Hessian, or what stands for it, has entries that are not finite");
    }
    ModifiedCholesky factors = new ModifiedCholesky(matrix);
    factors.factor();
    return factors;
  }

  /** Returns E, the n entries that were added to the diagonal; frozen. */
  public double[] added() {
    return added;
  }

  /**
   * Column by column: c(i, j) is what is left of entry (i, j), so that c(j, j) would be pivot j of
   * a plain factorisation; the largest |c(j, j)| left is taken next.
   */
  private void factor() {
    double onDiagonal = 0;
    double offDiagonal = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double size = Math.abs(matrix.get(i, j));
        onDiagonal = i == j ? Math.max(onDiagonal, size) : onDiagonal;
        offDiagonal = i == j ? offDiagonal : Math.max(offDiagonal, size);
      }
    }
    // An upper bound on |L D^1/2| that keeps E = 0 for well conditioned matrices, and least in
    // general (Gill, Murray and Wright 1981, equation 4.13).
    double spread = offDiagonal / Math.max(1, Math.sqrt((double) n * n - 1));
    double bound = Math.max(Math.max(onDiagonal, spread), EPS * (onDiagonal + offDiagonal));
    double smallest = EPS * Math.max(onDiagonal + offDiagonal, Double.MIN_NORMAL / EPS);
    if (bound == 0) { // the zero matrix
      bound = 1;
      smallest = 1;
    }
    double[] diagonal = matrix.diagonal();
    for (int i = 0; i < n; i++) {
      order[i] = i;
      lower[i] = new double[i];
    }
    for (int j = 0; j < n; j++) {
      pivot(j, diagonal);
      eliminate(j, diagonal, bound, smallest);
    }
  }

  private void pivot(int j, double[] diagonal) {
    int largest = j;
    for (int i = j + 1; i < n; i++) {
      largest = Math.abs(diagonal[i]) > Math.abs(diagonal[largest]) ? i : largest;
    }
    if (largest == j) {
      return;
    }
    double entry = diagonal[j];
    diagonal[j] = diagonal[largest];
    diagonal[largest] = entry;
    int place = order[j];
    order[j] = order[largest];
    order[largest] = place;
    for (int s = 0; s < j; s++) { // the rows of L so far
      double l = lower[j][s];
      lower[j][s] = lower[largest][s];
      lower[largest][s] = l;
    }
  }

  private void eliminate(int j, double[] diagonal, double bound, double smallest) {
    double[] column = new double[n];
    double most = 0;
    double[] rowOfPivot = lower[j];
    for (int i = j + 1; i < n; i++) {
      double entry = matrix.get(order[i], order[j]);
      double[] row = lower[i];
      for (int s = 0; s < j; s++) {
        entry -= rowOfPivot[s] * pivots[s] * row[s];
      }
      column[i] = entry;
      most = Math.max(most, Math.abs(entry));
    }
    double pivot = Math.max(Math.max(Math.abs(diagonal[j]), most / bound * most), smallest);
    pivots[j] = pivot;
    added[order[j]] = pivot - diagonal[j];
    for (int i = j + 1; i < n; i++) {
      lower[i][j] = column[i] / pivot;
      diagonal[i] -= column[i] * lower[i][j];
    }
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public Set<Trait> traits() {
    return Set.of(Trait.POSITIVE_DEFINITE, Trait.POSITIVE_SEMIDEFINITE);
  }

  @Override
  public void apply(double[] v, double[] result) {
    matrix.apply(v, result);
    for (int i = 0; i < n; i++) {
      result[i] += added[i] * v[i];
    }
  }

  /** The factors are those of A + E alone: another shift takes a factorisation of its own. */
  @Override
  public Optional<Inverse> inverse(double shift) {
    return shift == 0 ? Optional.of(this::solve) : Optional.empty();
  }

  private void solve(double[] rhs, double[] result) {
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double sum = rhs[order[i]];
      for (int s = 0; s < i; s++) {
        sum -= lower[i][s] * y[s];
      }
      y[i] = sum;
    }
    for (int i = 0; i < n; i++) {
      y[i] /= pivots[i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int s = 0; s < i; s++) {
        y[s] -= lower[i][s] * y[i];
      }
      result[order[i]] = y[i];
    }
  }

  @Override
  public DenseSymmetric toDense() {
    double[] values = matrix.values().clone();
    for (int i = 0; i < n; i++) {
      values[i * n + i] += added[i];
    }
    return new DenseSymmetric(n, values);
  }
}

package dev.dupin.curvature.secant;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.ShiftedSolver;
import dev.dupin.curvature.dense.Symmetric;
import java.util.Optional;

/**
 * A matrix of symmetric updates of rank one, and its inverse beside it: 2 n^2 doubles, and as many
 * again while the next one is made. An update costs 6 n^2 multiplications, a product or a solution
 * n^2.
 *
 * <p>The inverse follows by the formula of Sherman and Morrison (1950). Where an update leaves the
 * matrix all but singular, or rounding has let the two drift apart, the inverse is computed anew,
 * in some n^3 multiplications; where the matrix is singular there is none.
 */
public final class DenseSr1 {

  /** The two have drifted apart where H B s differs from s by this part of it. */
  private static final double DRIFT = 1e-6;

  /** Cancellation to this part leaves too few digits in the denominator of the inverse. */
  private static final double SINGULAR = 1e-8;

  private final int n;
  private final double[] matrix;
  private final double[] inverse; // empty: there is none

  private DenseSr1(int n, double[] matrix, double[] inverse) {
    this.n = n;
    this.matrix = matrix;
    this.inverse = inverse;
  }

  /** Returns a positive multiple of the identity. */
  public static DenseSr1 scaled(int n, double scale) {
    return new DenseSr1(n, diagonal(n, scale), diagonal(n, 1 / scale));
  }

  /** Goes on with what {@link #matrix()} and {@link #inverse()} gave; both are kept. */
  public static DenseSr1 of(int n, double[] matrix, double[] inverse) {
    return new DenseSr1(n, matrix, inverse);
  }

  private static double[] diagonal(int n, double entry) {
    double[] matrix = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      matrix[i * n + i] = entry;
    }
    return matrix;
  }

  /** Returns the n x n entries of B; frozen. */
  public double[] matrix() {
    return matrix;
  }

  /** Returns the n x n entries of the inverse, none where there is no inverse; frozen. */
  public double[] inverse() {
    return inverse;
  }

  /** Fills {@code result} with B v. */
  public void apply(double[] v, double[] result) {
    dense().apply(v, result);
  }

  /** Returns B. */
  public DenseSymmetric dense() {
    return new DenseSymmetric(n, matrix);
  }

  /** Returns a solver with B; empty where B is singular to working precision. */
  public Optional<Inverse> solver() {
    return inverse.length == 0
        ? Optional.empty()
        : Optional.of(new DenseSymmetric(n, inverse)::apply);
  }

  /**
   * Returns B + r r' / r's, which maps s to y. This matrix stays as it is.
   *
   * @param pair s and y
   * @param residual r = y - B s, see {@link SecantPair#isInformative}
   * @return the new matrix, or this one where its entries would overflow
   */
  public DenseSr1 updated(SecantPair pair, double[] residual) {
    double along = Vectors.dot(residual, pair.step());
    double[] next = plusOuter(matrix, residual, 1 / along);
    return Vectors.isFinite(next)
        ? new DenseSr1(n, next, inverse(next, pair, residual, along))
        : this;
  }

  private double[] plusOuter(double[] square, double[] v, double factor) {
    double[] sum = square.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = square[i * n + j] + factor * (v[i] * v[j]);
        sum[i * n + j] = entry;
        sum[j * n + i] = entry;
      }
    }
    return sum;
  }

  /** Returns the inverse of the updated matrix, H - H r r'H / (r's + r'H r). */
  private double[] inverse(double[] next, SecantPair pair, double[] residual, double along) {
    if (inverse.length == 0 || hasDrifted(pair, residual)) {
      return computed(next);
    }
    double[] solution = new double[n];
    new DenseSymmetric(n, inverse).apply(residual, solution);
    double gained = Vectors.dot(residual, solution);
    double denominator = along + gained;
    if (!(Math.abs(denominator) > SINGULAR * (Math.abs(along) + Math.abs(gained)))) {
      return computed(next);
    }
    double[] updated = plusOuter(inverse, solution, -1 / denominator);
    return Vectors.isFinite(updated) ? updated : computed(next);
  }

  /** Looks at H B s, where B s = y - r. */
  private boolean hasDrifted(SecantPair pair, double[] residual) {
    double[] back = new double[n];
    new DenseSymmetric(n, inverse).apply(Vectors.subtract(pair.change(), residual), back);
    double error = Vectors.norm(Vectors.subtract(back, pair.step()));
    return !(error <= DRIFT * Vectors.norm(pair.step()));
  }

  private double[] computed(double[] of) {
    Optional<Inverse> solver = new ShiftedSolver(new DenseSymmetric(n, of)).inverse(0);
    if (solver.isEmpty()) {
      return new double[0];
    }
    double[] columns = new double[n * n];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      solver.get().solve(unit, column);
      unit[j] = 0;
      System.arraycopy(column, 0, columns, j * n, n);
    }
    return Symmetric.average(n, columns).values();
  }
}

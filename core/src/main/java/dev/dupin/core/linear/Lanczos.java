package dev.dupin.core.linear;

import java.util.Arrays;
import java.util.Optional;

/**
 * The symmetric Lanczos process (Lanczos 1950): an orthonormal basis q_0, q_1, … of the Krylov
 * space of a symmetric matrix A and a start vector, in which A is tridiagonal. After m steps, with
 * Q the matrix of the first m basis vectors and T the tridiagonal matrix of their {@link #alpha}
 * and {@link #beta},
 *
 * <pre>A Q = Q T + beta(m - 1) q_m e_m'</pre>
 *
 * <p>Every new vector is orthogonalised against all earlier ones, twice, which keeps the basis
 * orthonormal to rounding ("twice is enough", Parlett 1998, section 6.9) and rules out ghost copies
 * of eigenvalues. Step m costs one product and 4 m n multiplications; the basis takes m n doubles.
 *
 * <p>With a preconditioner M the basis is orthonormal in its inner product, Q'MQ = I, and what is
 * tridiagonal is M^-1 A: the recurrence A Q = M Q T + beta(m - 1) M q_m e_m' needs M^-1 alone
 * (Gould, Lucidi, Roma and Toint 1999, "Solving the trust-region subproblem using the Lanczos
 * method", section 5). One solve more a step, and the vectors M q_j beside the basis.
 */
public final class Lanczos {

  private static final double EPS = 0x1p-52;

  /** A product with the symmetric matrix A. */
  @FunctionalInterface
  public interface Product {

    /**
     * Fills {@code result} with A v.
     *
     * @param v n entries; neither changed nor kept
     * @param result n entries, not the same array as {@code v}; filled, not kept
     */
    void apply(double[] v, double[] result);
  }

  private final Product product;
  private final Optional<Product> inverse;
  private final int n;
  private final double startNorm;
  private double[][] basis = new double[8][];
  private double[][] duals = basis; // M q_j; the basis itself where M = I
  private double[] alphas = new double[8];
  private double[] betas = new double[8];
  private int steps;
  private double norm;
  private boolean invariant;

  /**
   * Starts the process; applies nothing yet.
   *
   * @param product the matrix
   * @param start n entries, not all zero, of any length; neither changed nor kept
   * @throws IllegalArgumentException if the start is zero or not finite
   */
  public Lanczos(Product product, double[] start) {
    this(product, Optional.empty(), start);
  }

  /**
   * Starts the process with a preconditioner; solves once.
   *
   * @param product the matrix A
   * @param inverse M^-1, of a positive definite M; empty means I
   * @param start n entries, not all zero, of any length: the first basis vector is the multiple of
   *     M^-1 start that has length 1 in the norm of M; neither changed nor kept
   * @throws IllegalArgumentException if the start is zero or not finite
   * @throws NumericalFailureException if M is found not to be positive definite
   */
  public Lanczos(Product product, Optional<Product> inverse, double[] start) {
    this.product = product;
    this.inverse = inverse;
    n = start.length;
    if (inverse.isPresent()) {
      duals = new double[basis.length][];
    }
    double[] first = solved(start);
    startNorm = norm(start, first);
    if (!(startNorm > 0 && startNorm < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the start vector of a Lanczos process has norm " + startNorm);
    }
    append(0, first, start, startNorm);
  }

  private double[] solved(double[] dual) {
    if (inverse.isEmpty()) {
      return dual;
    }
    double[] vector = new double[n];
    inverse.get().apply(dual, vector);
    return vector;
  }

  /** The norm of a vector v in the norm of M, given as M v and v. */
  private double norm(double[] dual, double[] vector) {
    if (inverse.isEmpty()) {
      return Vectors.norm(vector);
    }
    double squared = Vectors.dot(dual, vector);
    if (squared < 0) {
      throw new NumericalFailureException(
          "the preconditioner is not positive definite: v'M^-1 v = " + squared);
    }
    return Math.sqrt(squared);
  }

  private void append(int index, double[] vector, double[] dual, double length) {
    basis[index] = quotient(vector, length);
    if (inverse.isPresent()) {
      duals[index] = quotient(dual, length);
    }
  }

  /**
   * Extends the basis by one product, unless it already spans an invariant space.
   *
   * @return whether a step was made
   * @throws NumericalFailureException if the product is not finite
   */
  public boolean step() {
    if (invariant) {
      return false;
    }
    grow();
    double[] present = basis[steps];
    double[] next = new double[n];
    product.apply(present, next);
    double alpha = Vectors.dot(present, next);
    orthogonalize(next);
    orthogonalize(next);
    double[] vector = solved(next);
    double beta = norm(next, vector);
    if (!Double.isFinite(alpha) || !Double.isFinite(beta)) {
      throw new NumericalFailureException(
          "a product of the matrix with a vector of norm 1 is not finite in Lanczos step "
              + (steps + 1));
    }
    double coupling = steps == 0 ? 0 : betas[steps - 1];
    norm = Math.max(norm, Math.hypot(Math.hypot(alpha, coupling), beta));
    alphas[steps] = alpha;
    steps++;
    invariant = steps == n || beta <= breakdown();
    betas[steps - 1] = invariant ? 0 : beta;
    if (!invariant) {
      append(steps, vector, next, beta);
    }
    return true;
  }

  /**
   * What is left of A q after orthogonalisation is rounding where it is below this: a product and
   * its orthogonalisation round by about eps |A|, and by sqrt(n) times that in a long sum. Relative
   * to |A|, so that the scale of the matrix does not matter.
   */
  private double breakdown() {
    return Math.max(10, Math.sqrt(n)) * EPS * norm;
  }

  private void orthogonalize(double[] vector) {
    for (int j = 0; j <= steps; j++) {
      Vectors.addScaled(vector, -Vectors.dot(basis[j], vector), duals[j]);
    }
  }

  private static double[] quotient(double[] vector, double length) {
    double[] unit = new double[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = vector[i] / length;
    }
    return unit;
  }

  private void grow() {
    if (steps + 1 == basis.length) {
      int room = 2 * basis.length;
      basis = Arrays.copyOf(basis, room);
      duals = inverse.isPresent() ? Arrays.copyOf(duals, room) : basis;
      alphas = Arrays.copyOf(alphas, room);
      betas = Arrays.copyOf(betas, room);
    }
  }

  /** Returns the norm of the start: sqrt(start' M^-1 start). */
  public double startNorm() {
    return startNorm;
  }

  /** Returns m, the number of steps made. */
  public int steps() {
    return steps;
  }

  /**
   * Returns whether the basis spans an invariant space: then the eigenvalues of T are eigenvalues
   * of A, and no further step is made.
   */
  public boolean isInvariant() {
    return invariant;
  }

  /**
   * Returns a lower bound of the spectral norm of A, within a small factor of it after a few steps:
   * the largest norm of a column of T, the last one with its residual; 0 before the first step.
   */
  public double norm() {
    return norm;
  }

  /** Returns the diagonal entry j of T, that is q_j' A q_j, for j below {@link #steps}. */
  public double alpha(int j) {
    return alphas[checked(j)];
  }

  /**
   * Returns the entry of T beside the diagonal that couples q_j and q_(j+1), for j below {@link
   * #steps}. The last one is not in T but in the residual: a Ritz pair (theta, Q y) with |y| = 1
   * has the residual norm |A Q y - theta Q y| = beta(m - 1) |y_m|. It is exactly 0 where the space
   * is invariant.
   */
  public double beta(int j) {
    return betas[checked(j)];
  }

  /** Returns the basis vector q_j, for j below {@link #steps}; n entries of norm 1, frozen. */
  public double[] basis(int j) {
    return basis[checked(j)];
  }

  /** Returns M q_j, for j below {@link #steps}; n entries, frozen; q_j where M = I. */
  public double[] dual(int j) {
    return duals[checked(j)];
  }

  /** Returns T as a dense m x m matrix. */
  public DenseSymmetric tridiagonal() {
    double[] values = new double[Math.multiplyExact(steps, steps)];
    for (int j = 0; j < steps; j++) {
      values[j * steps + j] = alphas[j];
      if (j > 0) {
        values[j * steps + j - 1] = betas[j - 1];
        values[(j - 1) * steps + j] = betas[j - 1];
      }
    }
    return new DenseSymmetric(steps, values);
  }

  /**
   * Returns Q y, a new vector of n entries: the Ritz vector of an eigenvector y of T.
   *
   * @param y m entries at most
   */
  public double[] combine(double[] y) {
    double[] sum = new double[n];
    for (int j = 0; j < y.length; j++) {
      Vectors.addScaled(sum, y[j], basis[checked(j)]);
    }
    return sum;
  }

  private int checked(int j) {
    if (j < 0 || j >= steps) {
      throw new IndexOutOfBoundsException("index " + j + " after " + steps + " Lanczos steps");
    }
    return j;
  }
}

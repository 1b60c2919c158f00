package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Lanczos.Product;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An orthonormal basis V that grows by Krylov sequences of a symmetric n x n matrix B, and the
 * projection V'BV. The sequence of one start vector is the Lanczos process with full
 * reorthogonalisation, whose projection is tridiagonal; those of further vectors join it. With m
 * vectors a further one costs one product and about 6 m n multiplications; all take m n doubles.
 */
public final class KrylovSubspace {

  private static final double EPS = 0x1p-52;

  /** A start vector that lies in the space but for this part of it has lost half its digits. */
  private static final double NEARLY_INSIDE = 0x1p-26;

  private final Product matrix;
  private final List<double[]> basis = new ArrayList<>();

  /** Row j has the entries (i, j) of V'BV for i up to j. */
  private final List<double[]> rows = new ArrayList<>();

  private double norm;

  /** Starts with an empty space. */
  public KrylovSubspace(Product matrix) {
    this.matrix = matrix;
  }

  /**
   * Adds start, B start, B^2 start, …, each orthogonalised against all that is there, until the
   * space has the dimension wanted, or until B leaves what was added in the space: then it is
   * invariant, if it was before.
   *
   * @param start n entries, which add nothing where they lie in the space; neither changed nor kept
   * @param dimension at most
   * @throws NumericalFailureException if a product is not finite
   */
  public void grow(double[] start, int dimension) {
    double[] next = start;
    double smallest = NEARLY_INSIDE * Vectors.norm(start);
    while (next != null && basis.size() < dimension) {
      next = add(next, smallest);
      smallest = Math.max(10, Math.sqrt(start.length)) * EPS * norm; // as in Lanczos
    }
  }

  /** Adds what is outside of the space and returns its product, or null if that is too small. */
  private double @Nullable [] add(double[] vector, double smallest) {
    double[] outside = vector.clone();
    for (int pass = 0; pass < 2; pass++) { // twice is enough (Parlett 1998, section 6.9)
      for (double[] known : basis) {
        Vectors.addScaled(outside, -Vectors.dot(known, outside), known);
      }
    }
    double length = Vectors.norm(outside);
    if (!(length > smallest)) {
      return null;
    }
    double[] unit = new double[outside.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = outside[i] / length;
    }
    basis.add(unit);
    double[] product = new double[unit.length];
    matrix.apply(unit, product);
    if (!Vectors.isFinite(product)) {
      throw new NumericalFailureException(
          "a product of the Hessian, or what stands for it, with a vector of norm 1 is not finite");
    }
    norm = Math.max(norm, Vectors.norm(product));
    rows.add(coordinates(product));
    return product;
  }

  /** Returns m, the number of basis vectors. */
  public int dimension() {
    return basis.size();
  }

  /** Returns V'x, m entries. */
  public double[] coordinates(double[] x) {
    return basis.stream().mapToDouble(vector -> Vectors.dot(vector, x)).toArray();
  }

  /** Returns V y, n entries. */
  public double[] combine(double[] y) {
    double[] sum = new double[basis.get(0).length];
    for (int j = 0; j < y.length; j++) {
      Vectors.addScaled(sum, y[j], basis.get(j));
    }
    return sum;
  }

  /** Returns V'BV, m x m. */
  public DenseSymmetric projection() {
    int m = rows.size();
    double[] values = new double[m * m];
    for (int j = 0; j < m; j++) {
      double[] row = rows.get(j);
      for (int i = 0; i <= j; i++) {
        values[i * m + j] = row[i];
        values[j * m + i] = row[i];
      }
    }
    return new DenseSymmetric(m, values);
  }
}

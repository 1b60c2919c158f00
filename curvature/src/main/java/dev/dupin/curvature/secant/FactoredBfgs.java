package dev.dupin.curvature.secant;

import dev.dupin.core.linear.Vectors;
import java.util.Arrays;

/**
 * A BFGS matrix B = R'R by its upper triangular factor. The update works on the factor (Dennis and
 * Schnabel 1983, "Numerical methods for unconstrained optimization", section 9.2), so B can never
 * lose positive definiteness to rounding, and B and its inverse are two uses of the same numbers.
 * n(n+1)/2 doubles; an update costs about 6 n^2 multiplications, a product or a solution n^2.
 */
public final class FactoredBfgs {

  private final int n;

  /** The rows of R one after the other, each from its diagonal entry on. */
  private final double[] factor;

  /** Starts at scale times the identity. */
  public FactoredBfgs(int n, double scale) {
    this(n, new double[Math.toIntExact((long) n * (n + 1) / 2)]);
    double root = Math.sqrt(scale);
    for (int i = 0; i < n; i++) {
      factor[start(i)] = root;
    }
  }

  private FactoredBfgs(int n, double[] factor) {
    this.n = n;
    this.factor = factor;
  }

  /** Goes on with a factor that {@link #factor()} gave; it is copied. */
  public static FactoredBfgs of(int n, double[] factor) {
    return new FactoredBfgs(n, factor.clone());
  }

  /** Returns a copy of the n(n+1)/2 entries of R, row after row. */
  public double[] factor() {
    return factor.clone();
  }

  /** Returns where row i starts; its first entry is the diagonal one. */
  private int start(int i) {
    return (int) ((long) i * n - (long) i * (i - 1) / 2);
  }

  /** Fills {@code result} with B v. */
  public void apply(double[] v, double[] result) {
    Arrays.fill(result, 0);
    for (int i = 0; i < n; i++) {
      addRow(i, rowProduct(i, v), result);
    }
  }

  /** Fills {@code result} with the solution of B x = rhs. */
  public void solve(double[] rhs, double[] result) {
    System.arraycopy(rhs, 0, result, 0, n);
    for (int i = 0; i < n; i++) {
      int row = start(i) - i;
      double x = result[i] / factor[row + i];
      result[i] = x;
      for (int j = i + 1; j < n; j++) {
        result[j] -= factor[row + j] * x;
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      int row = start(i) - i;
      double sum = result[i];
      for (int j = i + 1; j < n; j++) {
        sum -= factor[row + j] * result[j];
      }
      result[i] = sum / factor[row + i];
    }
  }

  /** Returns a new vector of the n diagonal entries of B. */
  public double[] diagonal() {
    double[] diagonal = new double[n];
    for (int i = 0; i < n; i++) {
      int row = start(i) - i;
      for (int j = i; j < n; j++) {
        diagonal[j] += factor[row + j] * factor[row + j];
      }
    }
    return diagonal;
  }

  /** Returns B, n x n entries, row-major: n^3 / 3 multiplications. */
  public double[] dense() {
    double[] dense = new double[Math.multiplyExact(n, n)];
    for (int k = 0; k < n; k++) {
      int row = start(k) - k;
      for (int i = k; i < n; i++) {
        for (int j = k; j < n; j++) {
          dense[i * n + j] += factor[row + i] * factor[row + j];
        }
      }
    }
    return dense;
  }

  /**
   * Returns the matrix with the pair learned: B s = y, and as close to the old B as that allows.
   * This matrix stays as it is.
   *
   * <p>With v = sqrt(s'y / s'Bs) R s, the factor R + v (y - R'v)' / v'v gives it; the sum is made
   * triangular again by Givens rotations.
   *
   * @param pair with s'y &gt; 0
   * @return the new matrix, or this one where its entries would overflow or vanish
   */
  public FactoredBfgs updated(SecantPair pair) {
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = rowProduct(i, pair.step());
    }
    double length = Vectors.norm(v);
    double target = Math.sqrt(pair.product());
    double[] left = new double[n];
    double[] right = pair.change().clone();
    for (int i = 0; i < n; i++) {
      double unit = v[i] / length;
      addRow(i, -target * unit, right);
      left[i] = unit / target;
    }
    FactoredBfgs next = of(n, factor);
    next.addOuter(left, right);
    return next.isUsable() ? next : this;
  }

  private double rowProduct(int i, double[] v) {
    int row = start(i) - i;
    double sum = 0;
    for (int j = i; j < n; j++) {
      sum += factor[row + j] * v[j];
    }
    return sum;
  }

  private void addRow(int i, double a, double[] result) {
    int row = start(i) - i;
    for (int j = i; j < n; j++) {
      result[j] += a * factor[row + j];
    }
  }

  /**
   * Makes R + left right' triangular: rotations from the last row up turn {@code left} into a
   * multiple of the first unit vector and R into a Hessenberg matrix; the outer product then
   * changes the first row alone, and rotations down restore the triangle.
   */
  private void addOuter(double[] left, double[] right) {
    double[] below = new double[n];
    for (int i = n - 2; i >= 0; i--) {
      double length = Math.hypot(left[i], left[i + 1]);
      if (left[i + 1] != 0) {
        rotate(i, left[i] / length, left[i + 1] / length, below);
        left[i] = length;
      }
    }
    for (int j = 0; j < n; j++) {
      factor[j] += left[0] * right[j];
    }
    for (int i = 0; i < n - 1; i++) {
      double diagonal = factor[start(i)];
      double length = Math.hypot(diagonal, below[i]);
      if (below[i] != 0) {
        rotate(i, diagonal / length, below[i] / length, below);
        below[i] = 0;
      }
    }
  }

  /** Rotates rows i and i + 1; {@code below[i]} is the entry left of the diagonal in row i + 1. */
  private void rotate(int i, double cosine, double sine, double[] below) {
    int upper = start(i) - i;
    int lower = start(i + 1) - i - 1;
    double diagonal = factor[upper + i];
    factor[upper + i] = cosine * diagonal + sine * below[i];
    below[i] = cosine * below[i] - sine * diagonal;
    for (int j = i + 1; j < n; j++) {
      double a = factor[upper + j];
      double b = factor[lower + j];
      factor[upper + j] = cosine * a + sine * b;
      factor[lower + j] = cosine * b - sine * a;
    }
  }

  private boolean isUsable() {
    if (!Vectors.isFinite(factor)) {
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (factor[start(i)] == 0) {
        return false;
      }
    }
    return true;
  }
}

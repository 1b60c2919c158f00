package dev.dupin.curvature.verdict;

import dev.dupin.curvature.dense.DenseEigen;
import java.util.Arrays;

/**
 * All eigenvalues of a Hessian with what is known of their signs.
 *
 * <p>An eigenvalue is proven at first where it is beyond its error, and loses that again where it
 * changes too much up to the Newton point. The two spectra are compared in sorted order: by Weyl's
 * inequality no sorted eigenvalue changes by more than the 2-norm of the change of the matrix, no
 * other pairing has a smaller largest change, and it is the sorted ones that count the signs.
 */
public final class Spectrum {

  private static final double EPS = 0x1p-52;

  /**
   * Rounding is n eps |H|, as for a backward stable decomposition, but with n at least this: the
   * entries of a Hessian of few variables carry the rounding of the operations that made them, too.
   */
  private static final int FEWEST = 16;

  /**
   * The relative change up to the Newton point that an eigenvalue survives. Near a degenerate
   * critical point it is 1 - ((p - 2) / (p - 1))^(p - 2) for x^p, 0.5 for x^3 and 0.56 for x^4;
   * near any other it tends to zero.
   */
  private static final double STEADY = 0.25;

  private final DenseEigen eigen;
  private final double error;
  private final boolean[] proven;
  private double change = Double.NaN;

  /** Decomposes a Hessian. */
  public Spectrum(TrueHessian hessian) {
    eigen = DenseEigen.of(hessian.matrix());
    int n = eigen.dimension();
    error = Math.max(n, FEWEST) * EPS * eigen.norm() + hessian.error();
    proven = new boolean[n];
    for (int k = 0; k < n; k++) {
      proven[k] = Math.abs(eigen.value(k)) > error;
    }
  }

  /** Returns the eigenvalues and vectors. */
  public DenseEigen eigen() {
    return eigen;
  }

  /** Returns the error of every eigenvalue, before it is compared with the Newton point. */
  public double error() {
    return error;
  }

  /** Returns the largest relative change of a proven eigenvalue up to the Newton point, or NaN. */
  public double change() {
    return change;
  }

  /** Returns whether a proof was withdrawn because the eigenvalue changes too much. */
  public boolean isUnsteady() {
    return change > STEADY;
  }

  /**
   * Returns the Newton step s, H s = -v, within the proven eigenvectors: by the pseudo-inverse,
   * since nothing is known of the step along the others.
   */
  public double[] newtonStep(double[] v) {
    double[] step = new double[proven.length];
    for (int k = 0; k < proven.length; k++) {
      if (proven[k]) {
        eigen.addScaled(step, -eigen.component(k, v) / eigen.value(k), k);
      }
    }
    return step;
  }

  /** Returns v'H^+v, with H^+ the pseudo-inverse within the proven eigenvectors. */
  public double inverseForm(double[] v) {
    double sum = 0;
    for (int k = 0; k < proven.length; k++) {
      if (proven[k]) {
        double component = eigen.component(k, v);
        sum += component * component / eigen.value(k);
      }
    }
    return sum;
  }

  /** Records that the Newton point is here: nothing changes. */
  public void settle() {
    change = 0;
  }

  /**
   * Withdraws the proof of every eigenvalue that changes too much up to the Newton point.
   *
   * @param there the eigenvalues there, ascending
   */
  public void compare(double[] there) {
    change = 0;
    for (int k = 0; k < proven.length; k++) {
      if (proven[k]) {
        double here = eigen.value(k);
        double relative = Math.abs(there[k] - here) / Math.abs(here);
        change = Math.max(change, relative);
        proven[k] = relative <= STEADY;
      }
    }
  }

  /** Returns the number of eigenvalues proven negative. */
  public int index() {
    int count = 0;
    for (int k = 0; k < proven.length; k++) {
      count += proven[k] && eigen.value(k) < 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns the number of eigenvalues proven positive. */
  public int positives() {
    return proven.length - index() - nullity();
  }

  /** Returns the number of eigenvalues that count as zero. */
  public int nullity() {
    int count = 0;
    for (boolean nonzero : proven) {
      count += nonzero ? 0 : 1;
    }
    return count;
  }

  /** Returns the indices of the eigenvalues that count as zero. */
  public int[] nullIndices() {
    int[] indices = new int[proven.length];
    int count = 0;
    for (int k = 0; k < proven.length; k++) {
      if (!proven[k]) {
        indices[count] = k;
        count++;
      }
    }
    return Arrays.copyOf(indices, count);
  }

  /** Returns max |eigenvalue| / min |eigenvalue|; infinite where one counts as zero. */
  public double conditionNumber() {
    if (nullity() > 0) {
      return Double.POSITIVE_INFINITY;
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < proven.length; k++) {
      smallest = Math.min(smallest, Math.abs(eigen.value(k)));
    }
    return eigen.norm() / smallest;
  }
}

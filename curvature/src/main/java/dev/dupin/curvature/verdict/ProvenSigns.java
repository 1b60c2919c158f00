package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.Arrays;

/**
 * Which eigenvalues of a symmetric matrix have a sign, where its entries are known up to errors F.
 *
 * <p>First, for an eigenvector u, u'Au has to be beyond |u|'F|u| and the rounding of the
 * decomposition. Second, for all of one sign together: with V the matrix of their eigenvectors
 * divided by the roots of |eigenvalue|, the norm of |V|'F|V| has to be below 1, so that every
 * matrix within the errors has one sign on their span, and by Courant and Fischer at least as many
 * eigenvalues of it. Above a few hundred variables the norm of F stands for both.
 */
final class ProvenSigns {

  /** Up to here |V|'F|V| is formed, 2 n^3 operations; above, its norm is bounded by that of F. */
  private static final int FORMED_UP_TO = 300;

  private final int n;
  private final DenseEigen eigen;
  private final DenseSymmetric errors;
  private final double rounding;
  private final double[] bounds;
  private final boolean[] proven;

  /**
   * Proves what can be proven.
   *
   * @param eigen the eigenvalues and vectors
   * @param errors F, of the entries
   * @param rounding of the decomposition, added to the error of every eigenvalue
   */
  ProvenSigns(DenseEigen eigen, DenseSymmetric errors, double rounding) {
    this.eigen = eigen;
    this.errors = errors;
    this.rounding = rounding;
    n = eigen.dimension();
    bounds = new double[n];
    proven = new boolean[n];
    double norm = n <= FORMED_UP_TO ? Double.NaN : norm(errors);
    for (int k = 0; k < n; k++) {
      double form = n <= FORMED_UP_TO ? form(magnitudes(eigen.vector(k))) : norm;
      bounds[k] = form + rounding;
      proven[k] = Math.abs(eigen.value(k)) > bounds[k];
    }
    if (n <= FORMED_UP_TO) {
      proveTogether(1);
      proveTogether(-1);
    }
  }

  /** Returns the errors of the eigenvalues, to first order; frozen. */
  double[] bounds() {
    return bounds;
  }

  /** Returns which eigenvalues have a sign; the caller's. */
  boolean[] proven() {
    return proven.clone();
  }

  private double form(double[] u) {
    double[] product = new double[n];
    errors.apply(u, product);
    return Vectors.dot(u, product);
  }

  /** Replaces the entries of a vector by their absolute values, and returns it. */
  static double[] magnitudes(double[] u) {
    for (int i = 0; i < u.length; i++) {
      u[i] = Math.abs(u[i]);
    }
    return u;
  }

  /** The infinity norm, which bounds the 2-norm of a symmetric matrix. */
  private static double norm(DenseSymmetric errors) {
    int n = errors.n();
    double norm = 0;
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += errors.values()[i * n + j];
      }
      norm = sum > norm || Double.isNaN(sum) ? sum : norm;
    }
    return norm;
  }

  /** Gives up the smallest eigenvalues of one sign until the rest are proven together. */
  private void proveTogether(int sign) {
    int[] members = members(sign);
    double[][] weighted = new double[members.length][];
    for (int a = 0; a < members.length; a++) {
      double size = Math.sqrt(Math.abs(eigen.value(members[a])));
      weighted[a] = Vectors.scale(1 / size, magnitudes(eigen.vector(members[a])));
    }
    for (int first = 0; first < members.length; first++) {
      if (largestSum(members, weighted, first) < 1) {
        return;
      }
      proven[members[first]] = false;
    }
  }

  /** The proven ones of one sign, the smallest absolute value first. */
  private int[] members(int sign) {
    int[] members = new int[n];
    int count = 0;
    for (int k = 0; k < n; k++) {
      int at = sign > 0 ? k : n - 1 - k;
      if (proven[at] && Math.signum(eigen.value(at)) == sign) {
        members[count] = at;
        count++;
      }
    }
    return Arrays.copyOf(members, count);
  }

  /** The largest row sum of |V|'F|V| over the members from {@code first} on. */
  private double largestSum(int[] members, double[][] weighted, int first) {
    double[] total = new double[n];
    for (int a = first; a < members.length; a++) {
      Vectors.addScaled(total, 1, weighted[a]);
    }
    double[] product = new double[n];
    errors.apply(total, product);
    double largest = 0;
    for (int a = first; a < members.length; a++) {
      double sum = Vectors.dot(weighted[a], product) + rounding / Math.abs(eigen.value(members[a]));
      largest = sum < largest ? largest : sum;
    }
    return largest;
  }
}

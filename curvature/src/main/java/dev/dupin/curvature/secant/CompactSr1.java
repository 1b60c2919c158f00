package dev.dupin.curvature.secant;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.ShiftedSolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The matrix of symmetric updates of rank one by a few secant pairs (s_i, y_i) over a multiple of
 * the identity, without any matrix of n rows (Byrd, Nocedal and Schnabel 1994, "Representations of
 * quasi-Newton matrices and their use in limited memory methods", theorem 5.1):
 *
 * <pre>
 *   B = d I + W M^-1 W',   W = Y - d S,   M = D + L + L' - d S'S
 * </pre>
 *
 * <p>where D holds the s_i'y_i, and L the s_i'y_j with i &gt; j. With m pairs a product costs 4 m n
 * multiplications, and so does a solution with B + shift I, by the identity of Woodbury (1950).
 *
 * <p>M is factored as C P C' without any exchange of rows: pivot i is then s_i'r_i, what the update
 * by pair i divides by. A pair whose pivot drowns in rounding is passed over, as the update would
 * be. Pairs are scaled to steps of length 1, so that long and short ones stand together.
 */
public final class CompactSr1 {

  /** A pivot below this part of |s| |y| + d |s|^2, from which it is computed, has few digits. */
  private static final double PIVOT = 1e-10;

  private final double scale;
  private final List<SecantPair> pairs = new ArrayList<>();
  private final double[] weights;
  private final double[] factor; // C below the diagonal, P on it
  private final double[] middle; // M
  private final double[] gram; // W'W
  private int m;

  /**
   * Prepares the matrix: m^3 / 6 multiplications for m pairs, none of length n.
   *
   * @param history the pairs; must not change while the result is used
   * @param scale d, positive
   */
  public CompactSr1(SecantHistory history, double scale) {
    this.scale = scale;
    int most = history.size();
    int[] used = new int[most];
    double[] rows = new double[most * most];
    for (int i = 0; i < most; i++) {
      used[m] = i;
      if (appended(history, used, rows, most)) {
        pairs.add(history.pairs().get(i));
        m++;
      }
    }
    weights = new double[m];
    factor = new double[m * m];
    middle = new double[m * m];
    gram = new double[m * m];
    for (int i = 0; i < m; i++) {
      weights[i] = weight(history, used[i]);
      System.arraycopy(rows, i * most, factor, i * m, i + 1);
      for (int j = 0; j < m; j++) {
        middle[i * m + j] = middle(history, used[i], used[j]);
        gram[i * m + j] = gram(history, used[i], used[j]);
      }
    }
  }

  private static double weight(SecantHistory history, int i) {
    return 1 / Math.sqrt(history.stepProduct(i, i));
  }

  /** Entry of M, for steps of length 1. */
  private double middle(SecantHistory history, int i, int j) {
    double mixed = i > j ? history.mixedProduct(i, j) : history.mixedProduct(j, i);
    return weight(history, i) * weight(history, j) * (mixed - scale * history.stepProduct(i, j));
  }

  /** Entry of W'W, for steps of length 1. */
  private double gram(SecantHistory history, int i, int j) {
    double mixed = history.mixedProduct(i, j) + history.mixedProduct(j, i);
    return weight(history, i)
        * weight(history, j)
        * (history.changeProduct(i, j) - scale * mixed + scale * scale * history.stepProduct(i, j));
  }

  /** Computes row m of the factor, of pair used[m]; returns whether its pivot is large enough. */
  private boolean appended(SecantHistory history, int[] used, double[] rows, int width) {
    int last = used[m];
    int row = m * width;
    double pivot = middle(history, last, last);
    for (int j = 0; j < m; j++) {
      double sum = middle(history, last, used[j]);
      for (int k = 0; k < j; k++) {
        sum -= rows[row + k] * rows[k * width + k] * rows[j * width + k];
      }
      rows[row + j] = sum / rows[j * width + j];
      pivot -= rows[row + j] * sum;
    }
    rows[row + m] = pivot;
    double size = weight(history, last) * Math.sqrt(history.changeProduct(last, last)) + scale;
    return Math.abs(pivot) > PIVOT * size;
  }

  /** Returns how many pairs are in the matrix: the others were passed over. */
  public int size() {
    return m;
  }

  /** Fills {@code result} with B v. */
  public void apply(double[] v, double[] result) {
    double[] weighted = transposed(v);
    solveMiddle(weighted);
    for (int i = 0; i < v.length; i++) {
      result[i] = scale * v[i];
    }
    addCombination(1, weighted, result);
  }

  /** Returns W'v. */
  private double[] transposed(double[] v) {
    double[] products = new double[m];
    for (int i = 0; i < m; i++) {
      SecantPair pair = pairs.get(i);
      products[i] =
          weights[i] * (Vectors.dot(pair.change(), v) - scale * Vectors.dot(pair.step(), v));
    }
    return products;
  }

  /** Adds factor W z. */
  private void addCombination(double factor, double[] z, double[] result) {
    for (int i = 0; i < m; i++) {
      double weight = factor * weights[i] * z[i];
      Vectors.addScaled(result, weight, pairs.get(i).change());
      Vectors.addScaled(result, -weight * scale, pairs.get(i).step());
    }
  }

  /** Overwrites x with M^-1 x. */
  private void solveMiddle(double[] x) {
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < i; k++) {
        x[i] -= factor[i * m + k] * x[k];
      }
    }
    for (int i = 0; i < m; i++) {
      x[i] /= factor[i * m + i];
    }
    for (int i = m - 1; i >= 0; i--) {
      for (int k = i + 1; k < m; k++) {
        x[i] -= factor[k * m + i] * x[k];
      }
    }
  }

  /**
   * Returns a solver with B + shift I; empty where that is singular to working precision.
   *
   * <p>With t = d + shift, (B + shift I)^-1 = I/t - W (M + W'W/t)^-1 W' / t^2.
   *
   * @param shift not negative
   */
  public Optional<Inverse> shiftedInverse(double shift) {
    double total = scale + shift;
    double[] sum = middle.clone();
    Vectors.addScaled(sum, 1 / total, gram);
    return new ShiftedSolver(new DenseSymmetric(m, sum))
        .inverse(0)
        .map(small -> (rhs, result) -> solve(small, total, rhs, result));
  }

  private void solve(Inverse small, double total, double[] rhs, double[] result) {
    double[] weighted = new double[m];
    small.solve(transposed(rhs), weighted);
    for (int i = 0; i < rhs.length; i++) {
      result[i] = rhs[i] / total;
    }
    addCombination(-1 / (total * total), weighted, result);
  }
}

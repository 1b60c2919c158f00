package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.Arrays;
import java.util.Optional;

/**
 * The factorisation L D L' of a sparse symmetric matrix without pivoting, row by row (Davis 2005,
 * "Algorithm 849: a concise sparse Cholesky factorization package"). By Sylvester, D has the
 * inertia of a matrix that is off by the backward error, which is computed from the factors (Higham
 * 2002, "Accuracy and stability of numerical algorithms", theorem 9.3): where pivots are tiny it is
 * large, and says so. Where the pattern is a forest eliminated from its leaves, such as a
 * tridiagonal matrix, it is always small (Kahan 1966, "Accurate eigenvalues of a symmetric
 * tridiagonal matrix"; Demmel and Gragg 1993 for forests).
 *
 * <p>12 bytes an entry of L, and about 7 n doubles.
 */
final class SparseFactor {

  private static final double UNIT = 0x1p-53;

  private final SparseSymmetric matrix;
  private final int[] order;
  private final int[] place;
  private final int[] parents;
  private final int[] starts;
  private final int[] filled;
  private final int[] rows;
  private final double[] lower;
  private final double[] pivots;
  private final boolean forest;

  /** The signs of D, and how far the matrix that has them is off in the 2-norm. */
  record Inertia(int negatives, int positives, double error) {}

  private SparseFactor(
      SparseSymmetric matrix, int[] order, int[] place, int[] parents, int[] counts) {
    this.matrix = matrix;
    this.order = order;
    this.place = place;
    this.parents = parents;
    starts = new int[order.length + 1];
    boolean single = true;
    for (int k = 0; k < order.length; k++) {
      starts[k + 1] = starts[k] + counts[k];
      single &= counts[k] <= 1;
    }
    forest = single;
    filled = counts;
    rows = new int[starts[order.length]];
    lower = new double[rows.length];
    pivots = new double[order.length];
  }

  /**
   * Finds the pattern of L; factors nothing yet.
   *
   * @param order the coordinates of the block in the order of elimination: all that are coupled to
   *     one of them
   * @param mostEntries of L
   * @param mostWork the most multiplications of one factorisation
   * @return empty where L has more entries or takes more work
   */
  static Optional<SparseFactor> of(
      SparseSymmetric matrix, int[] order, long mostEntries, long mostWork) {
    int n = order.length;
    int[] place = places(matrix.pointers().length - 1, order);
    int[] parents = new int[n];
    int[] counts = new int[n];
    int[] flags = new int[n];
    long entries = 0;
    for (int k = 0; k < n; k++) {
      parents[k] = -1;
      flags[k] = k;
      int row = order[k];
      for (int at = matrix.pointers()[row]; at < matrix.pointers()[row + 1]; at++) {
        for (int i = place[matrix.indices()[at]];
            i >= 0 && i < k && flags[i] != k;
            i = parents[i]) {
          parents[i] = parents[i] < 0 ? k : parents[i];
          counts[i]++;
          flags[i] = k;
          entries++;
        }
      }
      if (entries > mostEntries) {
        return Optional.empty();
      }
    }
    return work(counts) > mostWork
        ? Optional.empty()
        : Optional.of(new SparseFactor(matrix, order, place, parents, counts));
  }

  private static int[] places(int all, int[] order) {
    int[] place = new int[all];
    Arrays.fill(place, -1);
    for (int k = 0; k < order.length; k++) {
      place[order[k]] = k;
    }
    return place;
  }

  private static long work(int[] counts) {
    long work = 0;
    for (int count : counts) {
      work += (long) count * count;
    }
    return work;
  }

  /** Returns the number of entries of L below its diagonal. */
  int entries() {
    return rows.length;
  }

  /**
   * Factors sign A - shift I, in place of what was factored before.
   *
   * @param values the entries of A, in the pattern of the matrix
   */
  Inertia factor(double[] values, int sign, double shift) {
    int n = order.length;
    double[] row = new double[n];
    int[] flags = new int[n];
    int[] path = new int[n];
    Arrays.fill(flags, -1);
    Arrays.fill(filled, 0);
    int negatives = 0;
    int positives = 0;
    for (int k = 0; k < n; k++) {
      int top = scatter(k, values, sign, row, flags, path);
      double pivot = eliminate(k, row[k] - shift, top, row, path);
      pivots[k] = pivot == 0 ? substitute(k, values, shift) : pivot;
      row[k] = 0;
      negatives += pivots[k] < 0 ? 1 : 0;
      positives += pivots[k] > 0 ? 1 : 0;
    }
    double error = forest ? forestError(values, sign, shift) : generalError();
    return new Inertia(negatives, positives, error);
  }

  /** Spreads row k of A, and returns where the columns of row k of L begin in {@code path}. */
  private int scatter(int k, double[] values, int sign, double[] row, int[] flags, int[] path) {
    int top = path.length;
    flags[k] = k;
    int source = order[k];
    for (int at = matrix.pointers()[source]; at < matrix.pointers()[source + 1]; at++) {
      int i = place[matrix.indices()[at]];
      if (i < 0 || i > k) {
        continue;
      }
      row[i] += sign * values[at];
      int length = 0;
      for (; flags[i] != k; i = parents[i]) {
        path[length] = i;
        length++;
        flags[i] = k;
      }
      while (length > 0) {
        top--;
        length--;
        path[top] = path[length];
      }
    }
    return top;
  }

  private double eliminate(int k, double diagonal, int top, double[] row, int[] path) {
    double pivot = diagonal;
    for (int at = top; at < path.length; at++) {
      int i = path[at];
      double entry = row[i];
      row[i] = 0;
      int end = starts[i] + filled[i];
      for (int p = starts[i]; p < end; p++) {
        row[rows[p]] -= lower[p] * entry;
      }
      double multiplier = entry / pivots[i];
      pivot -= multiplier * entry;
      rows[end] = k;
      lower[end] = multiplier;
      filled[i]++;
    }
    return pivot;
  }

  /** A pivot of zero is as well one unit of the row's rounding. */
  private double substitute(int k, double[] values, double shift) {
    double size = Math.abs(shift);
    for (int at = matrix.pointers()[order[k]]; at < matrix.pointers()[order[k] + 1]; at++) {
      size += Math.abs(values[at]);
    }
    return Math.max(UNIT * size, Double.MIN_NORMAL);
  }

  /** Rows of L have so many entries. */
  private int[] rowCounts() {
    int[] counts = new int[order.length];
    for (int row : rows) {
      counts[row]++;
    }
    return counts;
  }

  private double forestError(double[] values, int sign, double shift) {
    int[] terms = rowCounts();
    double largest = 0;
    for (int k = 0; k < order.length; k++) {
      double sum = 0;
      for (int at = matrix.pointers()[order[k]]; at < matrix.pointers()[order[k] + 1]; at++) {
        int i = place[matrix.indices()[at]];
        if (i >= 0) {
          double entry = i == k ? sign * values[at] - shift : values[at];
          sum += (Math.max(terms[k], terms[i]) + 4) * Math.abs(entry);
        }
      }
      largest = Math.max(largest, 2 * UNIT * (sum + Math.abs(shift)));
    }
    return largest;
  }

  /** The largest row sum of |L| |D| |L'|, times the rounding of as many terms. */
  private double generalError() {
    int[] terms = rowCounts();
    double[] sums = new double[order.length];
    for (int k = 0; k < order.length; k++) {
      double column = 1;
      for (int p = starts[k]; p < starts[k + 1]; p++) {
        column += Math.abs(lower[p]);
      }
      double weight = Math.abs(pivots[k]) * column;
      sums[k] += weight;
      for (int p = starts[k]; p < starts[k + 1]; p++) {
        sums[rows[p]] += Math.abs(lower[p]) * weight;
      }
    }
    double largest = 0;
    for (int k = 0; k < order.length; k++) {
      largest = Math.max(largest, 2 * UNIT * (terms[k] + 4) * sums[k]);
    }
    return largest;
  }

  /** Overwrites x, in the order of elimination, with the solution of L D L' x. */
  void solve(double[] x) {
    for (int k = 0; k < order.length; k++) {
      for (int p = starts[k]; p < starts[k + 1]; p++) {
        x[rows[p]] -= lower[p] * x[k];
      }
    }
    for (int k = 0; k < order.length; k++) {
      x[k] /= pivots[k];
    }
    solveTransposed(x);
  }

  private void solveTransposed(double[] x) {
    for (int k = order.length - 1; k >= 0; k--) {
      for (int p = starts[k]; p < starts[k + 1]; p++) {
        x[k] -= lower[p] * x[rows[p]];
      }
    }
  }

  /**
   * Returns a vector v, in the order of elimination and of norm 1, along which the factored matrix
   * is negative: L'v = e, at the pivot that is most negative.
   */
  double[] negativeDirection() {
    int most = 0;
    for (int k = 1; k < pivots.length; k++) {
      most = pivots[k] < pivots[most] ? k : most;
    }
    double[] direction = new double[pivots.length];
    direction[most] = 1;
    solveTransposed(direction);
    return Vectors.scale(1 / Vectors.norm(direction), direction);
  }

  /** Returns the coordinates in the order of elimination; frozen. */
  int[] order() {
    return order;
  }
}

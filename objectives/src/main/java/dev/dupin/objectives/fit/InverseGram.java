package dev.dupin.objectives.fit;

import dev.dupin.core.linear.Vectors;

/**
 * The diagonal of (J'J)^-1 without forming J'J, whose condition is the square of that of J: a
 * Householder QR of J with scaled columns, the largest remaining column first (Businger and Golub
 * 1965, "Linear least squares solutions by Householder transformations"; Golub and Van Loan 2013,
 * "Matrix Computations", section 5.4.2). Then (J'J)^-1 = R^-1 R^-T, and its diagonal is the squared
 * norms of the rows of R^-1.
 */
final class InverseGram {

  private static final double EPSILON = Math.ulp(1.0);

  private final int rows;
  private final int columns;

  /** The columns of J, each of norm 1, then those of R and the reflections. */
  private final double[][] a;

  /** What the columns were divided by. */
  private final double[] scales;

  private InverseGram(double[] jacobian, int columns) {
    this.rows = jacobian.length / columns;
    this.columns = columns;
    this.a = new double[columns][rows];
    this.scales = new double[columns];
    for (int j = 0; j < columns; j++) {
      for (int i = 0; i < rows; i++) {
        a[j][i] = jacobian[i * columns + j];
      }
      scales[j] = Vectors.norm(a[j]);
      a[j] = Vectors.scale(1 / scales[j], a[j]);
    }
  }

  /**
   * Returns the roots of the diagonal of (J'J)^-1; all NaN where J is not of full column rank to
   * working precision, or not finite. 3 m n^2 multiply-adds, m n doubles of memory.
   *
   * @param jacobian J, m x n, row-major; not changed
   * @param columns n
   */
  static double[] rootDiagonal(double[] jacobian, int columns) {
    InverseGram gram = new InverseGram(jacobian, columns);
    int[] order = new int[columns];
    return gram.rows >= columns && gram.factorize(order)
        ? gram.rootDiagonal(order)
        : Vectors.filled(columns, Double.NaN);
  }

  /**
   * Replaces the upper triangle by R.
   *
   * @param order is filled with the column of J that each column of R came from
   * @return whether R is regular to working precision
   */
  private boolean factorize(int[] order) {
    for (int j = 0; j < columns; j++) {
      order[j] = j;
    }
    for (int k = 0; k < columns; k++) {
      bringLargest(k, order);
      reflect(k);
      // Columns have norm 1, so what is left of one is a share of it; NaN is no share.
      if (!(Math.abs(a[k][k]) > rows * EPSILON)) {
        return false;
      }
    }
    return true;
  }

  /** Swaps the column of which most is left into place k. */
  private void bringLargest(int k, int[] order) {
    int largest = k;
    for (int j = k + 1; j < columns; j++) {
      if (tailSquare(j, k) > tailSquare(largest, k)) {
        largest = j;
      }
    }
    double[] column = a[k];
    a[k] = a[largest];
    a[largest] = column;
    int index = order[k];
    order[k] = order[largest];
    order[largest] = index;
  }

  private double tailSquare(int column, int from) {
    double sum = 0;
    for (int i = from; i < rows; i++) {
      sum += a[column][i] * a[column][i];
    }
    return sum;
  }

  /** Reflects column k onto the axis k, and the columns behind it with it. */
  private void reflect(int k) {
    double norm = Math.sqrt(tailSquare(k, k));
    double half = norm * (norm + Math.abs(a[k][k])); // v'v / 2
    double diagonal = a[k][k] > 0 ? -norm : norm;
    double[] v = a[k].clone();
    v[k] -= diagonal;
    a[k][k] = diagonal;
    for (int j = k + 1; half > 0 && j < columns; j++) {
      double dot = 0;
      for (int i = k; i < rows; i++) {
        dot += v[i] * a[j][i];
      }
      for (int i = k; i < rows; i++) {
        a[j][i] -= dot / half * v[i];
      }
    }
  }

  private double[] rootDiagonal(int[] order) {
    double[] squares = new double[columns];
    for (int c = 0; c < columns; c++) {
      double[] x = inverseColumn(c);
      for (int i = 0; i <= c; i++) {
        squares[i] += x[i] * x[i];
      }
    }
    double[] roots = new double[columns];
    for (int j = 0; j < columns; j++) {
      roots[order[j]] = Math.sqrt(squares[j]) / scales[order[j]];
    }
    return roots;
  }

  /** Solves R x = e_c by back substitution. */
  private double[] inverseColumn(int c) {
    double[] x = new double[c + 1];
    for (int i = c; i >= 0; i--) {
      double sum = i == c ? 1 : 0;
      for (int j = i + 1; j <= c; j++) {
        sum -= a[j][i] * x[j];
      }
      x[i] = sum / a[i][i];
    }
    return x;
  }
}

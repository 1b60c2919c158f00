package dev.dupin.core.linear;

/**
 * A positive diagonal D that makes the entries of D A D of one size, for a symmetric A. The inertia
 * of D A D is that of A (Sylvester's law), and for positive definite matrices unit diagonal is
 * within a factor n of the best condition number that any diagonal gives (van der Sluis 1969,
 * "Condition numbers and equilibration of matrices"). Other matrices get rows whose largest entry
 * is 1, by a few sweeps over all rows (Ruiz 2001, "A scaling algorithm to equilibrate both rows and
 * columns norms in matrices"); a row of zeros keeps the scale 1.
 *
 * <p>The entries of D are powers of two, so that scaling rounds nothing. Costs a dozen sweeps over
 * the n^2 entries.
 */
public final class Equilibration {

  /** Each sweep takes the root of what is left, 1e300 at the most: 12 sweeps leave 1.2. */
  private static final int SWEEPS = 12;

  /** A diagonal entry below this part of its row has no scale of its own: its root overflows. */
  private static final double NO_DIAGONAL = 0x1p-400;

  /** D A D must neither overflow nor vanish. */
  private static final double LARGEST = 0x1p500;

  /** Scales within this factor of each other change no judgement. */
  private static final double UNIFORM = 16;

  private Equilibration() {}

  /** Returns the diagonal of D, n powers of two. */
  public static double[] of(DenseSymmetric matrix) {
    int n = matrix.n();
    double[] scales = new double[n];
    for (int i = 0; i < n; i++) {
      double largest = largestOfRow(matrix, i);
      double diagonal = Math.abs(matrix.get(i, i));
      double size = diagonal > NO_DIAGONAL * largest ? diagonal : largest;
      scales[i] = size > 0 ? bounded(1 / Math.sqrt(size)) : 1;
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      equilibrate(matrix, scales);
    }
    return powersOfTwo(scales);
  }

  /**
   * Returns the D that makes the diagonal of D A D of size 1, where the rest of A is not known.
   * Entries of 0 are scaled as the largest one.
   *
   * @param diagonal of A, n entries
   */
  public static double[] ofDiagonal(double[] diagonal) {
    double largest = Vectors.maxAbs(diagonal);
    double[] scales = new double[diagonal.length];
    for (int i = 0; i < scales.length; i++) {
      double size = Math.abs(diagonal[i]);
      double known = size > NO_DIAGONAL * largest ? size : largest;
      scales[i] = known > 0 ? bounded(1 / Math.sqrt(known)) : 1;
    }
    return powersOfTwo(scales);
  }

  /** Returns D A D. */
  public static DenseSymmetric apply(double[] scales, DenseSymmetric matrix) {
    int n = matrix.n();
    double[] values = matrix.values();
    double[] scaled = new double[values.length];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        scaled[i * n + j] = scales[i] * values[i * n + j] * scales[j];
      }
    }
    return new DenseSymmetric(n, scaled);
  }

  /** Returns D v. */
  public static double[] apply(double[] scales, double[] v) {
    double[] scaled = v.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= scales[i];
    }
    return scaled;
  }

  /** Returns whether all scales are within a factor 16 of each other, so that none is needed. */
  public static boolean isUniform(double[] scales) {
    double largest = 0;
    double smallest = Double.POSITIVE_INFINITY;
    for (double scale : scales) {
      largest = Math.max(largest, scale);
      smallest = Math.min(smallest, scale);
    }
    return largest <= UNIFORM * smallest;
  }

  private static double largestOfRow(DenseSymmetric matrix, int row) {
    double largest = 0;
    for (int j = 0; j < matrix.n(); j++) {
      largest = Math.max(largest, Math.abs(matrix.get(row, j)));
    }
    return largest;
  }

  private static void equilibrate(DenseSymmetric matrix, double[] scales) {
    double[] before = scales.clone();
    for (int i = 0; i < scales.length; i++) {
      double largest = 0;
      for (int j = 0; j < scales.length; j++) {
        largest = Math.max(largest, before[i] * Math.abs(matrix.get(i, j)) * before[j]);
      }
      if (largest > 0) {
        scales[i] = bounded(before[i] / Math.sqrt(largest));
      }
    }
  }

  private static double bounded(double scale) {
    return Math.min(Math.max(scale, 1 / LARGEST), LARGEST);
  }

  private static double[] powersOfTwo(double[] scales) {
    double[] powers = new double[scales.length];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = Math.scalb(1.0, (int) Math.rint(Math.log(scales[i]) / Math.log(2)));
    }
    return powers;
  }
}

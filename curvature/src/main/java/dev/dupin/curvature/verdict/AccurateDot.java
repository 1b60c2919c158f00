package dev.dupin.curvature.verdict;

/**
 * The dot product of long vectors by pairwise sums over blocks (Higham 2002, "Accuracy and
 * stability of numerical algorithms", section 4.2): off by no more than {@link #ERROR} |x| |y|,
 * where a plain sum can be off by n eps.
 */
final class AccurateDot {

  private static final int BLOCK = 64;

  /** 64 additions in a block, and one for each of at most 25 halvings; 2 eps each, to be safe. */
  static final double ERROR = 2 * (BLOCK + 25) * 0x1p-53;

  private AccurateDot() {}

  static double of(double[] x, double[] y) {
    return of(x, y, 0, x.length);
  }

  private static double of(double[] x, double[] y, int from, int to) {
    if (to - from > BLOCK) {
      int middle = (from + to) >>> 1;
      return of(x, y, from, middle) + of(x, y, middle, to);
    }
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }
}

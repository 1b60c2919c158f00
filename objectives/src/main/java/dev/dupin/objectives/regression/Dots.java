package dev.dupin.objectives.regression;

/** Inner products and sums of pieces of arrays. */
final class Dots {

  private Dots() {}

  /**
   * Returns the sum of {@code length} products. Four running sums, added at the end, always in the
   * same order: a single one would wait for each addition to finish.
   */
  static double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = 0;
    for (; i < length - 3; i += 4) {
      s0 += a[aOffset + i] * b[bOffset + i];
      s1 += a[aOffset + i + 1] * b[bOffset + i + 1];
      s2 += a[aOffset + i + 2] * b[bOffset + i + 2];
      s3 += a[aOffset + i + 3] * b[bOffset + i + 3];
    }
    for (; i < length; i++) {
      s0 += a[aOffset + i] * b[bOffset + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  /** Adds a times {@code length} entries of x to as many of {@code result}. */
  static void addScaled(
      double a, double[] x, int offset, double[] result, int resultOffset, int length) {
    for (int i = 0; i < length; i++) {
      result[resultOffset + i] += a * x[offset + i];
    }
  }
}

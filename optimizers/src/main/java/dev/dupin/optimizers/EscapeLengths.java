package dev.dupin.optimizers;

/**
 * The lengths that an escape tries, in their order: from the first one down to the shortest whose
 * decrease f can show, then, where the function is longer-scaled than that, up to the longest.
 */
final class EscapeLengths {

  /** Each is tried both ways: 60 trials. */
  static final int MOST = 30;

  /** A trust region shrinks by 1/4: two bits. The first lengths are the likeliest. */
  private static final double BITS_OF_A_STEP = 2;

  private static final int FIRST_BY_STEPS = 2;

  /** From 1 to the root of eps by two bits each takes this many; a wider range, wider steps. */
  private static final int USUAL = 14;

  /** No wider than this, unless there would be more lengths than {@link #MOST_SHORTER}. */
  private static final double WIDEST_BITS = 5;

  private static final int MOST_SHORTER = 22;

  /** Longer lengths by steps of four bits: only a function of quite another scale needs them. */
  private static final double BITS_UP = 4;

  private static final int MOST_LONGER = 8;

  private EscapeLengths() {}

  /**
   * Returns the lengths.
   *
   * @param first the first length, if it is not below the shortest
   * @param shortest below it f shows nothing
   * @param longest none is longer than this and the first one
   * @param most how many there may be
   */
  static double[] of(double first, double shortest, double longest, int most) {
    double[] down = first >= shortest ? down(first, shortest, most) : new double[0];
    double[] up = up(Math.max(first, shortest), longest, most - down.length, down.length == 0);
    double[] all = new double[down.length + up.length];
    System.arraycopy(down, 0, all, 0, down.length);
    System.arraycopy(up, 0, all, down.length, up.length);
    return all;
  }

  private static double[] down(double first, double shortest, int most) {
    double bits = log2(first / shortest);
    int last = Math.min(stepsDown(bits), most - 1);
    double[] lengths = new double[Math.max(0, last + 1)];
    int bySteps = Math.min(FIRST_BY_STEPS, Math.max(0, last - 1));
    double rest = bits - BITS_OF_A_STEP * bySteps;
    for (int k = 0; k < lengths.length; k++) {
      double exponent =
          k <= bySteps
              ? BITS_OF_A_STEP * k
              : BITS_OF_A_STEP * bySteps + rest * (k - bySteps) / (last - bySteps);
      lengths[k] = first * Math.pow(2, -exponent);
    }
    return lengths;
  }

  private static int stepsDown(double bits) {
    int bySteps = (int) Math.min(bits / BITS_OF_A_STEP, 1e6);
    if (bySteps < USUAL) {
      return bySteps;
    }
    int byWideSteps = (int) Math.ceil(Math.min(bits / WIDEST_BITS, 1e6));
    return Math.min(Math.max(byWideSteps, USUAL - 1), MOST_SHORTER - 1);
  }

  /** From a length that was tried, or with it. */
  private static double[] up(double from, double longest, int most, boolean withIt) {
    double bits = log2(longest / from);
    if (!(bits > BITS_UP)) {
      return new double[0];
    }
    int steps = (int) Math.min(Math.ceil(bits / BITS_UP), MOST_LONGER);
    int start = withIt ? 0 : 1;
    double[] lengths = new double[Math.max(0, Math.min(steps + 1 - start, most))];
    for (int k = 0; k < lengths.length; k++) {
      lengths[k] = from * Math.pow(2, bits * (k + start) / steps);
    }
    return lengths;
  }

  private static double log2(double ratio) {
    return Math.log(ratio) / Math.log(2);
  }
}

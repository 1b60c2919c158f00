package dev.dupin.core.autodiff;

import java.util.SplittableRandom;

/**
 * Stochastic arithmetic (Vignes 1993, "A stochastic arithmetic for reliable scientific
 * computation"): every result is changed at random by about one unit in its last place, and so are
 * inputs, so that what differs between two sweeps is rounding. The operands of a convolution are
 * changed too, each time they are read, since terms may cancel inside it; not their values, for
 * which the operation itself is accurate.
 *
 * <p>Most decimal numbers are no doubles, so a constant that is no short binary fraction is changed
 * by one unit too, equal constants by the same.
 */
final class RandomRounding implements Rounding {

  private static final double EPS = 0x1p-52;

  private final long seed;
  private final SplittableRandom random;

  RandomRounding(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public double input(double x) {
    return neighbour(x, random);
  }

  @Override
  public double constant(double c) {
    return isExact(c) ? c : neighbour(c, new SplittableRandom(seed ^ Double.doubleToLongBits(c)));
  }

  /** Whole numbers and short binary fractions are what was meant; 0.1 and 1/3 are not. */
  private static boolean isExact(double c) {
    double shifted = c * 0x1p20;
    return shifted == Math.rint(shifted) && Math.abs(c) < 0x1p53;
  }

  /** A zero is exact; so would an infinity be. */
  private static double neighbour(double x, SplittableRandom random) {
    boolean up = random.nextBoolean();
    return x == 0 || Double.isInfinite(x) ? x : up ? Math.nextUp(x) : Math.nextDown(x);
  }

  @Override
  public double[] operand(double[] series) {
    return changed(series, 1);
  }

  @Override
  public double[] result(double[] series) {
    return changed(series, 0);
  }

  private double[] changed(double[] series, int from) {
    double[] changed = series.clone();
    for (int k = from; k < changed.length; k++) {
      if (changed[k] != 0) {
        changed[k] *= 1 + EPS * deviation(random);
      }
    }
    return changed;
  }

  /** Returns a number of size 1/2 to 1, of either sign: none that changes nothing. */
  private static double deviation(SplittableRandom random) {
    double size = 0.5 + 0.5 * random.nextDouble();
    return random.nextBoolean() ? size : -size;
  }
}

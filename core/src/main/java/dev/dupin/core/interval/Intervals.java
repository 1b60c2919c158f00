package dev.dupin.core.interval;

/**
 * A vector, or a row-major matrix, of intervals. Frozen, like every array handed across the SPI.
 *
 * @param lower the lower bounds
 * @param upper the upper bounds, as many
 */
public record Intervals(double[] lower, double[] upper) {

  /** Checks the lengths. */
  public Intervals {
    if (lower.length != upper.length) {
      throw new IllegalArgumentException(
          lower.length + " lower bounds, but " + upper.length + " upper bounds");
    }
  }

  /** Returns how many intervals there are. */
  public int length() {
    return lower.length;
  }

  /** Returns one of them. */
  public Interval get(int i) {
    return new Interval(lower[i], upper[i]);
  }
}

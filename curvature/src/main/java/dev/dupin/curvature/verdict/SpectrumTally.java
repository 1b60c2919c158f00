package dev.dupin.curvature.verdict;

/** Signs and ends of the spectrum of a matrix, gathered block by block. */
final class SpectrumTally {

  private int negatives;
  private int positives;
  private final Extreme smallest = new Extreme();
  private final Extreme largestNegated = new Extreme();

  /** The smallest of what was added. */
  private static final class Extreme {
    private double value = Double.POSITIVE_INFINITY;
    private double lower = Double.POSITIVE_INFINITY;
    private double upper = Double.POSITIVE_INFINITY;

    boolean add(double newValue, double newLower, double newUpper) {
      boolean better = newUpper < upper;
      value = Math.min(value, newValue);
      lower = Math.min(lower, newLower);
      upper = Math.min(upper, newUpper);
      return better;
    }
  }

  /** Adds the proven signs of a block. */
  void signs(int negativesThere, int positivesThere) {
    negatives += negativesThere;
    positives += positivesThere;
  }

  /**
   * Adds the smallest eigenvalue of a block with its bounds.
   *
   * @return whether no block before had a smaller upper bound
   */
  boolean smallest(double value, double lower, double upper) {
    return smallest.add(value, lower, upper);
  }

  /** Adds the largest eigenvalue of a block, likewise. */
  boolean largest(double value, double lower, double upper) {
    return largestNegated.add(-value, -upper, -lower);
  }

  int negatives() {
    return negatives;
  }

  int positives() {
    return positives;
  }

  SpectrumEnd smallest() {
    return end(smallest.value, smallest.lower, smallest.upper);
  }

  SpectrumEnd largest() {
    return end(-largestNegated.value, -largestNegated.upper, -largestNegated.lower);
  }

  private static SpectrumEnd end(double value, double lower, double upper) {
    return new SpectrumEnd(value, Math.max(upper - value, value - lower), lower, upper, true);
  }
}

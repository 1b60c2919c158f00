package dev.dupin.core.interval;

/**
 * All real numbers between two bounds. An interval is <em>undefined</em> where either bound is NaN:
 * nothing is known of the numbers then, not even that they exist.
 *
 * @param lower the lower bound, -infinity where there is none
 * @param upper the upper bound, at least {@code lower}; +infinity where there is none
 */
public record Interval(double lower, double upper) {

  /** Returns the interval that holds one number. */
  public static Interval of(double number) {
    return new Interval(number, number);
  }

  /** Returns whether a number is in this interval. */
  public boolean contains(double number) {
    return lower <= number && number <= upper;
  }
}

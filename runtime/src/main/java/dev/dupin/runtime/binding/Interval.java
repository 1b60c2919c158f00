package dev.dupin.runtime.binding;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An interval as {@link dev.dupin.core.plugin.Range} writes it: {@code (0, 1]}, {@code [1, inf)}.
 *
 * @param text as written
 * @param low the lower end
 * @param withLow whether the lower end belongs to it
 * @param high the upper end
 * @param withHigh whether the upper end belongs to it
 */
public record Interval(String text, double low, boolean withLow, double high, boolean withHigh) {

  private static final Pattern NOTATION =
      Pattern.compile("([\\[(])\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*([\\])])");

  /**
   * Reads the notation.
   *
   * @throws IllegalArgumentException if the text is no interval
   */
  public static Interval parse(String text) {
    Matcher matcher = NOTATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + text + "' is no interval such as (0, 1]");
    }
    double low = end(matcher.group(2));
    double high = end(matcher.group(3));
    if (!(low <= high)) {
      throw new IllegalArgumentException("the interval '" + text + "' is empty");
    }
    return new Interval(
        text.strip(), low, matcher.group(1).equals("["), high, matcher.group(4).equals("]"));
  }

  private static double end(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** Returns whether a number lies in this interval; NaN lies in none. */
  public boolean contains(double number) {
    boolean above = withLow ? number >= low : number > low;
    boolean below = withHigh ? number <= high : number < high;
    return above && below;
  }
}

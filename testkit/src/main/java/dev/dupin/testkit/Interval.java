package dev.dupin.testkit;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The notation of {@link dev.dupin.core.plugin.Range}. */
record Interval(double low, boolean withLow, double high, boolean withHigh) {

  private static final Pattern NOTATION =
      Pattern.compile("([\\[(])\\s*([^,\\s]+)\\s*,\\s*([^,\\s]+)\\s*([\\])])");

  static Interval parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new AssertionError("'" + text + "' is no range such as (0, 1]");
    }
    return new Interval(
        ConfigText.number(matcher.group(2)),
        matcher.group(1).equals("["),
        ConfigText.number(matcher.group(3)),
        matcher.group(4).equals("]"));
  }

  /** Returns whether a number, or each one of a list, lies in this interval. */
  boolean contains(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(this::contains);
    }
    double number = (Double) value;
    boolean above = withLow ? number >= low : number > low;
    boolean below = withHigh ? number <= high : number < high;
    return above && below;
  }
}

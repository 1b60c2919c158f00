package dev.dupin.runtime.results;

import tools.jackson.core.io.NumberOutput;

/**
 * Numbers as text that reads back to the same double: the shortest such text, the same on every
 * version of Java ({@code Double.toString} is not the shortest before 19).
 */
final class NumberText {
  /** Up to here every whole number is a double, so its digits alone say which one. */
  private static final double EXACT = 0x1p53;

  private NumberText() {}

  /**
   * Appends a number for a cell of a table: nothing for NaN, no fraction for a whole number, {@code
   * Infinity} and {@code -Infinity} by name.
   */
  static void append(StringBuilder text, double number) {
    if (Double.isNaN(number)) {
      return;
    }
    boolean whole = Math.abs(number) < EXACT && number == Math.rint(number);
    boolean negativeZero = number == 0 && 1 / number < 0;
    if (whole && !negativeZero) {
      text.append((long) number);
    } else {
      text.append(NumberOutput.toString(number, true));
    }
  }

  /** Returns the same as text of its own. */
  static String of(double number) {
    StringBuilder text = new StringBuilder();
    append(text, number);
    return text.toString();
  }
}

package dev.dupin.objectives.data;

import java.util.Locale;
import java.util.Set;

/** Decimal numbers as data files write them. */
final class Numbers {

  private static final Set<String> NOT_FINITE =
      Set.of("nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "na", "null");

  // Enough of a cell to recognise it; a whole paragraph would hide the message.
  private static final int SHOWN = 40;

  private Numbers() {}

  /**
   * Returns the number, or NaN where the text is no finite decimal number. Stricter than {@link
   * Double#parseDouble}: no hexadecimal, no {@code 1d}, no {@code Infinity}, no blanks.
   */
  static double parse(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E')) {
        return Double.NaN;
      }
    }
    try {
      double number = Double.parseDouble(text);
      return Double.isInfinite(number) ? Double.NaN : number;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Returns whether a cell is empty or says that its value is missing. */
  static boolean isMissing(String text) {
    return text.isEmpty() || NOT_FINITE.contains(text.toLowerCase(Locale.ROOT));
  }

  /** Returns whether a text that {@link #parse} refused reads as a word. */
  static boolean isWord(String text) {
    return !isMissing(text) && Character.isLetter(text.codePointAt(0));
  }

  /** Returns what is wrong with a text that {@link #parse} refused: {@code found 'abc'}. */
  static String describe(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (word.isEmpty()) {
      return "found nothing";
    }
    if (NOT_FINITE.contains(word)) {
      return "found '" + text + "', which is no finite number; a missing value cannot be used";
    }
    if (Double.isNaN(parse(text)) && !Double.isNaN(parse(text.replace(',', '.')))) {
      return "found " + quoted(text) + "; a decimal point is written '.'";
    }
    if (text.chars().allMatch(c -> "0123456789.+-eE".indexOf(c) >= 0) && isOutOfRange(text)) {
      return "found " + quoted(text) + ", which is larger than the largest double";
    }
    return "found " + quoted(text);
  }

  private static boolean isOutOfRange(String text) {
    try {
      return Double.isInfinite(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static String quoted(String text) {
    return text.length() <= SHOWN ? "'" + text + "'" : "'" + text.substring(0, SHOWN) + "…'";
  }
}

package dev.dupin.core.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers as people read them in messages. */
public final class Numbers {

  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Numbers() {}

  /**
   * Returns a number to about three digits: {@code 0}, {@code 0.399}, {@code 12.5}, {@code
   * 3.10e-11}.
   */
  public static String brief(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "infinity" : "-infinity";
    }
    if (size >= 1e-3 && size < 1e6) {
      return new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    }
    return String.format(Locale.ROOT, "%.2e", value);
  }
}

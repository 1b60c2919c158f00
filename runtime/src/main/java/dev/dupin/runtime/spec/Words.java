package dev.dupin.runtime.spec;

import java.util.Locale;

/** The words in which types and names are told. */
public final class Words {

  /** Beyond this, what somebody typed is cut in messages. */
  private static final int LONGEST = 60;

  private Words() {}

  /** Returns {@code StrongWolfe} or {@code STRONG_WOLFE} as {@code strong-wolfe}. */
  public static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
        .replace('_', '-')
        .toLowerCase(Locale.ROOT);
  }

  /** Returns what somebody typed, in quotes, cut if it is long. */
  public static String quote(String typed) {
    String line = typed.replaceAll("[\\s\\p{Cntrl}]+", " ");
    boolean isLong = line.length() > LONGEST;
    return "'" + (isLong ? line.substring(0, LONGEST) + "…" : line) + "'";
  }
}

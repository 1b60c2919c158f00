package dev.dupin.objectives.formula;

/**
 * A word of a formula.
 *
 * @param kind what it is
 * @param text as it was typed, without backquotes; empty at the end
 * @param column of its first character, from 1
 */
record Token(Kind kind, String text, int column) {

  enum Kind {
    NUMBER,
    NAME,
    /** The name of a variable between backquotes, which may hold anything else. */
    QUOTED,
    SYMBOL,
    END
  }

  boolean is(Kind other) {
    return kind == other;
  }

  boolean is(char symbol) {
    return kind == Kind.SYMBOL && text.charAt(0) == symbol;
  }

  /** Returns how a message names it. */
  String words() {
    return kind == Kind.END ? "the end" : "'" + text + "'";
  }
}

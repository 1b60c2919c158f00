package dev.dupin.objectives.formula;

import dev.dupin.objectives.formula.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Splits a formula into words. */
final class Lexer {

  private static final String SYMBOLS = "+-*/^(),";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int position;

  private Lexer(String text) {
    this.text = text;
  }

  /** Returns the words of a formula; the last one is the end. */
  static List<Token> tokens(String text) {
    Lexer lexer = new Lexer(text);
    while (lexer.position < text.length()) {
      lexer.next();
    }
    lexer.tokens.add(new Token(Kind.END, "", text.length() + 1));
    return lexer.tokens;
  }

  private void next() {
    int start = position;
    char c = text.charAt(start);
    if (Character.isWhitespace(c)) {
      position++;
    } else if (isDigit(start) || (c == '.' && isDigit(start + 1))) {
      skipNumber();
      add(Kind.NUMBER, start);
    } else if (isNameStart(c)) {
      while (position < text.length() && isNamePart(text.charAt(position))) {
        position++;
      }
      add(Kind.NAME, start);
    } else if (c == '`') {
      quoted(start);
    } else if (SYMBOLS.indexOf(c) >= 0) {
      refuseForeignPower(start);
      position++;
      add(Kind.SYMBOL, start);
    } else {
      throw unexpected(start);
    }
  }

  private void add(Kind kind, int start) {
    tokens.add(new Token(kind, text.substring(start, position), start + 1));
  }

  private void quoted(int start) {
    int end = text.indexOf('`', start + 1);
    if (end < 0) {
      throw new FormulaException("this backquote is not closed", text, start + 1);
    }
    position = end + 1;
    tokens.add(new Token(Kind.QUOTED, text.substring(start + 1, end), start + 1));
  }

  /** Digits with an optional fraction and exponent. An 'e' without digits is the next word. */
  private void skipNumber() {
    skipDigits();
    if (position < text.length() && text.charAt(position) == '.') {
      position++;
      skipDigits();
    }
    if (position < text.length() && "eE".indexOf(text.charAt(position)) >= 0) {
      int digits = position + 1;
      if (digits < text.length() && "+-".indexOf(text.charAt(digits)) >= 0) {
        digits++;
      }
      if (isDigit(digits)) {
        position = digits;
        skipDigits();
      }
    }
  }

  private void skipDigits() {
    while (isDigit(position)) {
      position++;
    }
  }

  private boolean isDigit(int at) {
    return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
  }

  /** Returns whether a name may start so. */
  static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_';
  }

  /** Returns whether a name may go on so. */
  static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private void refuseForeignPower(int start) {
    if (text.startsWith("**", start)) {
      throw new FormulaException("a power is written '^', not '**'", text, start + 1);
    }
  }

  private FormulaException unexpected(int start) {
    int code = text.codePointAt(start);
    String hint =
        switch (code) {
          case '[', ']', '{', '}' -> "; brackets are round here";
          case '\u2212', '\u2013' -> "; did you mean '-'?";
          case '\u00b7', '\u00d7' -> "; did you mean '*'?";
          case '\u00b2' -> "; did you mean '^2'?";
          case '\u00b3' -> "; did you mean '^3'?";
          default -> "";
        };
    return new FormulaException(
        "unexpected character '" + Character.toString(code) + "'" + hint, text, start + 1);
  }
}

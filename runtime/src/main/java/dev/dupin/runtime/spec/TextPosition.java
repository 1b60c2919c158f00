package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.SpecText;

/**
 * Finds a character of a text value in the spec that the text was written in, whether it stands
 * there plain, in quotes or as a block of lines.
 */
public final class TextPosition {

  private final String content;
  private int at;

  /** Whether line breaks were passed just now: all of them, so the text may have more. */
  private boolean isBehindBreak;

  private TextPosition(String content, int at) {
    this.content = content;
    this.at = at;
  }

  /**
   * Returns the place of a character, or that of the whole value where they cannot be matched: on
   * the command line, or behind an escape in quotes.
   *
   * @param value where the text starts
   * @param text the value
   * @param index of the character, from 0; the length of the text is the place behind it
   */
  public static Origin find(SpecText spec, Origin value, String text, int index) {
    if (value.kind() != Origin.Kind.SPEC || !value.file().equals(spec.file())) {
      return value;
    }
    int start = start(spec.content(), value);
    if (start < 0 || index > text.length()) {
      return value;
    }
    TextPosition position = new TextPosition(spec.content(), start);
    position.open();
    for (int i = 0; i < index; i++) {
      if (!position.pass(text.charAt(i))) {
        return value;
      }
    }
    return position.origin(spec.file());
  }

  /** Returns the index of a place in the text, or -1 if there is no such place. */
  private static int start(String content, Origin place) {
    int line = 0;
    for (int i = 1; i < place.line(); i++) {
      line = content.indexOf('\n', line) + 1;
      if (line == 0) {
        return -1;
      }
    }
    int columns = content.codePointCount(line, content.length());
    return place.column() <= columns
        ? content.offsetByCodePoints(line, place.column() - 1)
        : content.length();
  }

  /** Passes what stands before the first character: a quote, or the head of a block. */
  private void open() {
    char first = here();
    if (first == '"' || first == '\'') {
      at++;
    } else if (first == '|' || first == '>') {
      int end = content.indexOf('\n', at);
      at = end < 0 ? content.length() : end;
      passBreaks();
    }
  }

  /** Passes one character; a line break and the indentation of the next line may fold to one. */
  private boolean pass(char character) {
    char here = here();
    if (isBehindBreak && character == '\n') {
      return true;
    }
    isBehindBreak = false;
    boolean isBreak = here == '\n' || here == '\r';
    if (isBreak && (character == '\n' || character == ' ')) {
      passBreaks();
      return true;
    }
    at++;
    return here == character;
  }

  private void passBreaks() {
    isBehindBreak = true;
    while (at < content.length() && " \r\n".indexOf(here()) >= 0) {
      at++;
    }
  }

  /** Returns the present character; behind the end one that no text has. */
  private char here() {
    return at < content.length() ? content.charAt(at) : '\uffff';
  }

  private Origin origin(String file) {
    String before = content.substring(0, Math.min(at, content.length()));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int start = before.lastIndexOf('\n') + 1;
    return Origin.spec(file, line, before.codePointCount(start, before.length()) + 1);
  }
}

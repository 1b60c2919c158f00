package dev.dupin.runtime;

/**
 * Where a value of a spec came from.
 *
 * @param kind the way it came
 * @param file the spec, or {@code command line: PATH=VALUE}
 * @param line counted from 1; 0 if the source has no lines
 * @param column counted from 1; 0 if the source has no columns
 */
public record Origin(Kind kind, String file, int line, int column) {

  /** The ways in which a value comes into a run. */
  public enum Kind {
    /** Written in the spec. */
    SPEC,
    /** Given on the command line. */
    OVERRIDE,
    /** Left out, so that the part's own default holds. The place is that of the part. */
    DEFAULT
  }

  /** Returns a place in a spec. */
  public static Origin spec(String file, int line, int column) {
    return new Origin(Kind.SPEC, file, line, column);
  }

  /** Returns an override, told by its whole text. */
  public static Origin override(String text) {
    return new Origin(Kind.OVERRIDE, "command line: " + text, 0, 0);
  }

  /** Returns the origin of what is left out at this place. */
  public Origin asDefault() {
    return new Origin(Kind.DEFAULT, file, line, column);
  }

  /** Returns {@code file:line:column}, without the numbers where there are none. */
  public String place() {
    return place(file, line, column);
  }

  static String place(String file, int line, int column) {
    if (line <= 0) {
      return file;
    }
    return column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
  }

  /** Returns {@code default}, or the place. */
  @Override
  public String toString() {
    return kind == Kind.DEFAULT ? "default" : place();
  }
}

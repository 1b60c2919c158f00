package dev.dupin.runtime;

/**
 * One mistake in a spec, its data or its overrides.
 *
 * @param file the file, or {@code command line: PATH=VALUE}
 * @param line counted from 1; 0 if the whole file is meant
 * @param column counted from 1; 0 if the whole line is meant
 * @param path where in the spec, such as {@code step.initialRadius}; empty if the whole spec is
 *     meant
 * @param message what is wrong
 * @param hint what to do instead, such as {@code did you mean 'bfgs'; known: bfgs, exact}; may be
 *     empty
 */
public record Problem(String file, int line, int column, String path, String message, String hint) {

  /** A problem without a hint. */
  public Problem(String file, int line, int column, String path, String message) {
    this(file, line, column, path, message, "");
  }

  /** Returns a problem at the place a value came from. */
  public static Problem at(Origin origin, String path, String message, String hint) {
    return new Problem(origin.file(), origin.line(), origin.column(), path, message, hint);
  }

  /** Returns {@code file:line:column: error: message, at path; hint}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(Origin.place(file, line, column));
    text.append(": error: ").append(message);
    if (!path.isEmpty()) {
      text.append(", at ").append(path);
    }
    if (!hint.isEmpty()) {
      text.append("; ").append(hint);
    }
    return text.toString();
  }
}

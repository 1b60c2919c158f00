package dev.dupin.runtime.spec;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** A document is nested too deeply to be read safely. */
final class TooDeepException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Mark mark;

  TooDeepException(Mark mark, int depth) {
    super("nested more than " + depth + " levels deep");
    this.mark = mark;
  }

  Mark mark() {
    return mark;
  }
}

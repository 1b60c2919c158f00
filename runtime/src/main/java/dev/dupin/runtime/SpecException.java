package dev.dupin.runtime;

/** A spec file that cannot be read at all: missing, empty, binary, too large. */
public final class SpecException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  SpecException(Problem problem) {
    super(problem.toString());
    this.problem = problem;
  }

  /** Returns what is wrong, and where. */
  public Problem problem() {
    return problem;
  }
}

package dev.dupin.core.minimizer;

/**
 * Ends a run from inside an evaluation. An {@link Error}, since plugins catch exceptions of their
 * own code and must not catch this by accident; without a stack trace, since it is no fault.
 */
final class RunOver extends Error {

  private static final long serialVersionUID = 1L;

  private final Status status;

  RunOver(Status status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  End end() {
    return new End(status, String.valueOf(getMessage()));
  }
}

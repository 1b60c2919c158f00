package dev.dupin.core.linear;

/**
 * Thrown by a part whose arithmetic broke down where no smaller step can help: a Hessian that is
 * not finite at an accepted point, a decomposition that does not end. The run ends as {@code
 * NUMERICAL_FAILURE} with this message.
 */
public final class NumericalFailureException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what broke down, with the numbers
   */
  public NumericalFailureException(String message) {
    super(message);
  }
}

package dev.dupin.core.plugin;

/**
 * A value of a configuration that its part refuses, and under which key it stands: whoever knows
 * where the user wrote that value can point at it. Thrown by the constructor of a configuration
 * record or of a part; the user's fault, told without a stack trace. Where another part stands
 * under the key, its name need not be in the message: the user is told what was written there. Of
 * several wrong values one is thrown, with the others {@linkplain #addSuppressed suppressed} in it:
 * all of them are told.
 */
public final class RefusedValueException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final int column;

  /**
   * @param key the component of the configuration record
   * @param column where in the value, a text, counted from 1 in characters; 0 if all of it is meant
   * @param cause what is wrong; its message becomes that of this exception
   */
  public RefusedValueException(String key, int column, IllegalArgumentException cause) {
    super(cause.getMessage(), cause);
    if (key.isBlank() || column < 0) {
      throw new IllegalArgumentException("no place in a value: '" + key + "', column " + column);
    }
    this.key = key;
    this.column = column;
  }

  /** Returns the component of the configuration record. */
  public String key() {
    return key;
  }

  /** Returns where in the value, counted from 1 in characters; 0 if all of it is meant. */
  public int column() {
    return column;
  }
}

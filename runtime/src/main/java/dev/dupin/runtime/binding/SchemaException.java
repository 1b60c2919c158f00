package dev.dupin.runtime.binding;

/** A part is written in a way that cannot be configured: its author's fault, not the user's. */
public final class SchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}

package dev.dupin.core.minimizer;

import java.util.Optional;

/** Why a loop ended. */
record End(Status status, String message, Optional<Throwable> failure) {

  End(Status status, String message) {
    this(status, message, Optional.empty());
  }

  static End exception(Throwable thrown, String where) {
    return new End(
        Status.PLUGIN_EXCEPTION, describe(thrown) + " was thrown " + where, Optional.of(thrown));
  }

  /** Returns the class of an exception and its message on one line. */
  static String describe(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = thrown.getMessage();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("");
  }
}

package dev.dupin.runtime;

import java.util.Optional;

/**
 * A plugin, or a part of one, that cannot be used. Everything else still can.
 *
 * @param source the jar or folder, as far as it is known, else {@code class path}
 * @param message what is wrong
 * @param cause what was thrown, if something was
 */
public record PluginProblem(String source, String message, Optional<Throwable> cause) {

  /** Returns {@code source: error: message}. */
  @Override
  public String toString() {
    return source + ": error: " + message;
  }
}

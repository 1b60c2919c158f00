package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import java.util.Optional;

/**
 * One key of a configuration.
 *
 * @param name what the user types
 * @param shape what may stand there
 * @param usual what stands there if it is left out
 * @param usualText the same as its author wrote it
 * @param range what its number, or each of them, must lie in
 */
record KeySchema(
    String name,
    Shape shape,
    Optional<Located> usual,
    Optional<String> usualText,
    Optional<String> range) {

  boolean isRequired() {
    return usual.isEmpty() && !shape.isOptional();
  }
}

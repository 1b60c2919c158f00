package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import org.jspecify.annotations.Nullable;

/** The type of a key: what may stand there, and what it becomes. */
interface Shape {

  /** Returns what may stand there, in words that follow "expected". */
  String words();

  /** Returns the value, or null where it is wrong; why is then among the binder's problems. */
  @Nullable Bound bind(Located node, String path, Binder binder);

  /** Returns whether the key may be left out though it has no default. */
  default boolean isOptional() {
    return false;
  }

  /** Returns the Java value of a key that is left out. */
  default Object absent() {
    throw new IllegalStateException("only an optional key can be left out");
  }
}

package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A value whose key may be left out.
 *
 * @param value what stands there if it is not
 * @param wrap from the value to an optional of it
 * @param empty what the record holds if it is left out
 */
record OptionalShape(Shape value, UnaryOperator<Object> wrap, Object empty) implements Shape {

  @Override
  public String words() {
    return value.words();
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    Bound bound = value.bind(node, path, binder);
    return bound == null ? null : new BoundOptional(bound, wrap);
  }

  @Override
  public boolean isOptional() {
    return true;
  }

  @Override
  public Object absent() {
    return empty;
  }
}

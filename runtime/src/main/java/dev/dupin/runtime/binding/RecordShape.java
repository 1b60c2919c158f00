package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedMap;
import org.jspecify.annotations.Nullable;

/**
 * A record of further keys.
 *
 * @param type the record
 * @param schemas knows its keys; asked late, because a record may contain itself
 */
record RecordShape(Class<?> type, Schemas schemas) implements Shape {

  @Override
  public String words() {
    return "a map of the keys " + String.join(", ", schemas.record(type).names());
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedMap map)) {
      binder.wrongType(node, path, this);
      return null;
    }
    RecordSchema.Binding binding = schemas.record(type).bind(map, path, binder);
    return binding.isRight() ? binding.record() : null;
  }
}

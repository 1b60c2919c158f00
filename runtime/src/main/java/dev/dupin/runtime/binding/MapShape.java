package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map whose keys are names that the user chooses.
 *
 * @param value what stands under each
 */
record MapShape(Shape value) implements Shape {

  @Override
  public String words() {
    return value instanceof PartShape
        ? "a list, or a map from names, of parts, each " + value.words()
        : "a map from names, each to " + value.words();
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    Located named = value instanceof PartShape ? PartNames.named(node) : node;
    if (!(named instanceof LocatedMap map)) {
      binder.wrongType(node, path, this);
      return null;
    }
    Map<String, Bound> values = new LinkedHashMap<>();
    map.entries()
        .forEach(
            (name, entry) -> {
              Bound bound = value.bind(entry.value(), path + "." + name, binder);
              if (bound != null) {
                values.put(name, bound);
              }
            });
    boolean right = values.size() == map.entries().size();
    return right ? new BoundMap(path, node.origin(), values) : null;
  }
}

package dev.dupin.runtime.binding;

import dev.dupin.core.plugin.Suggestions;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedScalar;
import dev.dupin.runtime.spec.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One of a few words, in kebab-case.
 *
 * @param constants by word, in the order of the enum
 */
record EnumShape(Map<String, Object> constants) implements Shape {

  static EnumShape of(Class<?> type) {
    Map<String, Object> constants = new LinkedHashMap<>();
    for (Object constant : type.getEnumConstants()) {
      constants.put(Words.kebab(((Enum<?>) constant).name()), constant);
    }
    return new EnumShape(constants);
  }

  @Override
  public String words() {
    return "one of " + String.join(", ", constants.keySet());
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedScalar scalar) || scalar.isNull()) {
      binder.wrongType(node, path, this);
      return null;
    }
    Object constant = constants.get(scalar.text());
    if (constant == null) {
      String message = "unknown word " + Words.quote(scalar.text());
      String hint = Suggestions.hint(scalar.text(), constants.keySet());
      binder.problems().add(node.origin(), path, message, hint);
      return null;
    }
    return new BoundValue(path, node.origin(), constant, scalar.text(), scalar.text());
  }
}

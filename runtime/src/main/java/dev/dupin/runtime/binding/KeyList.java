package dev.dupin.runtime.binding;

import dev.dupin.core.documentation.Documentation;
import dev.dupin.runtime.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys of a configuration, as a catalog lists them. */
public final class KeyList {

  private final List<Part.Key> keys = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private final Documentation documentation;

  private KeyList(Documentation documentation) {
    this.documentation = documentation;
  }

  /**
   * Returns the keys, those of nested records with a dot.
   *
   * @param documentation of the part
   */
  public static List<Part.Key> of(RecordSchema schema, Documentation documentation) {
    KeyList list = new KeyList(documentation);
    list.add("", schema);
    return list.keys;
  }

  private void add(String prefix, RecordSchema schema) {
    for (KeySchema key : schema.keys()) {
      String name = prefix + key.name();
      keys.add(
          new Part.Key(
              name,
              documentation.key(schema.constructor().getDeclaringClass(), key.name()),
              key.shape().words(),
              key.usualText(),
              key.range(),
              key.isRequired()));
      Shape shape = key.shape() instanceof OptionalShape optional ? optional.value() : key.shape();
      if (shape instanceof RecordShape nested && seen.add(nested.type())) {
        add(name + ".", nested.schemas().record(nested.type()));
      }
    }
  }
}

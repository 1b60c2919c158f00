package dev.dupin.runtime.binding;

import dev.dupin.runtime.Part;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys of a configuration, as a catalog lists them. */
public final class KeyList {

  private final List<Part.Key> keys = new ArrayList<>();
  private final Set<Class<?>> seen = new HashSet<>();

  private KeyList() {}

  /** Returns the keys, those of nested records with a dot. */
  public static List<Part.Key> of(RecordSchema schema) {
    KeyList list = new KeyList();
    list.add("", schema);
    return list.keys;
  }

  private void add(String prefix, RecordSchema schema) {
    for (KeySchema key : schema.keys()) {
      String name = prefix + key.name();
      keys.add(
          new Part.Key(name, key.shape().words(), key.usualText(), key.range(), key.isRequired()));
      Shape shape = key.shape() instanceof OptionalShape optional ? optional.value() : key.shape();
      if (shape instanceof RecordShape nested && seen.add(nested.type())) {
        add(name + ".", nested.schemas().record(nested.type()));
      }
    }
  }
}

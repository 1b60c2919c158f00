package dev.dupin.runtime.binding;

import dev.dupin.core.plugin.Suggestions;
import dev.dupin.runtime.Origin;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.Words;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a configuration record.
 *
 * @param constructor the canonical one
 * @param keys in the order of the record
 * @param exclusive groups of which exactly one key is given
 * @param replaced by the name of a key, those that are not given beside it
 */
public record RecordSchema(
    Constructor<?> constructor,
    List<KeySchema> keys,
    List<List<String>> exclusive,
    Map<String, List<String>> replaced) {

  /** Returns the names of the keys. */
  List<String> names() {
    return keys.stream().map(KeySchema::name).toList();
  }

  /** Returns the keys that are not given beside this one. */
  List<String> replacedBy(String key) {
    return replaced.getOrDefault(key, List.of());
  }

  /**
   * What became of a map.
   *
   * @param record its keys that are right
   * @param isRight whether all of them are, and none is missing
   */
  public record Binding(BoundRecord record, boolean isRight) {}

  /** Binds every key of a map; what is wrong is told to the binder. */
  Binding bind(LocatedMap map, String path, Binder binder) {
    return bind(map, path, List.of(), binder);
  }

  /**
   * Binds every key of a map.
   *
   * @param others keys that somebody else takes out of the map, for hints
   */
  Binding bind(LocatedMap map, String path, List<String> others, Binder binder) {
    boolean right = areKnown(map, path, others, binder);
    right &= areExclusive(map, path, binder);
    right &= areNotReplaced(map, path, binder);
    Map<String, Bound> values = new LinkedHashMap<>();
    for (KeySchema key : keys) {
      String below = path.isEmpty() ? key.name() : path + "." + key.name();
      Located node = node(key, map);
      Bound bound = node == null ? null : key.shape().bind(node, below, binder);
      if (bound != null) {
        values.put(key.name(), bound);
      } else if (node == null && key.isRequired()) {
        String message = "missing key '" + key.name() + "'";
        binder.problems().add(map.origin(), path, message, "it is " + key.shape().words());
      }
      right &= bound != null || (node == null && !key.isRequired());
    }
    return new Binding(new BoundRecord(path, map.origin(), this, values), right);
  }

  private static @Nullable Located node(KeySchema key, LocatedMap map) {
    Located given = map.get(key.name());
    if (key.usual().isEmpty()) {
      return given;
    }
    if (given == null) {
      return key.usual().get().at(map.origin().asDefault());
    }
    return key.shape() instanceof PartShape part
        ? part.withUsualType(given, key.usual().get())
        : given;
  }

  private boolean areKnown(LocatedMap map, String path, List<String> others, Binder binder) {
    boolean right = true;
    List<String> names = Stream.concat(names().stream(), others.stream()).toList();
    for (Map.Entry<String, LocatedMap.Entry> entry : map.entries().entrySet()) {
      if (!names.contains(entry.getKey())) {
        String below = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        String message = "unknown key " + Words.quote(entry.getKey());
        String hint = Suggestions.hint(entry.getKey(), names);
        binder.problems().add(entry.getValue().origin(), below, message, hint);
        right = false;
      }
    }
    return right;
  }

  private boolean areExclusive(LocatedMap map, String path, Binder binder) {
    boolean right = true;
    for (List<String> group : exclusive) {
      List<String> given = group.stream().filter(key -> map.get(key) != null).toList();
      if (given.size() != 1) {
        String found = given.isEmpty() ? "none" : String.join(" and ", given);
        Origin origin =
            given.isEmpty()
                ? map.origin()
                : Objects.requireNonNull(map.entries().get(given.get(1))).origin();
        binder
            .problems()
            .add(origin, path, "give one of " + String.join(", ", group) + "; found " + found);
        right = false;
      }
    }
    return right;
  }

  private boolean areNotReplaced(LocatedMap map, String path, Binder binder) {
    boolean right = true;
    for (String key : map.entries().keySet()) {
      for (String other : replacedBy(key)) {
        LocatedMap.Entry given = map.entries().get(other);
        if (given != null) {
          String below = path.isEmpty() ? other : path + "." + other;
          String message =
              Words.quote(other)
                  + " says nothing beside "
                  + Words.quote(key)
                  + ": give one of them";
          binder.problems().add(given.origin(), below, message);
          right = false;
        }
      }
    }
    return right;
  }

  /** Returns a new record; what its constructor throws comes out as it is. */
  Object create(Object[] arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }
}

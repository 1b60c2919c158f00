package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A map. Its keys keep their order.
 *
 * @param origin of its start
 * @param entries by key
 */
public record LocatedMap(Origin origin, Map<String, Entry> entries) implements Located {

  /**
   * One entry.
   *
   * @param origin of the key
   * @param value what stands under it
   */
  public record Entry(Origin origin, Located value) {}

  public LocatedMap {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** Returns a map without keys. */
  public static LocatedMap empty(Origin origin) {
    return new LocatedMap(origin, Map.of());
  }

  /** Returns what stands under a key, or null. */
  public @Nullable Located get(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** Returns this map with one key set, in its old place if it was there. */
  public LocatedMap with(String key, Origin keyOrigin, Located value) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.put(key, new Entry(keyOrigin, value));
    return new LocatedMap(origin, changed);
  }

  /** Returns this map without one key. */
  public LocatedMap without(String key) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    changed.remove(key);
    return new LocatedMap(origin, changed);
  }

  @Override
  public LocatedMap at(Origin other) {
    Map<String, Entry> moved = new LinkedHashMap<>();
    entries.forEach((key, entry) -> moved.put(key, new Entry(other, entry.value().at(other))));
    return new LocatedMap(other, moved);
  }

  @Override
  public String words() {
    return "a map";
  }

  @Override
  public String label() {
    return entries.entrySet().stream()
        .map(e -> e.getKey().equals("type") ? label(e) : e.getKey() + "-" + label(e))
        .collect(Collectors.joining("-"));
  }

  private static String label(Map.Entry<String, Entry> entry) {
    return entry.getValue().value().label();
  }
}

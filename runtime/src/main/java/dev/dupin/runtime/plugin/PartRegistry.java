package dev.dupin.runtime.plugin;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Every part that was announced, by kind and name. A name that two plugins announce is nobody's.
 */
public final class PartRegistry {

  private final Map<Class<?>, Map<String, List<RegisteredPart>>> parts = new LinkedHashMap<>();

  /** Adds a part, and returns those that announced the same name before. */
  List<RegisteredPart> add(RegisteredPart part) {
    List<RegisteredPart> same =
        parts
            .computeIfAbsent(part.kind(), kind -> new TreeMap<>())
            .computeIfAbsent(part.name(), name -> new ArrayList<>());
    List<RegisteredPart> earlier = List.copyOf(same);
    same.add(part);
    return earlier;
  }

  /** Returns the parts of that name: none, the one, or several that quarrel over it. */
  public List<RegisteredPart> find(Class<?> kind, String name) {
    return List.copyOf(parts.getOrDefault(kind, Map.of()).getOrDefault(name, List.of()));
  }

  /** Returns the names of a kind that can be used, in alphabetical order. */
  public List<String> names(Class<?> kind) {
    return parts.getOrDefault(kind, Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Returns the kinds that have a part of that name. */
  public List<Class<?>> kindsOf(String name) {
    List<Class<?>> kinds = new ArrayList<>();
    parts.forEach(
        (kind, byName) -> {
          if (byName.containsKey(name)) {
            kinds.add(kind);
          }
        });
    return kinds;
  }

  /** Returns every kind that has parts. */
  public Set<Class<?>> kinds() {
    return parts.keySet();
  }

  /** Returns every part: the kinds in the order a reader wants, the names in the alphabet's. */
  public List<RegisteredPart> all() {
    return parts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey(Kinds.order()))
        .map(entry -> entry.getValue().values())
        .flatMap(Collection::stream)
        .flatMap(List::stream)
        .toList();
  }
}

package dev.dupin.objectives.formula;

import dev.dupin.core.plugin.Suggestions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The variables of a formula while it is read: a list that is given, or that grows. */
final class Variables {

  /** Enough of a kind to recognise it by; a table may have thousands of columns. */
  private static final int SHOWN = 10;

  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final Set<String> occurring = new LinkedHashSet<>();
  private final Map<String, List<String>> kinds;
  private final boolean open;

  private Variables(boolean open, Map<String, List<String>> kinds) {
    this.open = open;
    this.kinds = kinds;
  }

  /** Any name is a variable; they are numbered in the order in which they appear. */
  static Variables open() {
    return new Variables(true, Map.of());
  }

  /** These are the variables, in this order. */
  static Variables listed(List<String> names) {
    Variables variables = new Variables(false, Map.of());
    variables.add(names);
    return variables;
  }

  /** These are the variables, in this order; messages tell them by their kinds. */
  static Variables of(Map<String, List<String>> kinds) {
    Variables variables = new Variables(false, kinds);
    kinds.values().forEach(variables::add);
    return variables;
  }

  private void add(List<String> names) {
    names.forEach(name -> indices.put(name, indices.size()));
  }

  boolean has(String name) {
    return open || indices.containsKey(name);
  }

  /** Returns whether the user listed that name: one that merely appeared may be a slip. */
  boolean isListed(String name) {
    return !open && indices.containsKey(name);
  }

  /** Returns the index of a variable that there is, and notes that it occurs. */
  int index(String name) {
    occurring.add(name);
    return indices.computeIfAbsent(name, added -> indices.size());
  }

  List<String> names() {
    return List.copyOf(indices.keySet());
  }

  /** Returns those that were asked for, in the order in which they first were. */
  Set<String> occurring() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(occurring));
  }

  /** Returns what may be meant by a name that there is not, to be put behind a message. */
  String meant(String name) {
    List<String> letters = List.of(name.split(""));
    if (letters.size() > 1 && letters.stream().allMatch(this::has)) {
      return "; a product is written " + String.join("*", letters);
    }
    if (kinds.isEmpty()) {
      Set<String> known = new TreeSet<>(indices.keySet());
      known.addAll(Names.CONSTANTS.keySet());
      return Suggestion.of(name, known);
    }
    String near =
        Suggestions.nearest(name, indices.keySet())
            .map(found -> "; did you mean '" + found + "'? ")
            .orElse("; ");
    return near
        + kinds.entrySet().stream()
            .map(kind -> kind.getKey() + ": " + shown(kind.getValue()))
            .collect(Collectors.joining("; "));
  }

  private static String shown(List<String> names) {
    List<String> first = new ArrayList<>();
    for (String name : names.subList(0, Math.min(SHOWN, names.size()))) {
      first.add(Expression.isName(name) ? name : "`" + name + "`");
    }
    if (names.size() > SHOWN) {
      first.add("… (" + (names.size() - SHOWN) + " more)");
    }
    return first.isEmpty() ? "none" : String.join(", ", first);
  }
}

package dev.dupin.objectives.formula;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of a formula while it is read: a list that is given, or that grows. */
final class Variables {

  private final Map<String, Integer> indices = new LinkedHashMap<>();
  private final boolean open;

  private Variables(boolean open) {
    this.open = open;
  }

  /** Any name is a variable; they are numbered in the order in which they appear. */
  static Variables open() {
    return new Variables(true);
  }

  /** These are the variables, in this order. */
  static Variables listed(List<String> names) {
    Variables variables = new Variables(false);
    names.forEach(name -> variables.indices.put(name, variables.indices.size()));
    return variables;
  }

  boolean has(String name) {
    return open || indices.containsKey(name);
  }

  /** Returns whether the user listed that name: one that merely appeared may be a slip. */
  boolean isListed(String name) {
    return !open && indices.containsKey(name);
  }

  /** Returns the index of a variable that there is. */
  int index(String name) {
    return indices.computeIfAbsent(name, added -> indices.size());
  }

  List<String> names() {
    return new ArrayList<>(indices.keySet());
  }
}

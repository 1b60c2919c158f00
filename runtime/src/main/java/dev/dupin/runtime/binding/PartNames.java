package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedList;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.LocatedScalar;

/** Names for parts that a spec lists without any. */
public final class PartNames {

  private PartNames() {}

  /** Returns a list of parts, or the bare word of one, as a map; anything else as it is. */
  static Located named(Located node) {
    if (node instanceof LocatedScalar word && word.isWord()) {
      return LocatedMap.empty(word.origin()).with(word.text(), word.origin(), word);
    }
    return node instanceof LocatedList list ? named(list) : node;
  }

  /**
   * Returns parts that were listed as a map: each has the name of its type, with a number where one
   * type occurs again.
   */
  public static LocatedMap named(LocatedList list) {
    LocatedMap parts = LocatedMap.empty(list.origin());
    for (Located item : list.items()) {
      String type = type(item);
      String name = type;
      for (int number = 2; parts.get(name) != null; number++) {
        name = type + "-" + number;
      }
      parts = parts.with(name, item.origin(), item);
    }
    return parts;
  }

  /** Returns the type that a part names, however it is written. */
  public static String type(Located part) {
    Located type = part instanceof LocatedMap map ? map.get(BoundPart.TYPE) : part;
    return type instanceof LocatedScalar word ? word.text() : "part";
  }
}

package dev.dupin.runtime;

import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.PartNames;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedList;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.LocatedScalar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a spec lists analyses and observers, brought to one: a map from names to parts
 * whose type is the name unless they say otherwise.
 *
 * <pre>
 * analyze: verdict                              one word
 * analyze: [verdict, {type: spectrum}]          a list; the second one of a type is called type-2
 * analyze: {verdict: none, late: {type: spectrum}}
 * </pre>
 *
 * @param parts the map
 * @param switchedOff the names that stand at {@code none}, and where
 * @param allOff where {@code none} stands for all of them
 */
record NamedParts(LocatedMap parts, Map<String, Origin> switchedOff, Optional<Origin> allOff) {

  private static final String NONE = "none";

  /** Returns the parts of a key that is written in any of the ways; null if it is left out. */
  static NamedParts of(@Nullable Located node, Origin whole) {
    if (node == null) {
      return on(LocatedMap.empty(whole.asDefault()));
    }
    if (node instanceof LocatedMap map) {
      return ofMap(map);
    }
    if (node instanceof LocatedList list) {
      return on(PartNames.named(list));
    }
    LocatedScalar word = (LocatedScalar) node;
    LocatedMap nothing = LocatedMap.empty(node.origin());
    if (word.text().equals(NONE)) {
      return new NamedParts(nothing, Map.of(), Optional.of(word.origin()));
    }
    return on(word.isNull() ? nothing : nothing.with(word.text(), word.origin(), word));
  }

  private static NamedParts on(LocatedMap parts) {
    return new NamedParts(parts, Map.of(), Optional.empty());
  }

  private static NamedParts ofMap(LocatedMap map) {
    Map<String, LocatedMap.Entry> parts = new LinkedHashMap<>();
    Map<String, Origin> switchedOff = new HashMap<>();
    map.entries()
        .forEach(
            (name, entry) -> {
              if (entry.value() instanceof LocatedScalar word && word.text().equals(NONE)) {
                switchedOff.put(name, word.origin());
              } else {
                Located part = typed(name, entry);
                parts.put(name(name, part), new LocatedMap.Entry(entry.origin(), part));
              }
            });
    return new NamedParts(new LocatedMap(map.origin(), parts), switchedOff, Optional.empty());
  }

  /** An override below a single word makes {@code {type: word}} of it, and means the word. */
  private static String name(String name, Located part) {
    return name.equals(BoundPart.TYPE) && part instanceof LocatedScalar
        ? PartNames.type(part)
        : name;
  }

  private static Located typed(String name, LocatedMap.Entry entry) {
    LocatedScalar type = new LocatedScalar(entry.origin(), name, false);
    if (entry.value() instanceof LocatedScalar word && word.isNull()) {
      return type;
    }
    boolean untyped = entry.value() instanceof LocatedMap map && map.get(BoundPart.TYPE) == null;
    return untyped
        ? ((LocatedMap) entry.value()).with(BoundPart.TYPE, entry.origin(), type)
        : entry.value();
  }

  /** Returns these with one more in front, unless one of that type is there. */
  NamedParts withUsual(String usual) {
    if (parts.entries().values().stream()
        .anyMatch(entry -> PartNames.type(entry.value()).equals(usual))) {
      return this;
    }
    Origin origin = parts.origin().asDefault();
    LocatedMap more = LocatedMap.empty(parts.origin());
    more = more.with(usual, origin, new LocatedScalar(origin, usual, false));
    for (Map.Entry<String, LocatedMap.Entry> entry : parts.entries().entrySet()) {
      more = more.with(entry.getKey(), entry.getValue().origin(), entry.getValue().value());
    }
    return new NamedParts(more, switchedOff, allOff);
  }

  /** Returns where a name was switched off, if it was. */
  Optional<Origin> off(String name) {
    return Optional.ofNullable(switchedOff.get(name)).or(() -> allOff);
  }
}

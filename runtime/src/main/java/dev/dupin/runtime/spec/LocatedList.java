package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A list.
 *
 * @param origin of its start
 * @param items in order
 */
public record LocatedList(Origin origin, List<Located> items) implements Located {

  public LocatedList {
    items = List.copyOf(items);
  }

  @Override
  public LocatedList at(Origin other) {
    return new LocatedList(other, items.stream().map(item -> item.at(other)).toList());
  }

  @Override
  public String words() {
    return "a list";
  }

  @Override
  public String label() {
    return items.stream().map(Located::label).collect(Collectors.joining("_"));
  }
}

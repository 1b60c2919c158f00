package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Values in a row: a list or an array.
 *
 * @param path where it stands
 * @param origin where it came from
 * @param items in order
 * @param collect from the values to a list or an array of the right type
 */
record BoundItems(
    String path, Origin origin, List<Bound> items, Function<List<Object>, Object> collect)
    implements Bound {

  @Override
  public Object realise(Parts parts) {
    return collect.apply(items.stream().map(item -> item.realise(parts)).toList());
  }

  @Override
  public Object plain() {
    return items.stream().map(Bound::plain).toList();
  }

  @Override
  public void leaves(Leaves leaves) {
    if (items.isEmpty()) {
      leaves.leaf(path, origin, "[]");
    }
    items.forEach(item -> item.leaves(leaves));
  }

  @Override
  public void parts(Consumer<BoundPart> parts) {
    items.forEach(item -> item.parts(parts));
  }
}

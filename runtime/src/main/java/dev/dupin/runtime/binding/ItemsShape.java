package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedList;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param item what stands in it
 * @param collect from the items to what the record holds
 */
record ItemsShape(Shape item, Function<List<Object>, Object> collect) implements Shape {

  static ItemsShape list(Shape item) {
    return new ItemsShape(item, List::copyOf);
  }

  static ItemsShape array(Shape item, Class<?> type) {
    return new ItemsShape(
        item,
        values -> {
          Object array = Array.newInstance(type, values.size());
          for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
          }
          return array;
        });
  }

  @Override
  public String words() {
    return "a list, each item " + item.words();
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedList list)) {
      binder.wrongType(node, path, this);
      return null;
    }
    List<Bound> items = new ArrayList<>();
    boolean right = true;
    for (int i = 0; i < list.items().size(); i++) {
      Bound bound = item.bind(list.items().get(i), path + "[" + i + "]", binder);
      if (bound == null) {
        right = false;
      } else {
        items.add(bound);
      }
    }
    return right ? new BoundItems(path, node.origin(), items, collect) : null;
  }
}

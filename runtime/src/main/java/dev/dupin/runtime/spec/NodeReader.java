package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Turns composed nodes into a located tree. An alias is the same node once more; here it becomes a
 * copy, and the copies are counted, because nine lines of aliases can stand for a billion values.
 */
final class NodeReader {

  /**
   * How many values may come from aliases. A block worth sharing has some ten values, or a few
   * thousand where it is a vector; copying this many takes about a millisecond.
   */
  static final int ALIAS_BUDGET = 10_000;

  private final Function<Mark, Origin> origins;
  private final Problems problems;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
  private int copies;

  NodeReader(Function<Mark, Origin> origins, Problems problems) {
    this.origins = origins;
    this.problems = problems;
  }

  Located read(Node node) {
    return read(node, "");
  }

  private Located read(Node node, String path) {
    Origin origin = origin(node);
    if (node instanceof ScalarNode scalar) {
      seen(node, path);
      return new LocatedScalar(
          origin, scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN);
    }
    if (!open.add(node)) {
      problems.add(origin, path, "an alias stands inside the value that it stands for");
      return nothing(origin);
    }
    Located located = seen(node, path) ? children(node, path, origin) : nothing(origin);
    open.remove(node);
    return located;
  }

  /** Counts a node, and returns whether there is budget left to look into it. */
  private boolean seen(Node node, String path) {
    if (seen.add(node)) {
      return true;
    }
    copies++;
    if (copies == ALIAS_BUDGET + 1) {
      problems.add(
          origin(node),
          path,
          "the aliases (*name) of the spec stand for more than " + ALIAS_BUDGET + " values");
    }
    return copies <= ALIAS_BUDGET;
  }

  private Located children(Node node, String path, Origin origin) {
    if (node instanceof MappingNode mapping) {
      return map(mapping, path, origin);
    }
    List<Located> items = new ArrayList<>();
    for (Node item : ((SequenceNode) node).getValue()) {
      items.add(read(item, path + "[" + items.size() + "]"));
    }
    return new LocatedList(origin, items);
  }

  private LocatedMap map(MappingNode mapping, String path, Origin origin) {
    Map<String, LocatedMap.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Origin keyOrigin = origin(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(keyOrigin, path, "a key is a word, not a list or a map");
        continue;
      }
      String name = key.getValue();
      String below = path.isEmpty() ? name : path + "." + name;
      LocatedMap.Entry entry = new LocatedMap.Entry(keyOrigin, read(tuple.getValueNode(), below));
      LocatedMap.Entry first = entries.putIfAbsent(name, entry);
      if (first != null) {
        String message = "duplicate key '" + name + "'";
        problems.add(keyOrigin, below, message, "it was first given at " + first.origin().place());
      }
    }
    return new LocatedMap(origin, entries);
  }

  private static LocatedScalar nothing(Origin origin) {
    return new LocatedScalar(origin, "", true);
  }

  private Origin origin(Node node) {
    return origins.apply(node.getStartMark().orElseThrow());
  }
}

package dev.dupin.cli;

import dev.dupin.runtime.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** An effective spec with a comment behind every value that says where it came from. */
final class AnnotatedSpec {
  /** Beyond this column a comment follows its value at once. */
  private static final int FURTHEST_COMMENT = 48;

  private final Map<String, Origin> origins;
  private final Map<Integer, Origin> byLine = new HashMap<>();

  private AnnotatedSpec(Map<String, Origin> origins) {
    this.origins = origins;
  }

  /**
   * Returns the lines of the spec, still YAML.
   *
   * @param yaml the effective spec
   * @param origins by path, as {@code step.type} or {@code start.point[0]}
   */
  static List<String> lines(String yaml, Map<String, Origin> origins) {
    AnnotatedSpec spec = new AnnotatedSpec(origins);
    new Compose(LoadSettings.builder().build())
        .composeString(yaml)
        .ifPresent(root -> spec.walk("", root));
    return spec.annotate(yaml.lines().toList());
  }

  private void walk(String path, Node node) {
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        if (entry.getKeyNode() instanceof ScalarNode key) {
          String below = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
          locate(below, key);
          walk(below, entry.getValueNode());
        }
      }
    } else if (node instanceof SequenceNode items) {
      for (int i = 0; i < items.getValue().size(); i++) {
        String below = path + "[" + i + "]";
        locate(below, items.getValue().get(i));
        walk(below, items.getValue().get(i));
      }
    }
  }

  /** A part that has no keys, or whose name is its type, stands for its type. */
  private void locate(String path, Node node) {
    Optional<Origin> origin =
        Optional.ofNullable(origins.get(path))
            .or(() -> Optional.ofNullable(origins.get(path + ".type")));
    int line = node.getStartMark().map(mark -> mark.getLine()).orElse(-1);
    origin.ifPresent(found -> byLine.putIfAbsent(line, found));
  }

  private List<String> annotate(List<String> lines) {
    int column =
        Math.min(FURTHEST_COMMENT, lines.stream().mapToInt(String::length).max().orElse(0));
    List<String> annotated = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Origin origin = byLine.get(i);
      String line = lines.get(i);
      annotated.add(origin == null ? line : Text.padded(line, column) + "  # " + origin);
    }
    return annotated;
  }
}

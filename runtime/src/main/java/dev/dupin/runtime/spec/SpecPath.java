package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a spec as a user types it: {@code step.initialRadius}, {@code stop.rules[0].type}.
 *
 * @param segments keys, and {@code [i]} for the items of lists
 */
public record SpecPath(List<String> segments) {

  private static final String KEY = "[^.\\[\\]=\\s]+";
  private static final String INDEX = "\\[[0-9]{1,6}\\]";
  private static final Pattern WHOLE =
      Pattern.compile(KEY + "(" + INDEX + ")*(\\." + KEY + "(" + INDEX + ")*)*");
  private static final Pattern SEGMENT = Pattern.compile(KEY + "|" + INDEX);

  public SpecPath {
    segments = List.copyOf(segments);
  }

  /** Returns the path, or empty if the text is none. */
  public static Optional<SpecPath> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    List<String> segments = new ArrayList<>();
    Matcher matcher = SEGMENT.matcher(text);
    while (matcher.find()) {
      segments.add(matcher.group());
    }
    return Optional.of(new SpecPath(segments));
  }

  /** Returns whether the other path is this one or leads to a place below it. */
  public boolean covers(SpecPath other) {
    return other.segments.size() >= segments.size()
        && other.segments.subList(0, segments.size()).equals(segments);
  }

  /** Returns the last key, for the name of a trial. */
  public String last() {
    return segments.get(segments.size() - 1);
  }

  /**
   * Returns the tree with the value at this place. Maps on the way are made where they are missing;
   * a bare word on the way becomes {@code {type: word}}.
   *
   * @param origin of the keys that are set
   * @throws IllegalArgumentException if the way leads through something that has no such place
   */
  public LocatedMap set(LocatedMap root, Located value, Origin origin) {
    return (LocatedMap) set(root, 0, value, origin);
  }

  private Located set(@Nullable Located node, int depth, Located value, Origin origin) {
    if (depth == segments.size()) {
      return value;
    }
    String segment = segments.get(depth);
    if (segment.startsWith("[")) {
      return setItem(node, depth, value, origin);
    }
    LocatedMap map = asMap(node, depth, origin);
    return map.with(segment, origin, set(map.get(segment), depth + 1, value, origin));
  }

  private LocatedMap asMap(@Nullable Located node, int depth, Origin origin) {
    if (node instanceof LocatedMap map) {
      return map;
    }
    if (node == null || (node instanceof LocatedScalar scalar && scalar.isNull())) {
      return LocatedMap.empty(origin);
    }
    if (node instanceof LocatedScalar word && word.isWord()) {
      return LocatedMap.empty(word.origin()).with("type", word.origin(), word);
    }
    String hint = node instanceof LocatedList ? "; name an item of it, as in [0]" : "";
    throw new IllegalArgumentException(
        prefix(depth) + " is " + node.words() + ", which has no key " + segments.get(depth) + hint);
  }

  private Located setItem(@Nullable Located node, int depth, Located value, Origin origin) {
    String segment = segments.get(depth);
    int index = Integer.parseInt(segment.substring(1, segment.length() - 1));
    if (!(node instanceof LocatedList list) || index >= list.items().size()) {
      throw new IllegalArgumentException(prefix(depth) + " has no item " + segment);
    }
    List<Located> items = new ArrayList<>(list.items());
    items.set(index, set(items.get(index), depth + 1, value, origin));
    return new LocatedList(list.origin(), items);
  }

  private String prefix(int depth) {
    return depth == 0 ? "the spec" : new SpecPath(segments.subList(0, depth)).toString();
  }

  /** Returns the path as a user types it. */
  @Override
  public String toString() {
    return String.join(".", segments).replace(".[", "[");
  }
}

package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.SpecText;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML into located trees. Nothing in a document can make it run code or fill the memory. */
public final class SpecReader {

  private SpecReader() {}

  /** Returns the spec's tree, or null where it is none; the reasons are among the problems. */
  public static @Nullable LocatedMap read(SpecText spec, Problems problems) {
    Origin start = Origin.spec(spec.file(), 1, 1);
    if (spec.content().length() > SpecText.LARGEST) {
      String message = "the spec has " + spec.content().length() + " characters";
      problems.add(start, "", message + ", but at most " + SpecText.LARGEST + " are allowed");
      return null;
    }
    Located root = read(spec.content(), mark -> origin(spec.file(), mark), problems);
    if (root instanceof LocatedMap map) {
      return map;
    }
    boolean isEmpty = root == null || (root instanceof LocatedScalar scalar && scalar.isNull());
    if (root != null && !isEmpty) {
      problems.add(
          root.origin(),
          "",
          "a spec is a map of keys such as objective, but found " + root.words());
    } else if (problems.isEmpty()) {
      problems.add(start, "", "the spec is empty", "it needs at least an objective");
    }
    return null;
  }

  /**
   * Returns the tree of one value, such as the right-hand side of an override, or null.
   *
   * @param origin of the value and of everything in it
   */
  public static @Nullable Located readValue(String yaml, Origin origin, Problems problems) {
    return read(yaml, mark -> origin, problems);
  }

  private static @Nullable Located read(
      String yaml, Function<Mark, Origin> origins, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(SpecText.LARGEST)
            // What aliases stand for is counted instead, see NodeReader.
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .build();
    try {
      StreamReader characters = new StreamReader(settings, yaml);
      VettedEvents events =
          new VettedEvents(new ParserImpl(settings, characters), origins, problems);
      Optional<Node> root = new Composer(settings, events).getSingleNode();
      return root.map(node -> new NodeReader(origins, problems).read(node)).orElse(null);
    } catch (MarkedYamlEngineException e) {
      problems.add(origins.apply(e.getProblemMark().orElseThrow()), "", "YAML: " + words(e));
    } catch (ReaderException e) {
      String character = String.format("U+%04X", e.getCodePoint());
      Origin origin = origins.apply(mark(yaml, e.getPosition()));
      problems.add(origin, "", "this is no text: it has the character " + character);
    } catch (TooDeepException e) {
      problems.add(origins.apply(e.mark()), "", String.valueOf(e.getMessage()));
    } catch (YamlEngineException e) {
      problems.add(origins.apply(mark(yaml, 0)), "", "YAML: " + e.getMessage());
    }
    return null;
  }

  private static String words(MarkedYamlEngineException e) {
    String context = e.getContext() == null ? "" : e.getContext().strip();
    if (context.isEmpty()) {
      return e.getProblem();
    }
    String where =
        e.getContextMark()
            .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
            .orElse("");
    return context + where + ", " + e.getProblem();
  }

  private static Mark mark(String text, int position) {
    int line = 0;
    int column = 0;
    for (int i = 0; i < Math.min(position, text.length()); i++) {
      boolean ends = text.charAt(i) == '\n';
      line += ends ? 1 : 0;
      column = ends ? 0 : column + 1;
    }
    return new Mark("", position, line, column, new int[0], 0);
  }

  private static Origin origin(String file, Mark mark) {
    return Origin.spec(file, mark.getLine() + 1, mark.getColumn() + 1);
  }
}

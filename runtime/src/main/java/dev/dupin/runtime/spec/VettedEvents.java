package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ImplicitTuple;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * What the parser says, without the parts of YAML that a spec has no use for: tags and merge keys
 * are refused, and so is a depth that would overflow the stack of the composer.
 */
final class VettedEvents implements Parser {

  /** A spec nests about eight levels; the same limit as SnakeYAML's own loader. */
  private static final int DEEPEST = 50;

  private static final String MERGE = "<<";

  private final Parser parser;
  private final Function<Mark, Origin> origins;
  private final Problems problems;
  private @Nullable Event ahead;
  private int depth;

  VettedEvents(Parser parser, Function<Mark, Origin> origins, Problems problems) {
    this.parser = parser;
    this.origins = origins;
    this.problems = problems;
  }

  @Override
  public boolean hasNext() {
    return ahead != null || parser.hasNext();
  }

  @Override
  public boolean checkEvent(Event.ID kind) {
    return hasNext() && peekEvent().getEventId() == kind;
  }

  @Override
  public Event peekEvent() {
    if (ahead == null) {
      ahead = vetted(parser.next());
    }
    return ahead;
  }

  @Override
  public Event next() {
    Event event = peekEvent();
    ahead = null;
    return event;
  }

  private Event vetted(Event event) {
    if (event instanceof CollectionStartEvent start) {
      refuseTag(start.getTag(), event);
      if (++depth > DEEPEST) {
        throw new TooDeepException(mark(event), DEEPEST);
      }
    } else if (event instanceof CollectionEndEvent) {
      depth--;
    } else if (event instanceof ScalarEvent scalar) {
      return vettedScalar(scalar);
    }
    return event;
  }

  private Event vettedScalar(ScalarEvent scalar) {
    refuseTag(scalar.getTag(), scalar);
    if (!scalar.isPlain() || !scalar.getValue().equals(MERGE)) {
      return scalar;
    }
    problems.add(
        origins.apply(mark(scalar)),
        "",
        "the merge key '<<' is not part of a spec",
        "write the keys out; an alias (*name) may stand for a whole value");
    // Quoted, it is a key like any other, and the composer merges nothing.
    return new ScalarEvent(
        scalar.getAnchor(),
        Optional.empty(),
        new ImplicitTuple(false, true),
        MERGE,
        ScalarStyle.DOUBLE_QUOTED,
        scalar.getStartMark(),
        scalar.getEndMark());
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      problems.add(
          origins.apply(mark(event)),
          "",
          "the tag '" + tag.get() + "' is not part of a spec",
          "a part is named by its type, as in {type: rosenbrock}");
    }
  }

  private static Mark mark(Event event) {
    return event.getStartMark().orElseThrow();
  }
}

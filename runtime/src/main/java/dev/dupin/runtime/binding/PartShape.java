package dev.dupin.runtime.binding;

import dev.dupin.core.plugin.Shorthand;
import dev.dupin.core.plugin.Suggestions;
import dev.dupin.runtime.Origin;
import dev.dupin.runtime.plugin.Kinds;
import dev.dupin.runtime.plugin.PartRegistry;
import dev.dupin.runtime.plugin.RegisteredPart;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.LocatedScalar;
import dev.dupin.runtime.spec.Words;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An extension point: {@code {type: word, …}}, or the bare word for short.
 *
 * @param kind the extension point
 * @param shorthand the part that a bare number stands for, if one does
 */
record PartShape(Class<?> kind, Optional<Shorthand> shorthand) implements Shape {

  /** Returns the node with the type it usually has, if it is a map that names none. */
  Located withUsualType(Located node, Located usual) {
    if (node instanceof LocatedMap map && map.get(BoundPart.TYPE) == null) {
      Located whole = spelledOut(usual);
      Located type = whole instanceof LocatedMap parts ? parts.get(BoundPart.TYPE) : whole;
      if (type != null) {
        Origin origin = map.origin().asDefault();
        return map.with(BoundPart.TYPE, origin, type.at(origin));
      }
    }
    return node;
  }

  @Override
  public String words() {
    String noun = Kinds.noun(kind);
    String article = "aeio".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ";
    String number = shorthand.map(part -> ", or a number: the " + words(part)).orElse("");
    return article + noun + " (its name, or {type: name, …}" + number + ")";
  }

  private static String words(Shorthand part) {
    return part.key() + " of " + part.type();
  }

  /** Returns the part that a bare number stands for, anything else as it is. */
  private Located spelledOut(Located node) {
    if (shorthand.isEmpty() || !(node instanceof LocatedScalar number) || !number.isNumber()) {
      return node;
    }
    Origin origin = number.origin();
    return LocatedMap.empty(origin)
        .with(BoundPart.TYPE, origin, new LocatedScalar(origin, shorthand.get().type(), true))
        .with(shorthand.get().key(), origin, number);
  }

  @Override
  public @Nullable Bound bind(Located given, String path, Binder binder) {
    Located node = spelledOut(given);
    if (node instanceof LocatedScalar word && word.isWord()) {
      return bind(word, LocatedMap.empty(word.origin()), path, binder);
    }
    if (!(node instanceof LocatedMap map)) {
      binder.wrongType(node, path, this);
      return null;
    }
    Located type = map.get(BoundPart.TYPE);
    if (type == null) {
      String known = Suggestions.hint("", binder.registry().names(kind));
      binder.problems().add(map.origin(), path, "missing key 'type'", known);
      return null;
    }
    if (!(type instanceof LocatedScalar word) || !word.isWord()) {
      String expected = "the name of a part";
      binder.wrongType(type.origin(), path + "." + BoundPart.TYPE, expected, type.words());
      return null;
    }
    return bind(word, map.without(BoundPart.TYPE), path, binder);
  }

  private @Nullable Bound bind(LocatedScalar type, LocatedMap keys, String path, Binder binder) {
    Optional<RegisteredPart> part = find(type, path, binder);
    if (part.isEmpty()) {
      return null;
    }
    PartSchema schema;
    try {
      schema = binder.schemas().part(part.get());
    } catch (SchemaException e) {
      String message = part.get().words() + " cannot be used: " + e.getMessage();
      binder.problems().add(type.origin(), path, message, mend(part.get()));
      return null;
    }
    Optional<BoundRecord> config = Optional.empty();
    if (schema.config().isPresent()) {
      RecordSchema.Binding binding = schema.config().get().bind(keys, path, binder);
      if (!binding.isRight()) {
        return null;
      }
      config = Optional.of(binding.record());
    } else if (!hasNoKeys(part.get(), keys, path, binder)) {
      return null;
    }
    BoundPart bound = new BoundPart(path, keys.origin(), type.origin(), part.get(), schema, config);
    binder.found(bound);
    return bound;
  }

  private static String mend(RegisteredPart part) {
    return "its author must mend " + part.type().getName() + " in " + part.source().where();
  }

  private static boolean hasNoKeys(
      RegisteredPart part, LocatedMap keys, String path, Binder binder) {
    keys.entries()
        .forEach(
            (key, entry) ->
                binder
                    .problems()
                    .add(
                        entry.origin(),
                        path + "." + key,
                        "unknown key " + Words.quote(key),
                        part.words() + " has no keys"));
    return keys.entries().isEmpty();
  }

  private Optional<RegisteredPart> find(LocatedScalar type, String path, Binder binder) {
    PartRegistry registry = binder.registry();
    List<RegisteredPart> found = registry.find(kind, type.text());
    if (found.size() == 1) {
      return Optional.of(found.get(0));
    }
    String name = Kinds.noun(kind) + " " + Words.quote(type.text());
    if (found.isEmpty()) {
      String hint = otherKind(registry, type) + Suggestions.hint(type.text(), registry.names(kind));
      binder.problems().add(type.origin(), path, "unknown " + name, binder.unknownPart(hint));
      return Optional.empty();
    }
    String sources =
        found.stream().map(part -> part.source().where()).collect(Collectors.joining(" and "));
    String message = name + " is announced by " + sources + ", so neither can be used";
    binder.problems().add(type.origin(), path, message, "remove one of these plugins");
    binder.problems().pluginMissing();
    return Optional.empty();
  }

  private static String otherKind(PartRegistry registry, LocatedScalar type) {
    String kinds =
        registry.kindsOf(type.text()).stream().map(Kinds::noun).collect(Collectors.joining(" or "));
    return kinds.isEmpty() ? "" : "there is a " + kinds + " of that name; ";
  }
}

package dev.dupin.objectives.formula;

import dev.dupin.core.plugin.Suggestions;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Guesses what a mistyped name was meant to be. */
final class Suggestion {

  private Suggestion() {}

  /** Returns "; did you mean 'sin'?", or the known names where none is near. */
  static String of(String name, Collection<String> known) {
    return Optional.ofNullable(Names.SYNONYMS.get(name.toLowerCase(Locale.ROOT)))
        .filter(known::contains)
        .or(() -> Suggestions.nearest(name, known))
        .map(near -> "; did you mean '" + near + "'?")
        .orElseGet(() -> "; known: " + String.join(", ", known));
  }
}

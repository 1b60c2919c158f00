package dev.dupin.objectives.data;

import dev.dupin.core.plugin.Suggestions;
import java.util.List;

/** The way out of a misspelt name. */
final class Suggestion {

  // Enough to recognise the file by; tables may have thousands of columns.
  private static final int SHOWN = 10;

  private Suggestion() {}

  /** Returns {@code ; did you mean 'x'? known: x, y, …}, to be put behind a message. */
  static String among(List<String> known, String name) {
    StringBuilder text = new StringBuilder();
    Suggestions.nearest(name, known)
        .ifPresent(near -> text.append("; did you mean '" + near + "'?"));
    text.append(text.isEmpty() ? "; known: " : " known: ");
    text.append(String.join(", ", known.subList(0, Math.min(SHOWN, known.size()))));
    if (known.size() > SHOWN) {
      text.append(", … (" + (known.size() - SHOWN) + " more)");
    }
    return text.toString();
  }
}

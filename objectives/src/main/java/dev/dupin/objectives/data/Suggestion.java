package dev.dupin.objectives.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The way out of a misspelt name. */
final class Suggestion {

  // Enough to recognise the file by; tables may have thousands of columns.
  private static final int SHOWN = 10;

  private Suggestion() {}

  /** Returns {@code ; did you mean 'x'? known: x, y, …}, to be put behind a message. */
  static String among(List<String> known, String name) {
    StringBuilder text = new StringBuilder();
    closest(known, name).ifPresent(near -> text.append("; did you mean '" + near + "'?"));
    text.append(text.isEmpty() ? "; known: " : " known: ");
    text.append(String.join(", ", known.subList(0, Math.min(SHOWN, known.size()))));
    if (known.size() > SHOWN) {
      text.append(", … (" + (known.size() - SHOWN) + " more)");
    }
    return text.toString();
  }

  private static Optional<String> closest(List<String> known, String name) {
    // Up to a third of the letters wrong still reads as a slip; more suggests nonsense.
    int best = Math.max(1, name.length() / 3) + 1;
    Optional<String> closest = Optional.empty();
    for (String candidate : known) {
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        closest = Optional.of(candidate);
      }
    }
    return closest;
  }

  /** The edit distance of Levenshtein (1966), by the rows of its table. */
  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}

package dev.dupin.objectives.formula;

import java.util.Collection;
import java.util.Locale;

/** Guesses what a mistyped name was meant to be. */
final class Suggestion {

  private Suggestion() {}

  /** Returns "; did you mean 'sin'?", or the known names where none is near. */
  static String of(String name, Collection<String> known) {
    String synonym = Names.SYNONYMS.get(name.toLowerCase(Locale.ROOT));
    if (synonym != null && known.contains(synonym)) {
      return didYouMean(synonym);
    }
    // One mistake in a short name, two in a longer one: more would match anything.
    int best = name.length() < 4 ? 1 : 2;
    String nearest = "";
    for (String candidate : known) {
      if (Math.abs(name.length() - candidate.length()) > best) {
        continue;
      }
      int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      // A name of one letter is one replacement away from every other: only its case may differ.
      if (distance < Math.min(name.length(), candidate.length())
          && (nearest.isEmpty() ? distance <= best : distance < best)) {
        best = distance;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? "; known: " + String.join(", ", known) : didYouMean(nearest);
  }

  private static String didYouMean(String name) {
    return "; did you mean '" + name + "'?";
  }

  /** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

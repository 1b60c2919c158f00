package dev.dupin.core.plugin;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who typed a name that does not exist. */
public final class Suggestions {

  private Suggestions() {}

  /**
   * Returns {@code did you mean 'x'; known: x, y}, without the first half where nothing is near.
   */
  public static String hint(String typed, Collection<String> known) {
    if (known.isEmpty()) {
      return "none is known";
    }
    List<String> sorted = known.stream().sorted().toList();
    String list = "known: " + String.join(", ", sorted);
    return nearest(typed, sorted).map(near -> "did you mean '" + near + "'; " + list).orElse(list);
  }

  /** Returns the name most like the one typed, if one is like it at all. */
  public static Optional<String> nearest(String typed, Collection<String> known) {
    String plain = plain(typed);
    // One slip in three letters; more, and the names have nothing to do with one another.
    int most = Math.max(1, plain.length() / 3);
    return known.stream()
        .filter(name -> Math.abs(plain.length() - plain(name).length()) <= most)
        .filter(name -> isNear(plain, plain(name), most))
        .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
  }

  /** A name of one letter is one change away from every other: so something must agree. */
  private static boolean isNear(String typed, String name, int most) {
    int distance = distance(typed, name);
    return distance <= most && distance < Math.min(typed.length(), name.length());
  }

  /** Case and separators are what people remember least. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ .]", "");
  }

  /**
   * Returns the number of insertions, deletions, changes and swaps of neighbours that lead from one
   * word to the other (the optimal string alignment distance of Damerau 1964 and Levenshtein 1966).
   */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, from, to, i, j);
      }
    }
    return cost[from.length()][to.length()];
  }

  private static int cheapest(int[][] cost, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    best = Math.min(best, cost[i - 1][j - 1] + change);
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}

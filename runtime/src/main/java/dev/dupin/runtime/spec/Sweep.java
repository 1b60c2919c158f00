package dev.dupin.runtime.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns a spec and its overrides into the trees of its trials: the grid of all alternatives. */
public final class Sweep {

  /** The key of a spec that sweeps stand under. */
  public static final String KEY = "sweep";

  /** Every trial is composed before the first one runs, which takes milliseconds each. */
  static final int MOST_TRIALS = 10_000;

  /** Long enough for three short settings; with it a folder stays well below 255 bytes. */
  private static final int LONGEST_LABEL = 80;

  private Sweep() {}

  /**
   * Returns the trials, the last alternatives varying fastest. What the command line sets holds in
   * every trial: it takes the place of a sweep over the same path, or over one below it.
   */
  public static List<Trial> trials(
      LocatedMap root, List<Alternatives> overrides, Problems problems) {
    List<Alternatives> settings = new ArrayList<>(ofFile(root, problems));
    for (Alternatives override : overrides) {
      settings.removeIf(earlier -> override.path().covers(earlier.path()));
      settings.add(override);
    }
    long count = 1;
    for (Alternatives setting : settings) {
      count = Math.min(count * setting.values().size(), Integer.MAX_VALUE);
    }
    if (count > MOST_TRIALS) {
      problems.add(
          root.origin(),
          KEY,
          "the sweep has more than " + MOST_TRIALS + " trials",
          "sweep over fewer paths at once");
      return List.of();
    }
    return grid(root.without(KEY), settings, (int) count, problems);
  }

  private static List<Alternatives> ofFile(LocatedMap root, Problems problems) {
    Located sweep = root.get(KEY);
    if (sweep == null) {
      return List.of();
    }
    if (!(sweep instanceof LocatedMap axes)) {
      problems.add(
          sweep.origin(), KEY, "expected a map from paths to lists, found " + sweep.words());
      return List.of();
    }
    List<Alternatives> settings = new ArrayList<>();
    axes.entries().forEach((key, entry) -> axis(key, entry, problems).ifPresent(settings::add));
    return settings;
  }

  private static Optional<Alternatives> axis(
      String key, LocatedMap.Entry entry, Problems problems) {
    String at = KEY + "." + key;
    Optional<SpecPath> path = SpecPath.parse(key);
    if (path.isEmpty() || path.get().segments().get(0).equals(KEY)) {
      problems.add(entry.origin(), at, "'" + key + "' is no path of a spec");
      return Optional.empty();
    }
    if (!(entry.value() instanceof LocatedList list) || list.items().isEmpty()) {
      String found = entry.value() instanceof LocatedList ? "an empty one" : entry.value().words();
      problems.add(entry.value().origin(), at, "expected a list of alternatives, found " + found);
      return Optional.empty();
    }
    return Optional.of(new Alternatives(path.get(), entry.origin(), list.items(), true));
  }

  private static List<Trial> grid(
      LocatedMap root, List<Alternatives> settings, int count, Problems problems) {
    int digits = Math.max(3, Integer.toString(count).length());
    List<Trial> trials = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      LocatedMap tree = root;
      StringBuilder labels = new StringBuilder();
      int rest = number;
      int block = count;
      for (Alternatives setting : settings) {
        block /= setting.values().size();
        Located value = setting.values().get(rest / block);
        rest %= block;
        tree = set(tree, setting, value, problems);
        if (setting.isSweep()) {
          labels.append('-').append(setting.path().last()).append('-').append(value.label());
        }
      }
      trials.add(new Trial(name(number + 1, digits, labels.toString()), tree));
    }
    return trials;
  }

  private static LocatedMap set(
      LocatedMap tree, Alternatives setting, Located value, Problems problems) {
    try {
      return setting.path().set(tree, value, setting.origin());
    } catch (IllegalArgumentException e) {
      problems.add(setting.origin(), setting.path().toString(), String.valueOf(e.getMessage()));
      return tree;
    }
  }

  private static String name(int number, int digits, String labels) {
    if (labels.isEmpty()) {
      return "";
    }
    String safe = labels.replaceAll("[^A-Za-z0-9._+-]+", "_");
    String label = safe.length() > LONGEST_LABEL ? safe.substring(0, LONGEST_LABEL) : safe;
    return String.format("%0" + digits + "d", number) + label;
  }
}

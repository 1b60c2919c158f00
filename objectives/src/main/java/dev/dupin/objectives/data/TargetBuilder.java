package dev.dupin.objectives.data;

import dev.dupin.core.data.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers the column that is to be predicted: all numbers or all words, as its first cell is. */
final class TargetBuilder {

  // Numbers, or for words their places in the order they were met.
  private final DoubleBuilder values = new DoubleBuilder();
  private final Map<String, Integer> words = new HashMap<>();
  private final List<String> met = new ArrayList<>();

  /**
   * Adds a row's cell.
   *
   * @return what is wrong with the cell, if it cannot be added
   */
  Optional<String> add(String cell) {
    if (cell.isEmpty()) {
      return Optional.of("is the target and empty here");
    }
    double number = Numbers.parse(cell);
    boolean numeric = values.size() == 0 ? !Double.isNaN(number) : met.isEmpty();
    if (!numeric) {
      values.add(word(cell));
      return Optional.empty();
    }
    if (Double.isNaN(number)) {
      return Optional.of("is the target and holds numbers up to here; " + Numbers.describe(cell));
    }
    values.add(number);
    return Optional.empty();
  }

  private int word(String word) {
    return words.computeIfAbsent(
        word,
        added -> {
          met.add(added);
          return met.size() - 1;
        });
  }

  /** Returns the column; the words are put in ascending order. */
  Target build(String name) {
    double[] column = values.toArray();
    List<String> labels = met.stream().sorted().toList();
    if (!labels.isEmpty()) {
      double[] places = new double[labels.size()];
      for (int place = 0; place < labels.size(); place++) {
        places[words.getOrDefault(labels.get(place), -1)] = place;
      }
      for (int row = 0; row < column.length; row++) {
        column[row] = places[(int) column[row]];
      }
    }
    return new Target(name, column, labels);
  }
}

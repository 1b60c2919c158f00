package dev.dupin.objectives.data;

import dev.dupin.core.data.Target;
import java.util.Optional;

/** Gathers the column that is to be predicted: all numbers or all words, as its first cell is. */
final class TargetBuilder {

  // Numbers, or those of the words.
  private final DoubleBuilder values = new DoubleBuilder();
  private final Words words = new Words();

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
    boolean numeric = values.size() == 0 ? !Double.isNaN(number) : words.size() == 0;
    if (numeric && Double.isNaN(number)) {
      return Optional.of("is the target and holds numbers up to here; " + Numbers.describe(cell));
    }
    values.add(numeric ? number : words.number(cell));
    return Optional.empty();
  }

  /** Returns the column; the words are put in ascending order. Used once. */
  Target build(String name) {
    double[] column = values.drain();
    if (words.size() > 0) {
      int[] places = words.places();
      for (int row = 0; row < column.length; row++) {
        column[row] = places[(int) column[row]];
      }
    }
    return new Target(name, column, words.ascending());
  }
}

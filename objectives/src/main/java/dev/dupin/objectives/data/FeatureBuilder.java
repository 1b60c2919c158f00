package dev.dupin.objectives.data;

import dev.dupin.core.data.DenseFeatures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers the features of a table row by row, each column of numbers or of words. In the end a
 * column of words becomes one column for each of its words: 1 where the row has it, else 0.
 */
final class FeatureBuilder {

  private final List<String> names;
  private final boolean dropFirst;
  // By column; none where it holds numbers.
  private final List<Optional<Words>> words;
  private final DoubleBuilder values;

  /**
   * @param names of the columns
   * @param oneHot those that hold words
   * @param dropFirst whether the first word of each column has no column of its own
   * @param expectedRows how many rows will probably come
   */
  FeatureBuilder(List<String> names, Set<String> oneHot, boolean dropFirst, long expectedRows) {
    this.names = names;
    this.values = new DoubleBuilder(expectedRows * names.size());
    this.dropFirst = dropFirst;
    this.words =
        names.stream()
            .map(name -> oneHot.contains(name) ? Optional.of(new Words()) : Optional.<Words>empty())
            .toList();
  }

  /** Returns whether one array could hold another row, before words are coded. */
  boolean hasRoom() {
    return values.hasRoomFor(names.size());
  }

  /**
   * Adds a cell; cells come row by row, from left to right.
   *
   * @return what is wrong with the cell, if it cannot be added
   */
  Optional<String> add(int column, String cell) {
    Optional<Words> ofColumn = words.get(column);
    if (ofColumn.isPresent()) {
      if (Numbers.isMissing(cell)) {
        return Optional.of("wants a word; " + Numbers.describe(cell));
      }
      values.add(ofColumn.get().number(cell));
      return Optional.empty();
    }
    double number = Numbers.parse(cell);
    if (Double.isNaN(number)) {
      String wayOut = Numbers.isWord(cell) ? "; add the column to 'oneHot' if it holds words" : "";
      return Optional.of("wants a number; " + Numbers.describe(cell) + wayOut);
    }
    values.add(number);
    return Optional.empty();
  }

  /** Returns the names of the columns once words are coded, such as {@code colour=red}. */
  List<String> codedNames() {
    List<String> coded = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      Optional<Words> ofColumn = words.get(column);
      if (ofColumn.isEmpty()) {
        coded.add(name);
      } else {
        ofColumn.get().ascending().stream()
            .skip(dropFirst ? 1 : 0)
            .forEach(word -> coded.add(name + "=" + word));
      }
    }
    return coded;
  }

  /** Returns why the columns cannot be coded, if they cannot. */
  Optional<String> refusal(int rows, List<String> coded) {
    if (coded.isEmpty()) {
      return Optional.of("'dropFirst' leaves no column: each column of 'oneHot' holds one word");
    }
    if ((double) rows * coded.size() > DoubleBuilder.CAPACITY) {
      return Optional.of(
          "'oneHot' makes %d columns of %d rows, more numbers than one array can hold (2^31)"
              .formatted(coded.size(), rows));
    }
    Set<String> seen = new HashSet<>();
    return coded.stream()
        .filter(name -> !seen.add(name))
        .findFirst()
        .map(name -> "'oneHot' makes a second column '" + name + "'; rename one of them");
  }

  /** Returns the features. Used once. */
  DenseFeatures build(int rows, int codedColumns) {
    double[] coded =
        words.stream().allMatch(Optional::isEmpty) ? values.drain() : coded(rows, codedColumns);
    return new DenseFeatures(rows, codedColumns, coded);
  }

  private double[] coded(int rows, int codedColumns) {
    // In ascending order; none for a column of numbers.
    List<int[]> places =
        words.stream().map(column -> column.map(Words::places).orElse(new int[0])).toList();
    double[] coded = new double[rows * codedColumns];
    int from = 0;
    for (int row = 0; row < rows; row++) {
      int start = row * codedColumns;
      for (int[] placesOfWords : places) {
        double value = values.get(from++);
        if (placesOfWords.length == 0) {
          coded[start++] = value;
        } else {
          int place = placesOfWords[(int) value] - (dropFirst ? 1 : 0);
          if (place >= 0) {
            coded[start + place] = 1;
          }
          start += placesOfWords.length - (dropFirst ? 1 : 0);
        }
      }
    }
    return coded;
  }
}

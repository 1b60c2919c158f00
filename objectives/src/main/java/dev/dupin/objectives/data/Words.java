package dev.dupin.objectives.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The distinct words of a column, numbered as they are met. */
final class Words {

  private final Map<String, Integer> numbers = new HashMap<>();

  /** Returns the number of a word, a new one if it was not met before. */
  int number(String word) {
    Integer known = numbers.putIfAbsent(word, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  /** Returns how many were met. */
  int size() {
    return numbers.size();
  }

  /** Returns the words in ascending order. */
  List<String> ascending() {
    return numbers.keySet().stream().sorted().toList();
  }

  /** Returns for each number the place of its word in ascending order. */
  int[] places() {
    int[] places = new int[numbers.size()];
    int place = 0;
    for (String word : ascending()) {
      places[numbers.getOrDefault(word, -1)] = place++;
    }
    return places;
  }
}

package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The classes of a target: its labels, in ascending order of the numbers or of the words. */
final class Classes {

  private final String asker;
  private final List<String> names;
  private final Map<String, Integer> places;

  private Classes(String asker, List<String> names, Map<String, Integer> places) {
    this.asker = asker;
    this.names = names;
    this.places = places;
  }

  /**
   * Returns the classes that occur.
   *
   * @param asker the name of the objective, for messages
   * @throws DataException if there is no target or no row, or one class alone
   */
  static Classes of(Dataset data, String asker) {
    Target target = Targets.of(data, asker);
    TreeMap<Double, String> texts = new TreeMap<>();
    for (int row = 0; row < data.rows(); row++) {
      int met = row;
      // Adding zero makes one class of 0 and -0.
      texts.computeIfAbsent(target.values()[row] + 0.0, label -> target.text(met));
    }
    if (texts.size() < 2) {
      throw data.problem(
          0, "every row has the label " + target.text(0) + "; " + asker + " wants two classes");
    }
    List<String> names = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    texts.forEach(
        (label, text) -> {
          places.put(text, names.size());
          names.add(target.labels().isEmpty() ? text : target.labels().get((int) (double) label));
        });
    return new Classes(asker, List.copyOf(names), places);
  }

  /** Returns the names of the classes. */
  List<String> names() {
    return names;
  }

  /**
   * Returns the class of each row, from 0 on.
   *
   * @param data these rows, or others with the same target
   * @throws DataException at the first row whose label is none of these classes
   */
  int[] places(Dataset data) {
    Target target = Targets.of(data, asker);
    Map<Double, Integer> known = new HashMap<>();
    int[] rows = new int[data.rows()];
    for (int row = 0; row < rows.length; row++) {
      int met = row;
      rows[row] =
          known.computeIfAbsent(target.values()[row] + 0.0, label -> place(data, target, met));
    }
    return rows;
  }

  private Integer place(Dataset data, Target target, int row) {
    Integer place = places.get(target.text(row));
    if (place == null) {
      throw data.problem(
          row,
          "label %s is no class: it does not occur among the rows to learn from; split the data"
                  .formatted(target.text(row))
              + " with another seed");
    }
    return place;
  }
}

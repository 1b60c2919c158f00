package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two classes of a target. Any two labels will do; the larger number, or the word that is later
 * in the alphabet, is the positive class.
 */
final class BinaryClasses {

  private BinaryClasses() {}

  /**
   * Returns +1 or -1 for each row.
   *
   * @param asker the name of the objective, for messages
   * @throws DataException if there is no target or no row; if there is one class alone; or if there
   *     are more than two labels, at the first row whose label is not one of the two most frequent
   */
  static byte[] signs(Dataset data, String asker) {
    Target target =
        data.target()
            .orElseThrow(
                () ->
                    new DataException(
                        data.origin(),
                        0,
                        0,
                        asker + " needs a column to predict; name it as 'target' of the data"));
    if (data.rows() == 0) {
      throw new DataException(data.origin(), 0, 0, "there are no rows");
    }
    Map<Double, Count> counts = counts(target);
    List<Count> classes =
        counts.values().stream().sorted(Comparator.comparingInt(c -> -c.rows)).limit(2).toList();
    if (classes.size() < 2) {
      throw data.problem(
          0, "every row has the label " + target.text(0) + "; " + asker + " wants two classes");
    }
    double first = target.values()[classes.get(0).firstRow];
    double second = target.values()[classes.get(1).firstRow];
    byte[] signs = new byte[data.rows()];
    for (int row = 0; row < signs.length; row++) {
      double label = target.values()[row];
      if (label != first && label != second) {
        throw data.problem(row, noClass(target, row, classes, asker));
      }
      signs[row] = (byte) (label == Math.max(first, second) ? 1 : -1);
    }
    return signs;
  }

  /** Returns how often each label occurs, in the order in which they are met. */
  private static Map<Double, Count> counts(Target target) {
    Map<Double, Count> counts = new LinkedHashMap<>();
    double[] labels = target.values();
    for (int row = 0; row < labels.length; row++) {
      int met = row;
      // Adding zero makes one class of 0 and -0.
      counts.computeIfAbsent(labels[row] + 0.0, label -> new Count(met)).rows++;
    }
    return counts;
  }

  private static String noClass(Target target, int row, List<Count> classes, String asker) {
    return "label %s is no class: %s tells two classes apart, here %s and %s"
        .formatted(
            target.text(row),
            asker,
            target.text(classes.get(0).firstRow),
            target.text(classes.get(1).firstRow));
  }

  private static final class Count {
    private final int firstRow;
    private int rows;

    Count(int firstRow) {
      this.firstRow = firstRow;
    }
  }
}

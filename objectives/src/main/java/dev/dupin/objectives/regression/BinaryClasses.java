package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The two classes of a target. Any two labels will do; the larger number, or the word that is later
 * in the alphabet, is the positive class.
 */
final class BinaryClasses {

  private final String asker;
  private final String negative;
  private final String positive;

  private BinaryClasses(String asker, String negative, String positive) {
    this.asker = asker;
    this.negative = negative;
    this.positive = positive;
  }

  /**
   * Returns the two labels that are most frequent.
   *
   * @param asker the name of the objective, for messages
   * @throws DataException if there is no target or no row, or one class alone
   */
  static BinaryClasses of(Dataset data, String asker) {
    Target target = Targets.of(data, asker);
    Map<Double, Count> counts = counts(target);
    List<Count> classes =
        counts.values().stream().sorted(Comparator.comparingInt(c -> -c.rows)).limit(2).toList();
    if (classes.size() < 2) {
      throw data.problem(
          0, "every row has the label " + target.text(0) + "; " + asker + " wants two classes");
    }
    int first = classes.get(0).firstRow;
    int second = classes.get(1).firstRow;
    boolean isAscending = target.values()[first] < target.values()[second];
    return new BinaryClasses(
        asker,
        target.text(isAscending ? first : second),
        target.text(isAscending ? second : first));
  }

  /**
   * Returns +1 or -1 for each row.
   *
   * @param data these rows, or others with the same target
   * @throws DataException at the first row whose label is neither of the two
   */
  byte[] signs(Dataset data) {
    Target target = Targets.of(data, asker);
    Map<Double, Byte> known = new HashMap<>();
    byte[] signs = new byte[data.rows()];
    for (int row = 0; row < signs.length; row++) {
      int met = row;
      signs[row] =
          known.computeIfAbsent(target.values()[row] + 0.0, label -> sign(data, target, met));
    }
    return signs;
  }

  private Byte sign(Dataset data, Target target, int row) {
    String label = target.text(row);
    if (!label.equals(negative) && !label.equals(positive)) {
      throw data.problem(
          row,
          "label %s is no class: %s tells two classes apart, here %s and %s"
              .formatted(label, asker, negative, positive));
    }
    return (byte) (label.equals(positive) ? 1 : -1);
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

  private static final class Count {
    private final int firstRow;
    private int rows;

    Count(int firstRow) {
      this.firstRow = firstRow;
    }
  }
}

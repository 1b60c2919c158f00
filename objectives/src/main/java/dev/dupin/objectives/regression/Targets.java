package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;

/** The column to predict, read as what a regression needs. */
final class Targets {

  private Targets() {}

  /**
   * Returns the target.
   *
   * @param asker the name of the objective, for messages
   * @throws DataException if there is none, or no row
   */
  static Target of(Dataset data, String asker) {
    Target target =
        data.target()
            .orElseThrow(
                () ->
                    whole(
                        data,
                        asker + " needs a column to predict; name it as 'target' of the data"));
    if (data.rows() == 0) {
      throw whole(data, "there are no rows");
    }
    return target;
  }

  /** Returns an exception about the data as a whole. */
  static DataException whole(Dataset data, String problem) {
    return new DataException(data.origin(), 0, 0, problem);
  }

  /**
   * Returns the target's numbers.
   *
   * @throws DataException at the first row whose target is a word or not finite
   */
  static double[] numbers(Dataset data, String asker) {
    Target target = of(data, asker);
    for (int row = 0; row < data.rows(); row++) {
      if (!target.labels().isEmpty() || !Double.isFinite(target.values()[row])) {
        throw data.problem(
            row,
            "%s is no number, but %s predicts numbers; the column '%s' may be meant for"
                    .formatted(target.text(row), asker, target.name())
                + " softmax-regression, which predicts classes");
      }
    }
    return target.values();
  }

  /**
   * Returns the target's counts.
   *
   * @throws DataException at the first row whose target is not a whole number from 0 on
   */
  static double[] counts(Dataset data, String asker) {
    double[] counts = numbers(data, asker);
    for (int row = 0; row < counts.length; row++) {
      if (!(counts[row] >= 0 && counts[row] == Math.rint(counts[row]))) {
        throw data.problem(
            row,
            "%s is no count: %s predicts whole numbers from 0 on; for other numbers there is"
                    .formatted(data.target().orElseThrow().text(row), asker)
                + " linear-regression");
      }
    }
    return counts;
  }
}

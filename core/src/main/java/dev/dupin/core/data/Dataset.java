package dev.dupin.core.data;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rows of data. Immutable and shared: the arrays in it are frozen.
 *
 * @param origin the file as the user named it, for messages
 * @param features the inputs
 * @param featureNames a name for each column of the features
 * @param target what is to be predicted, if the source has it
 * @param lines for each row the line of the file it came from, or the number of the row where there
 *     are no lines; counted from 1, for messages; frozen
 * @param heldOut the rows that were split off for testing, with the same columns, if any were
 */
public record Dataset(
    String origin,
    Features features,
    List<String> featureNames,
    Optional<Target> target,
    int[] lines,
    Optional<Dataset> heldOut) {

  public Dataset {
    featureNames = featureNames instanceof NumberedNames ? featureNames : List.copyOf(featureNames);
    if (featureNames.size() != features.columns()) {
      throw new IllegalArgumentException(
          features.columns() + " columns of features have " + featureNames.size() + " names");
    }
    if (lines.length != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " rows have " + lines.length + " line numbers");
    }
    if (target.isPresent() && target.get().values().length != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " rows have " + target.get().values().length + " values of the target");
    }
    if (heldOut.isPresent() && heldOut.get().features().columns() != features.columns()) {
      throw new IllegalArgumentException(
          "held-out rows have "
              + heldOut.get().features().columns()
              + " columns, the others "
              + features.columns());
    }
  }

  /** Rows of which none were split off. */
  public Dataset(
      String origin,
      Features features,
      List<String> featureNames,
      Optional<Target> target,
      int[] lines) {
    this(origin, features, featureNames, target, lines, Optional.empty());
  }

  /**
   * Returns the names prefix1, prefix2, … for columns that have none of their own. The list takes
   * no memory, however many columns there are.
   *
   * @param prefix before the number
   * @param columns how many names
   */
  public static List<String> numberedNames(String prefix, int columns) {
    return new NumberedNames(prefix, columns);
  }

  /** Returns the number of rows. */
  public int rows() {
    return features.rows();
  }

  /**
   * Returns a copy of some rows, of which none are held out. Costs time and memory for what is
   * copied.
   *
   * @param rows counted from 0, in the order wanted; one may be named several times
   */
  public Dataset select(int[] rows) {
    return new Dataset(
        origin,
        features.select(rows),
        featureNames,
        target.map(column -> column.select(rows)),
        IntStream.of(rows).map(row -> lines[row]).toArray());
  }

  /**
   * Returns these rows with others beside them, held out for testing.
   *
   * @param rows with the same columns
   */
  public Dataset withHeldOut(Dataset rows) {
    return new Dataset(origin, features, featureNames, target, lines, Optional.of(rows));
  }

  /**
   * Returns an exception that points at a row.
   *
   * @param row counted from 0
   * @param problem what is wrong and what to do instead
   */
  public DataException problem(int row, String problem) {
    return new DataException(origin, lines[row], 0, problem);
  }
}

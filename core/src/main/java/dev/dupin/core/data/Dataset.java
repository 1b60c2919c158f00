package dev.dupin.core.data;

import java.util.List;
import java.util.Optional;

/**
 * Rows of data. Immutable and shared.
 *
 * @param origin the file as the user named it, for messages
 * @param features the inputs
 * @param featureNames a name for each column of the features
 * @param target what is to be predicted, if the source has it
 * @param lines for each row the line of the file it came from, counted from 1, for messages; frozen
 */
public record Dataset(
    String origin,
    Features features,
    List<String> featureNames,
    Optional<Target> target,
    int[] lines) {

  public Dataset {
    featureNames = List.copyOf(featureNames);
    if (featureNames.size() != features.columns()) {
      throw new IllegalArgumentException(
          features.columns() + " columns of features have " + featureNames.size() + " names");
    }
    if (lines.length != features.rows()) {
      throw new IllegalArgumentException(
          features.rows() + " rows have " + lines.length + " line numbers");
    }
  }

  /** Returns the number of rows. */
  public int rows() {
    return features.rows();
  }

  /** Returns an exception that points at a row. */
  public DataException problem(int row, String problem) {
    return new DataException(origin, lines[row], 0, problem);
  }
}

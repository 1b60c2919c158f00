package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.SparseFeatures;
import java.util.Optional;

/**
 * What every reader does with the rows that it has read.
 *
 * @param split which rows are held out
 * @param standardize whether columns are shifted and scaled, as the rows for training say
 */
record Preparation(Optional<Split> split, boolean standardize) {

  /**
   * Prepares rows that nobody else has seen: dense ones are standardised in place, sparse ones
   * become dense by that.
   *
   * @throws DataException if they cannot be split or standardised
   */
  Dataset apply(Dataset all) {
    Dataset rows = split.map(parts -> RowSplit.apply(all, parts)).orElse(all);
    return standardize ? standardized(rows) : rows;
  }

  private static Dataset standardized(Dataset rows) {
    DenseFeatures features = dense(rows);
    Standardization standardization = new Standardization(rows, features);
    standardization.apply(rows, features);
    Optional<Dataset> heldOut =
        rows.heldOut()
            .map(
                test -> {
                  DenseFeatures testFeatures = dense(test);
                  standardization.apply(test, testFeatures);
                  return with(testFeatures, test, Optional.empty());
                });
    return with(features, rows, heldOut);
  }

  private static Dataset with(DenseFeatures features, Dataset rows, Optional<Dataset> heldOut) {
    return new Dataset(
        rows.origin(), features, rows.featureNames(), rows.target(), rows.lines(), heldOut);
  }

  private static DenseFeatures dense(Dataset rows) {
    if (rows.features() instanceof DenseFeatures dense) {
      return dense;
    }
    SparseFeatures sparse = (SparseFeatures) rows.features();
    if ((double) sparse.rows() * sparse.columns() > DoubleBuilder.CAPACITY) {
      throw new DataException(
          rows.origin(),
          0,
          0,
          "'standardize' makes the data dense: "
              + sparse.rows()
              + " rows x "
              + sparse.columns()
              + " columns are more than one array can hold (2^31)");
    }
    double[] values = new double[sparse.rows() * sparse.columns()];
    for (int row = 0; row < sparse.rows(); row++) {
      for (int k = sparse.pointers()[row]; k < sparse.pointers()[row + 1]; k++) {
        values[row * sparse.columns() + sparse.indices()[k]] = sparse.values()[k];
      }
    }
    return new DenseFeatures(sparse.rows(), sparse.columns(), values);
  }
}

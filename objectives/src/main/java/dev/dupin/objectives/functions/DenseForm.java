package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.DenseSymmetric;
import java.util.List;
import java.util.Optional;

/**
 * A matrix as the user wrote it down.
 *
 * @param matrix its entries
 */
record DenseForm(DenseSymmetric matrix) implements QuadraticForm {

  /** Takes rows without {@link #complaint}. */
  static DenseForm of(List<List<Double>> rows) {
    double[] values =
        rows.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    return new DenseForm(new DenseSymmetric(rows.size(), values));
  }

  /**
   * Returns what is wrong with a list of rows: not square, not symmetric, not finite; and where.
   */
  static Optional<String> complaint(List<List<Double>> rows) {
    int n = rows.size();
    if (n == 0) {
      return Optional.of("the matrix is empty; write [[2, 1], [1, 3]], say");
    }
    for (int i = 0; i < n; i++) {
      if (rows.get(i).size() != n) {
        return Optional.of(
            "the matrix is not square: it has %d rows, but row %d has %d numbers"
                .formatted(n, i + 1, rows.get(i).size()));
      }
    }
    DenseSymmetric matrix = of(rows).matrix();
    return matrix.isFinite()
        ? asymmetry(matrix)
        : Optional.of("the matrix has a number that is not finite");
  }

  private static Optional<String> asymmetry(DenseSymmetric matrix) {
    for (int i = 0; i < matrix.n(); i++) {
      for (int j = 0; j < i; j++) {
        if (matrix.get(i, j) != matrix.get(j, i)) {
          return Optional.of(
              ("the matrix is not symmetric: row %d has %s in column %d, row %d has %s in column"
                      + " %d; x'Ax sees only their mean, so write that in both places")
                  .formatted(j + 1, matrix.get(j, i), i + 1, i + 1, matrix.get(i, j), j + 1));
        }
      }
    }
    return Optional.empty();
  }

  @Override
  public int dimension() {
    return matrix.n();
  }

  @Override
  public void apply(double[] v, double[] result) {
    matrix.apply(v, result);
  }

  @Override
  public void apply(Intervals v) {
    Intervals product = IntervalVectors.product(matrixBounds(), v);
    System.arraycopy(product.lower(), 0, v.lower(), 0, v.length());
    System.arraycopy(product.upper(), 0, v.upper(), 0, v.length());
  }

  @Override
  public Intervals matrixBounds() {
    return IntervalVectors.ofConstants(matrix.values());
  }
}

package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import java.util.Optional;

/** The diagonal of a curvature, wherever it can be had. */
public final class DiagonalEntries {

  /** Up to here the dense matrix, which a solver takes, too, may say what its diagonal is. */
  public static final int DENSE_DIMENSION = 500;

  private DiagonalEntries() {}

  /**
   * Returns the n diagonal entries: those the operator knows, or up to n = 500 those of its dense
   * matrix, for n products; empty elsewhere.
   */
  public static Optional<double[]> of(SymmetricOperator curvature) {
    Optional<double[]> known = curvature.diagonal();
    return known.isPresent() || curvature.dimension() > DENSE_DIMENSION
        ? known
        : Optional.of(curvature.toDense().diagonal());
  }
}

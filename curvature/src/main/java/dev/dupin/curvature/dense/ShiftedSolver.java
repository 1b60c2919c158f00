package dev.dupin.curvature.dense;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.DenseSymmetric;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Solves with A + shift I for a dense A and any shifts: by Cholesky where that succeeds, n^3 / 6
 * multiplications a shift; elsewhere by the eigenvalues, about 9 n^3 once for all shifts.
 */
public final class ShiftedSolver {

  private static final double EPS = 0x1p-52;

  private final DenseSymmetric matrix;
  private @Nullable DenseEigen eigen;

  /** Factors nothing yet. */
  public ShiftedSolver(DenseSymmetric matrix) {
    this.matrix = matrix;
  }

  /** Returns A. */
  public DenseSymmetric matrix() {
    return matrix;
  }

  /** Returns a solver; empty where the shifted matrix is singular to working precision. */
  public Optional<Inverse> inverse(double shift) {
    int n = matrix.n();
    double[] shifted = matrix.values().clone();
    for (int i = 0; i < n; i++) {
      shifted[i * n + i] += shift;
    }
    Optional<Cholesky> cholesky = Cholesky.of(n, shifted);
    if (cholesky.isPresent()) {
      return cholesky.map(
          factor ->
              (rhs, result) -> {
                System.arraycopy(rhs, 0, result, 0, n);
                factor.solve(result);
              });
    }
    return byEigenvalues(shift);
  }

  private Optional<Inverse> byEigenvalues(double shift) {
    DenseEigen decomposition = eigen();
    int n = matrix.n();
    double rounding = n * EPS * Math.max(decomposition.norm(), shift);
    for (int k = 0; k < n; k++) {
      if (!(Math.abs(decomposition.value(k) + shift) > rounding)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        (rhs, result) -> {
          Arrays.fill(result, 0);
          for (int k = 0; k < n; k++) {
            double along = decomposition.component(k, rhs) / (decomposition.value(k) + shift);
            decomposition.addScaled(result, along, k);
          }
        });
  }

  private DenseEigen eigen() {
    if (eigen == null) {
      eigen = DenseEigen.of(matrix);
    }
    return eigen;
  }
}

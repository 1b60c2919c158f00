package dev.dupin.curvature.verdict;

import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.RoundingErrors;
import java.util.Optional;

/**
 * The errors of the entries of a Hessian from bounds that the objective gives: over the box of all
 * points that may have been meant, one unit in the last place to both sides of each coordinate, a
 * coordinate of zero being exact. So an error holds the rounding of the operations and that of the
 * point. Where f has no second derivatives all over that box, or gives no bounds over boxes, the
 * rounding of the operations alone.
 */
final class HessianEnclosure {

  private HessianEnclosure() {}

  /** Returns the errors, or empty where the objective gives none that are finite. */
  static Optional<DenseSymmetric> errors(Evaluation here, DenseSymmetric matrix) {
    return overBox(here, matrix)
        .or(() -> here.structure(RoundingErrors.class).map(RoundingErrors::hessian))
        .filter(DenseSymmetric::isFinite);
  }

  private static Optional<DenseSymmetric> overBox(Evaluation here, DenseSymmetric matrix) {
    Optional<Enclosures> offered = here.structure(Enclosures.class);
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    double[] lower = here.point().clone();
    double[] upper = here.point().clone();
    for (int i = 0; i < lower.length; i++) {
      lower[i] = lower[i] == 0 ? 0 : Math.nextDown(lower[i]);
      upper[i] = upper[i] == 0 ? 0 : Math.nextUp(upper[i]);
    }
    Enclosure box = offered.get().over(lower, upper);
    return box.isSmooth() ? Optional.of(distances(matrix, box.hessian())) : Optional.empty();
  }

  private static DenseSymmetric distances(DenseSymmetric matrix, Intervals bounds) {
    double[] distances = new double[bounds.length()];
    for (int k = 0; k < distances.length; k++) {
      double entry = matrix.values()[k];
      distances[k] = Math.max(bounds.upper()[k] - entry, entry - bounds.lower()[k]);
      distances[k] = distances[k] < 0 ? 0 : distances[k];
    }
    return new DenseSymmetric(matrix.n(), distances);
  }
}

package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import java.util.Optional;

/** The gradient tests: absolute, relative to the start, and scale-free for sums of squares. */
final class Convergence implements Checkpointable {

  private final StopConditions conditions;
  private final double normTolerance;
  private final double cosineTolerance;
  private double startGradientNorm = Double.NaN;

  Convergence(StopConditions conditions, boolean sumOfSquares) {
    this.conditions = conditions;
    StopConditions completed = conditions.completed(sumOfSquares);
    normTolerance = completed.gradientNorm().orElseThrow();
    cosineTolerance = sumOfSquares ? completed.gradientCosine().orElseThrow() : 0;
  }

  /** Takes the norm at the start, which the relative test compares with. */
  void start(double gradientNorm) {
    startGradientNorm = gradientNorm;
  }

  /** Returns the norm up to which the absolute or relative test holds. */
  double tolerance() {
    double relative = conditions.relativeGradientNorm() * startGradientNorm;
    return relative > normTolerance ? relative : normTolerance;
  }

  /**
   * Returns the test that holds here with its numbers, or empty. A gradient of exactly zero always
   * counts as small.
   */
  Optional<String> test(GuardedEvaluation here) {
    here.gradient();
    double norm = here.peekGradientNorm();
    if (norm <= normTolerance || norm == 0) {
      return Optional.of(comparison("gradient norm", norm, normTolerance));
    }
    if (norm <= conditions.relativeGradientNorm() * startGradientNorm) {
      double ratio = norm / startGradientNorm;
      return Optional.of(
          comparison(
              "gradient norm over its norm at the start",
              ratio,
              conditions.relativeGradientNorm()));
    }
    if (cosineTolerance > 0) {
      double cosine = largestCosine(here);
      if (cosine <= cosineTolerance) {
        return Optional.of(comparison("gradient cosine", cosine, cosineTolerance));
      }
    }
    return Optional.empty();
  }

  private static String comparison(String what, double value, double tolerance) {
    return what + " " + Numbers.brief(value) + " <= " + Numbers.brief(tolerance);
  }

  /** The largest |r'J_j| / (|r| |J_j|), from g = 2 scale J'r; infinity where there is no answer. */
  private static double largestCosine(GuardedEvaluation here) {
    Optional<Residuals> found = here.structure(Residuals.class);
    if (found.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    Residuals residuals = found.get();
    double residualNorm = Vectors.norm(residuals.values());
    double[] columnNorms = residuals.columnNorms();
    double[] gradient = here.gradient();
    double largest = 0;
    for (int j = 0; j < gradient.length; j++) {
      if (gradient[j] != 0) {
        double cosine =
            Math.abs(gradient[j]) / (2 * residuals.scale() * residualNorm * columnNorms[j]);
        largest =
            cosine > largest ? cosine : cosine <= largest ? largest : Double.POSITIVE_INFINITY;
      }
    }
    return largest;
  }

  @Override
  public void exchange(State state) {
    startGradientNorm = state.exchange("startGradientNorm", startGradientNorm);
  }
}

package dev.dupin.core.minimizer;

import java.util.OptionalDouble;

/**
 * When a run ends. Every limit counts from the start of the run, not of a resumed part. No limit is
 * {@link Long#MAX_VALUE} or infinity.
 *
 * @param gradientNorm the run converges where the 2-norm of the gradient is at most this; absolute;
 *     empty means {@value #USUAL_NORM}, but 0 where the objective offers residuals: then the
 *     scale-free test alone says that the run has converged, unless that is switched off
 * @param relativeGradientNorm or at most this times its norm at the start; 0 switches the test off
 * @param gradientCosine or where, for a sum of squares, the largest cosine between the residuals
 *     and a column of the Jacobian is at most this (Moré 1978, gtol); empty means {@value
 *     #USUAL_COSINE} where the objective offers residuals, 0 switches the test off
 * @param maxIterations accepted steps; 0 evaluates and judges the start
 * @param maxTrials trial steps
 * @param maxEvaluations gradient equivalents
 * @param maxSeconds wall-clock time
 * @param maxEpochs passes over the terms of a finite sum, in mini-batches
 * @param unboundedBelow the run ends as {@link Status#UNBOUNDED} where f falls below this; empty
 *     means -1e30 max(1, |f at the start|)
 */
public record StopConditions(
    OptionalDouble gradientNorm,
    double relativeGradientNorm,
    OptionalDouble gradientCosine,
    long maxIterations,
    long maxTrials,
    double maxEvaluations,
    double maxSeconds,
    long maxEpochs,
    OptionalDouble unboundedBelow) {

  /** The default of {@link #gradientCosine} for sums of squares. */
  public static final double USUAL_COSINE = 1e-10;

  /** The default of {@link #gradientNorm} for objectives that are no sums of squares. */
  public static final double USUAL_NORM = 1e-6;

  /** The conditions of a run that is told nothing else. */
  public static final StopConditions DEFAULTS =
      new StopConditions(
          OptionalDouble.empty(),
          0,
          OptionalDouble.empty(),
          10_000,
          Long.MAX_VALUE,
          Double.POSITIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          Long.MAX_VALUE,
          OptionalDouble.empty());

  public StopConditions {
    notNegative("gradientNorm", gradientNorm.orElse(0));
    notNegative("relativeGradientNorm", relativeGradientNorm);
    notNegative("gradientCosine", gradientCosine.orElse(0));
    notNegative("maxIterations", (double) maxIterations);
    notNegative("maxTrials", (double) maxTrials);
    notNegative("maxEvaluations", maxEvaluations);
    notNegative("maxSeconds", maxSeconds);
    notNegative("maxEpochs", (double) maxEpochs);
  }

  private static void notNegative(String name, double value) {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "stop." + name + " is " + value + ", but must be at least 0");
    }
  }

  /**
   * Returns the same conditions with the gradient tests that hold for an objective.
   *
   * @param sumOfSquares whether it offers residuals
   */
  public StopConditions completed(boolean sumOfSquares) {
    double cosine = gradientCosine.orElse(USUAL_COSINE);
    boolean cosineAlone = sumOfSquares && cosine > 0;
    return new StopConditions(
        OptionalDouble.of(gradientNorm.orElse(cosineAlone ? 0 : USUAL_NORM)),
        relativeGradientNorm,
        sumOfSquares ? OptionalDouble.of(cosine) : gradientCosine,
        maxIterations,
        maxTrials,
        maxEvaluations,
        maxSeconds,
        maxEpochs,
        unboundedBelow);
  }
}

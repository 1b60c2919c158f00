package dev.dupin.core.minimizer;

import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Changes of single stop conditions, for {@link Minimizer#stop(UnaryOperator...)}. */
public final class Stop {

  private Stop() {}

  /** Converge where the 2-norm of the gradient is at most this. */
  public static UnaryOperator<StopConditions> gradientNorm(double tolerance) {
    return changed(draft -> draft.gradientNorm = OptionalDouble.of(tolerance));
  }

  /** Converge where the 2-norm of the gradient is at most this times its norm at the start. */
  public static UnaryOperator<StopConditions> relativeGradientNorm(double tolerance) {
    return changed(draft -> draft.relativeGradientNorm = tolerance);
  }

  /**
   * Converge, for sums of squares, where the largest cosine of residuals and a Jacobian column is
   * at most this.
   */
  public static UnaryOperator<StopConditions> gradientCosine(double tolerance) {
    return changed(draft -> draft.gradientCosine = OptionalDouble.of(tolerance));
  }

  /** End after this many accepted steps. */
  public static UnaryOperator<StopConditions> maxIterations(long iterations) {
    return changed(draft -> draft.maxIterations = iterations);
  }

  /** End after this many trial steps. */
  public static UnaryOperator<StopConditions> maxTrials(long trials) {
    return changed(draft -> draft.maxTrials = trials);
  }

  /** End after this many gradient equivalents; looked at between trials. */
  public static UnaryOperator<StopConditions> maxEvaluations(double gradientEquivalents) {
    return changed(draft -> draft.maxEvaluations = gradientEquivalents);
  }

  /** End after this time, even inside an evaluation that does not return. */
  public static UnaryOperator<StopConditions> maxSeconds(double seconds) {
    return changed(draft -> draft.maxSeconds = seconds);
  }

  /** End after this many passes over the terms of a finite sum. */
  public static UnaryOperator<StopConditions> maxEpochs(long epochs) {
    return changed(draft -> draft.maxEpochs = epochs);
  }

  /** End as unbounded where f falls below this. */
  public static UnaryOperator<StopConditions> unboundedBelow(double value) {
    return changed(draft -> draft.unboundedBelow = OptionalDouble.of(value));
  }

  private static UnaryOperator<StopConditions> changed(Consumer<Draft> change) {
    return conditions -> {
      Draft draft = new Draft(conditions);
      change.accept(draft);
      return draft.conditions();
    };
  }

  /** The conditions while one of them is changed. */
  private static final class Draft {
    private OptionalDouble gradientNorm;
    private double relativeGradientNorm;
    private OptionalDouble gradientCosine;
    private long maxIterations;
    private long maxTrials;
    private double maxEvaluations;
    private double maxSeconds;
    private long maxEpochs;
    private OptionalDouble unboundedBelow;

    Draft(StopConditions from) {
      gradientNorm = from.gradientNorm();
      relativeGradientNorm = from.relativeGradientNorm();
      gradientCosine = from.gradientCosine();
      maxIterations = from.maxIterations();
      maxTrials = from.maxTrials();
      maxEvaluations = from.maxEvaluations();
      maxSeconds = from.maxSeconds();
      maxEpochs = from.maxEpochs();
      unboundedBelow = from.unboundedBelow();
    }

    StopConditions conditions() {
      return new StopConditions(
          gradientNorm,
          relativeGradientNorm,
          gradientCosine,
          maxIterations,
          maxTrials,
          maxEvaluations,
          maxSeconds,
          maxEpochs,
          unboundedBelow);
    }
  }
}

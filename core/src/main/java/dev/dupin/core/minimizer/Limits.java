package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import java.util.Optional;

/**
 * The ends that are no convergence: limits that were set, f without a lower bound, values that are
 * no numbers.
 */
final class Limits implements Checkpointable {

  private final StopConditions conditions;
  private final Gate gate;
  private double startValue = Double.NaN;

  Limits(StopConditions conditions, Gate gate) {
    this.conditions = conditions;
    this.gate = gate;
  }

  /** Takes f at the start, which the default bound is relative to. */
  void start(double value) {
    startValue = value;
  }

  /** Returns the limit that is reached, with its numbers. */
  Optional<End> reached(long iterations, long trials, Ledger ledger, long epochs) {
    Status status;
    String message;
    if (iterations >= conditions.maxIterations()) {
      status = Status.MAX_ITERATIONS;
      message = iterations + " iterations >= " + conditions.maxIterations();
    } else if (trials >= conditions.maxTrials()) {
      status = Status.MAX_TRIALS;
      message = trials + " trials >= " + conditions.maxTrials();
    } else if (ledger.gradientEquivalents() >= conditions.maxEvaluations()) {
      status = Status.MAX_EVALUATIONS;
      message =
          Numbers.brief(ledger.gradientEquivalents())
              + " gradient equivalents >= "
              + Numbers.brief(conditions.maxEvaluations());
    } else if (epochs >= conditions.maxEpochs()) {
      status = Status.MAX_EPOCHS;
      message = epochs + " epochs >= " + conditions.maxEpochs();
    } else if (gate.secondsLeft() <= 0) {
      status = Status.MAX_SECONDS;
      message = gate.timeMessage();
    } else {
      return Optional.empty();
    }
    return Optional.of(new End(status, message));
  }

  /** Returns that f has no lower bound on this path, if it was paid and is below the bound. */
  Optional<End> unbounded(GuardedEvaluation point) {
    double bound = conditions.unboundedBelow().orElse(-1e30 * Math.max(1, Math.abs(startValue)));
    double value = point.peekValue();
    if (value == Double.NEGATIVE_INFINITY) {
      return Optional.of(new End(Status.UNBOUNDED, "f is -infinity"));
    }
    return value < bound
        ? Optional.of(
            new End(Status.UNBOUNDED, "f = " + Numbers.brief(value) + " < " + Numbers.brief(bound)))
        : Optional.empty();
  }

  /** Returns why a point that was taken cannot be gone on from, if it cannot: pays its gradient. */
  Optional<End> notFinite(GuardedEvaluation point, long iterations) {
    double[] gradient = point.gradient();
    double value = point.peekValue();
    if (point.failure().isPresent()) {
      return Optional.of(
          End.exception(point.failure().get(), "by the objective in iteration " + iterations));
    }
    if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
      return Optional.of(
          new End(Status.NOT_FINITE, "f is " + value + " in iteration " + iterations));
    }
    if (Double.isFinite(value) && !Vectors.isFinite(gradient)) {
      return Optional.of(
          new End(
              Status.NOT_FINITE,
              "the gradient is not finite in iteration "
                  + iterations
                  + ", where f = "
                  + Numbers.brief(value)));
    }
    return Optional.empty();
  }

  @Override
  public void exchange(State state) {
    startValue = state.exchange("startValue", startValue);
  }
}

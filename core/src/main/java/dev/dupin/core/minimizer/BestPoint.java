package dev.dupin.core.minimizer;

import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Trial;

/**
 * The point that a run would be reported at if it ended now without converging: the one with the
 * smallest f that was paid. Values of different batches cannot be compared, so in mini-batches only
 * values of the whole sum count.
 */
final class BestPoint implements Checkpointable {

  private final boolean inBatches;
  private GuardedEvaluation best;
  private double level = Double.NaN;

  /**
   * @param start on the whole sum
   */
  BestPoint(GuardedEvaluation start, boolean inBatches) {
    this.inBatches = inBatches;
    best = start;
  }

  GuardedEvaluation evaluation() {
    return best;
  }

  /** Takes f at the start. */
  void start(double value) {
    level = value;
  }

  /** Keeps a point whose f was paid, if it is lower. */
  void consider(GuardedEvaluation point) {
    if (point.peekValue() < best.peekValue() || Double.isNaN(best.peekValue())) {
      // In a full batch it may be the next iterate, at which the objective goes on.
      best = inBatches ? point.settled() : point;
    }
  }

  /** Keeps a point whatever its f: the evidence that f has no lower bound. */
  void replace(GuardedEvaluation point) {
    best = point;
  }

  /**
   * Keeps account of what slopes alone were believed to have won. An honest f comes down by as
   * much, if too little at a time to be seen; one that does not is told from it as soon as the sum
   * is more than rounding.
   */
  void believed(Trial trial, GuardedEvaluation accepted) {
    if (!inBatches) {
      level =
          trial.isDrowned()
              ? level - Math.max(0, trial.actualReduction())
              : Math.min(accepted.peekValue(), best.peekValue());
    }
  }

  /**
   * Returns the value that f must stay near where only slopes can be seen, see {@link
   * Trial#lowestValue}.
   */
  double lowestValue() {
    return inBatches ? Double.NaN : Math.min(level, best.peekValue());
  }

  @Override
  public void exchange(State state) {
    level = state.exchange("level", level);
    best = GuardedEvaluation.exchange(state, "point", best, (GuardedObjective) best.objective());
  }
}

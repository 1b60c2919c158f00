package dev.dupin.core.step;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import java.util.List;
import java.util.Optional;

/**
 * The recipe of a step: how far to trust a curvature. Immutable and shared by runs and threads;
 * what changes during a run lives in the {@link Stepper} that {@link #start} returns.
 */
public interface StepStrategy {

  /** Starts this strategy for one run. */
  Stepper start(RunContext context);

  /**
   * Starts this strategy for one run of an objective: what a run calls. A strategy that holds a
   * Hessian of its own starts that here, and one that wraps another strategy passes the objective
   * on; the others do without it.
   *
   * @param objective the whole objective, metered; must not be evaluated yet
   */
  default Stepper start(Objective objective, RunContext context) {
    return start(context);
  }

  /**
   * Returns what the objective must offer and the Hessian must promise. Depends on the
   * configuration alone.
   */
  default Requirements requires() {
    return Requirements.NONE;
  }

  /**
   * Returns the names of the Hessians that suit this strategy when a spec names none: the first one
   * that works with the objective is taken.
   */
  default List<String> usualHessians() {
    return List.of("exact", "finite-difference");
  }

  /**
   * Returns what else this part needs of an objective that has all that {@link #requires} says, and
   * does not find, completing "needs …"; empty if nothing. Asked before a run, and must not
   * evaluate anything; room for dense matrices is the usual need.
   */
  default Optional<String> unmetNeed(Objective objective) {
    return Optional.empty();
  }
}

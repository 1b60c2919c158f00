package dev.dupin.core.curvature;

import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import java.util.Optional;
import java.util.Set;

/**
 * The recipe of a Hessian: the exact one, or what stands for it. Immutable and shared by runs and
 * threads; what changes during a run lives in the {@link Curvature} that {@link #start} returns.
 */
public interface HessianProvider {

  /**
   * Starts this Hessian for one run. Must not evaluate anything yet.
   *
   * @param objective the whole objective, metered; a mini-batch's evaluations name their own
   * @param context the run
   */
  Curvature start(Objective objective, RunContext context);

  /** Returns what the objective must offer. Depends on the configuration alone. */
  default Requirements requires() {
    return Requirements.NONE;
  }

  /**
   * Returns what the operators will promise on this objective at every point; steps that need more
   * are refused.
   */
  default Set<Trait> traits(Objective objective) {
    return Set.of();
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

package dev.dupin.core.step;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;

/**
 * Minimises the model under a control: the inner problem of a step strategy. An immutable recipe.
 */
public interface Subproblem {

  /**
   * Returns the kind of control it works under; a globalizer of another kind is refused before the
   * run.
   */
  Class<? extends Control> control();

  /**
   * Prepares one model, factoring what can be factored once. The result lives as long as the model
   * and is never saved.
   */
  Prepared prepare(Model model, RunContext context);

  /** Returns what the objective must offer and the (transformed) curvature must promise. */
  default Requirements requires() {
    return Requirements.NONE;
  }

  /**
   * Returns what else it needs of an objective and does not find, completing "needs …"; see {@link
   * StepStrategy#unmetNeed}.
   */
  default Optional<String> unmetNeed(Objective objective) {
    return Optional.empty();
  }

  /**
   * Returns the names of the numbers that {@link Prepared#report} reports: always the same, so that
   * the trace has its columns before the first model is prepared.
   */
  default List<String> columns() {
    return List.of();
  }

  /** A subproblem for one model. */
  interface Prepared {

    /** Returns the minimiser under this control, or {@link Proposal#NONE} where there is none. */
    Proposal solve(Control control);

    /**
     * Returns the length of the step to the minimum of the model along the steepest descent, in the
     * norm that the control measures in; empty where that is the Euclidean one, in which anybody
     * finds it.
     */
    default OptionalDouble firstLength() {
      return OptionalDouble.empty();
    }

    /** Reports numbers of the last solve for the trace, under the names of {@link #columns}. */
    default void report(ObjDoubleConsumer<String> out) {}
  }
}

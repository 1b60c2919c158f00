package dev.dupin.core.run;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.Optional;

/**
 * Looks at the landscape, along a run and at its end. It works on evaluations of its own, counted
 * on a ledger of its own, and never changes the run.
 */
public interface Analysis {

  /**
   * Starts this analysis for one run. Must not evaluate anything yet.
   *
   * @param judged what the objective is judged by, metered
   */
  Analyser start(Objective judged, RunContext context);

  /**
   * Returns what this analysis needs of an objective and does not find, completing "needs …"; see
   * {@link dev.dupin.core.step.StepStrategy#unmetNeed}. A run whose analysis has such a need is
   * refused before it starts.
   *
   * @param judged what the objective is judged by
   */
  default Optional<String> unmetNeed(Objective judged) {
    return Optional.empty();
  }

  /** An analysis during one run. */
  interface Analyser extends Checkpointable {

    /**
     * A step was taken. Both are evaluations of the judged objective in full; whoever asks them
     * pays, on this ledger.
     */
    default void accepted(Evaluation from, Evaluation to) {}

    /**
     * Returns what was found at the end, as a record whose components become the fields of the
     * result; a record of one component, a list, becomes that list.
     */
    Record findings(Evaluation here);

    @Override
    default void exchange(State state) {}
  }
}

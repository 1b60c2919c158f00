package dev.dupin.core.run;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;

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

  /** An analysis during one run. */
  interface Analyser extends Checkpointable {

    /**
     * A step was taken. Both are evaluations of the judged objective in full; whoever asks them
     * pays, on this ledger.
     */
    default void accepted(Evaluation from, Evaluation to) {}

    /**
     * Returns what was found at the end, as a record whose components become the fields of the
     * result.
     */
    Record findings(Evaluation here);

    @Override
    default void exchange(State state) {}
  }
}

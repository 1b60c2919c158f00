package dev.dupin.core.step;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.RunContext;
import java.util.List;

/**
 * Decides how far a subproblem may go, and whether the outcome is good enough. An immutable recipe.
 */
public interface Globalizer {

  /** Returns the kind of control it gives. */
  Class<? extends Control> control();

  /** Starts this globalizer for one run. */
  Controller start(RunContext context);

  /** A globalizer during one run. */
  interface Controller extends Checkpointable {

    /** Returns the present control; the first call of a run may look at the model to choose it. */
    Control control(Model model);

    /**
     * Returns the present control for a subproblem that was prepared for the model; the first call
     * of a run may ask it for {@link Subproblem.Prepared#firstLength}.
     */
    default Control control(Model model, Subproblem.Prepared problem) {
      return control(model);
    }

    /**
     * Looks at a step before it is tried.
     *
     * @param proposal has a step
     * @return true if the control was changed, and the step is to be computed anew
     */
    default boolean refine(Proposal proposal) {
      return false;
    }

    /** Judges a trial, and widens or contracts the control. */
    Decision judge(Trial trial);

    /**
     * Contracts the control without a trial: there was no step under it.
     *
     * @return false if it is exhausted
     */
    boolean contract();

    /**
     * Returns what a user should know of this run, in whole sentences; see {@link
     * Stepper#warnings}.
     */
    default List<String> warnings() {
      return List.of();
    }
  }
}

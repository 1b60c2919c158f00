package dev.dupin.core.step;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/** A step strategy during one run. Proposing (or escaping) and judging strictly alternate. */
public interface Stepper extends Checkpointable {

  /**
   * Returns the next step to try, or {@link Proposal#NONE}. Commits nothing, momentum included.
   *
   * @param model the same object as before if the last trial of this iteration was refused: factor
   *     nothing again
   */
  Proposal propose(Model model);

  /** Judges a trial. The only place where state changes. */
  Decision judge(Trial trial);

  /**
   * Returns a step along proven negative curvature of {@code model.curvature()}, or empty. Asked
   * instead of {@link #propose} while the gradient test holds: at an exact saddle only this leaves
   * it. A refused escape is asked again on the same model: it is then shorter, and empty when
   * exhausted. Strategies that are not globalised have none.
   */
  default Optional<Proposal> escape(Model model) {
    return Optional.empty();
  }

  /**
   * Reports numbers for the trace, always under the same names; read after proposing and before
   * judging.
   */
  default void report(ObjDoubleConsumer<String> out) {}

  /**
   * Returns what a user should know of how the steps of this run were found, in whole sentences,
   * such as a condition that was given up; asked once, after the run. Part of the state where it
   * counts.
   */
  default List<String> warnings() {
    return List.of();
  }

  @Override
  default void exchange(State state) {}
}

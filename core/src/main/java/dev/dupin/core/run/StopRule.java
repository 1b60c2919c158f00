package dev.dupin.core.run;

import java.util.Optional;

/**
 * A further reason to end a run. It never makes a run converge: its status is always {@code
 * STOP_RULE}.
 */
public interface StopRule {

  /** Starts this rule for one run. */
  Check start(RunContext context);

  /** A stop rule during one run. */
  interface Check extends Checkpointable {

    /**
     * Returns the reason to stop, with the numbers compared, or empty to go on. Called after every
     * trial.
     */
    Optional<String> stop(TrialEvent event);

    @Override
    default void exchange(State state) {}
  }
}

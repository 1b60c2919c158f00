package dev.dupin.runtime.wiring;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.TrialEvent;
import jakarta.inject.Inject;

/** The trace of a run, as a spec asks for it. Whoever writes the run's folder writes it. */
public final class Trace implements Observer {

  /**
   * What is written.
   *
   * @param every only every so many trials make a row; besides, in mini-batches, those where the
   *     full set was evaluated
   */
  public record Config(@Default("1") @Range("[1, inf)") int every) {}

  private final Config config;

  @Inject
  public Trace(Config config) {
    this.config = config;
  }

  /** Returns how many trials make one row. */
  public int every() {
    return config.every();
  }

  /** Takes nothing: the rows are written where the run's folder is known. */
  @Override
  public void trial(TrialEvent event) {}
}

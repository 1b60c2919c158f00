package dev.dupin.runtime.parts;

import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.run.TrialEvent;
import jakarta.inject.Inject;
import java.util.Optional;

/** Those who look on. */
public final class Watchers {

  private Watchers() {}

  /** On by default. */
  public static final class Verdict implements Analysis {

    /** What was found. */
    public record Finding(double value) {}

    @Override
    public Analyser start(Objective judged, RunContext context) {
      return here -> new Verdict.Finding(here.value());
    }
  }

  /** Has a key. */
  public static final class Spectrum implements Analysis {

    /**
     * @param pairs how many
     */
    public record Config(@Default("5") @Range("[1, inf)") int pairs) {}

    /** What was found. */
    public record Finding(int pairs) {}

    private final Spectrum.Config config;

    @Inject
    public Spectrum(Spectrum.Config config) {
      this.config = config;
    }

    @Override
    public Analyser start(Objective judged, RunContext context) {
      return here -> new Spectrum.Finding(config.pairs());
    }
  }

  /** Counts trials. */
  public static final class Counter implements Observer {

    private int trials;

    /** Returns how many. */
    public int trials() {
      return trials;
    }

    @Override
    public void trial(TrialEvent event) {
      trials++;
    }
  }

  /** Stops after some trials. */
  public static final class After implements StopRule {

    /**
     * @param trials how many
     */
    public record Config(@Range("[1, inf)") long trials) {}

    private final After.Config config;

    @Inject
    public After(After.Config config) {
      this.config = config;
    }

    @Override
    public Check start(RunContext context) {
      return event ->
          event.trial() >= config.trials()
              ? Optional.of("trial " + event.trial())
              : Optional.empty();
    }
  }
}

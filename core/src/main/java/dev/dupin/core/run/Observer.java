package dev.dupin.core.run;

/** Watches a run. It changes nothing: what it sees is already paid for. */
@FunctionalInterface
public interface Observer {

  /** A trial was judged, or the start was evaluated; in the thread of the run. */
  void trial(TrialEvent event);
}

package dev.dupin.core.minimizer;

import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.Warnings;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Stepper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The analyses of a run: on evaluations and a ledger of their own, so that the run is the same
 * without them. Whoever else only watches may count there, too.
 */
final class Watchers implements Checkpointable {

  private final Ledger ledger;
  private final Objective judged;
  private final Map<String, Analysis.Analyser> analysers = new LinkedHashMap<>();
  private final Map<String, Record> failed = new LinkedHashMap<>();
  private @Nullable Evaluation latest;

  Watchers(Map<String, Analysis> analyses, Objective objective, RunScope scope, Gate gate) {
    ledger = new Ledger(objective.dimension(), gate);
    judged = objective.judged().metered(ledger);
    analyses.forEach(
        (name, analysis) ->
            analysers.put(name, analysis.start(judged, scope.part("analyze." + name))));
  }

  /** Tells every analysis of an accepted step. */
  void accepted(GuardedEvaluation from, GuardedEvaluation to) {
    if (analysers.isEmpty()) {
      return;
    }
    Evaluation before =
        latest != null && latest.point() == from.point() ? latest : judged.at(from.point());
    Evaluation after = judged.at(to.point());
    latest = after;
    for (Map.Entry<String, Analysis.Analyser> entry : analysers.entrySet()) {
      if (!failed.containsKey(entry.getKey())) {
        guarded(entry.getKey(), () -> entry.getValue().accepted(before, after));
      }
    }
  }

  /** Returns what every analysis found at the end. */
  Map<String, Record> findings(double[] point) {
    Evaluation here = judged.at(point);
    Map<String, Record> findings = new LinkedHashMap<>();
    for (Map.Entry<String, Analysis.Analyser> entry : analysers.entrySet()) {
      String name = entry.getKey();
      if (!failed.containsKey(name)) {
        guarded(name, () -> findings.put(name, entry.getValue().findings(here)));
      }
    }
    findings.putAll(failed);
    return findings;
  }

  /** An analysis that throws loses its findings, and nobody else's. */
  @SuppressWarnings("CatchingUnchecked") // kept among the findings
  private void guarded(String name, Runnable call) {
    try {
      call.run();
    } catch (Exception
        | LinkageError
        | AssertionError
        | StackOverflowError
        | OutOfMemoryError thrown) {
      failed.put(name, new AnalysisFailure(End.describe(thrown)));
    }
  }

  /** Returns the objective's metrics; what it throws instead stands among the findings. */
  Map<String, Double> metrics(double[] point, Map<String, Record> findings) {
    return told(Metrics.class, "metrics", Metrics::values, point, findings)
        .map(LinkedHashMap::new)
        .orElseGet(LinkedHashMap::new);
  }

  /** Returns the objective's estimates; what it throws instead stands among the findings. */
  List<Estimates.Estimate> estimates(double[] point, Map<String, Record> findings) {
    return told(Estimates.class, "estimates", Estimates::values, point, findings).orElse(List.of());
  }

  /** Returns the objective's warnings; what it throws instead stands among the findings. */
  List<String> warnings(double[] point, Map<String, Record> findings) {
    return told(Warnings.class, "warnings", Warnings::values, point, findings).orElse(List.of());
  }

  /**
   * Returns the warnings of the steps; what the stepper throws instead stands among the findings.
   */
  List<String> warnings(Stepper stepper, Map<String, Record> findings) {
    return told("stepWarnings", () -> Optional.of(stepper.warnings()), findings).orElse(List.of());
  }

  private <S extends Structure, T> Optional<T> told(
      Class<S> kind,
      String name,
      Function<S, T> values,
      double[] point,
      Map<String, Record> findings) {
    return told(
        name,
        () ->
            judged.structures().contains(kind)
                ? judged.at(point).structure(kind).map(values)
                : Optional.empty(),
        findings);
  }

  @SuppressWarnings("CatchingUnchecked") // kept among the findings
  private static <T> Optional<T> told(
      String name, Supplier<Optional<T>> telling, Map<String, Record> findings) {
    try {
      return telling.get();
    } catch (Exception
        | LinkageError
        | AssertionError
        | StackOverflowError
        | OutOfMemoryError thrown) {
      findings.put(name, new AnalysisFailure(End.describe(thrown)));
      return Optional.empty();
    }
  }

  /** Returns an objective whose evaluations count on the ledger of those who watch. */
  GuardedObjective watched(Objective objective) {
    return new GuardedObjective(objective.metered(ledger), ledger::takeValueBack);
  }

  Counts counts() {
    return ledger.counts();
  }

  @Override
  public void exchange(State state) {
    state.exchange("ledger", ledger);
    analysers.forEach(state::exchange);
  }
}

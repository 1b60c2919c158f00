package dev.dupin.core.minimizer;

import dev.dupin.core.objective.Estimates;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a run ended.
 *
 * @param status how
 * @param message why, with the numbers compared
 * @param point the point found: where the run converged, else the best point seen, in mini-batches
 *     the one with the lowest f of the full set among those where that was evaluated; frozen
 * @param value f there, NaN where it was never paid
 * @param gradientNorm the 2-norm of the gradient there, NaN where it was never paid
 * @param iterations accepted steps
 * @param trials trial steps
 * @param seconds wall-clock time of the run, analyses not included
 * @param evaluations what the run paid for
 * @param findings what each analysis found, by the name it was added under, in that order
 * @param metrics how good the point is in the user's own terms, by name; empty where the objective
 *     has none
 * @param estimates the point read as estimates of named parameters; empty where the objective has
 *     none
 * @param warnings what a user must know before trusting the point, in whole sentences; empty where
 *     there is nothing to say
 * @param analysisEvaluations what the analyses paid for, on their own ledger; in mini-batches the
 *     evaluations of the full set besides
 * @param failure what was thrown, where the status is {@code PLUGIN_EXCEPTION}
 */
public record Result(
    Status status,
    String message,
    double[] point,
    double value,
    double gradientNorm,
    long iterations,
    long trials,
    double seconds,
    Counts evaluations,
    Map<String, Record> findings,
    Map<String, Double> metrics,
    List<Estimates.Estimate> estimates,
    List<String> warnings,
    Counts analysisEvaluations,
    Optional<Throwable> failure) {

  /** Returns the finding of that type, if an analysis of the run made one. */
  public <R extends Record> Optional<R> finding(Class<R> type) {
    return findings.values().stream().filter(type::isInstance).map(type::cast).findFirst();
  }
}

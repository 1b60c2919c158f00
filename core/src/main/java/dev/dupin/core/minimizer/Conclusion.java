package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.run.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the result of a run, however it ended. */
final class Conclusion {

  private Conclusion() {}

  /**
   * The loop has ended: pays what the result still lacks, and analyses. Runs in the thread of the
   * run.
   */
  static Result of(Run run, End end, Gate gate) {
    gate.letThrough();
    double seconds = gate.seconds();
    boolean converged = end.status().category() == Category.CONVERGED;
    GuardedEvaluation point = finalPoint(run, converged);
    pay(point);
    run.publish();
    double norm = point.peekGradientNorm();
    if (converged && norm > run.scope().gradientTolerance()) {
      run.scope().gradientTolerance(norm);
    }
    Map<String, Record> findings = new LinkedHashMap<>();
    Map<String, Double> metrics = Map.of();
    List<Estimates.Estimate> estimates = List.of();
    List<String> warnings = new ArrayList<>();
    if (end.status() != Status.INTERRUPTED && Double.isFinite(point.peekValue())) {
      findings.putAll(run.watchers().findings(point.point()));
      metrics = run.watchers().metrics(point.point(), findings);
      estimates = run.watchers().estimates(point.point(), findings);
      warnings.addAll(run.watchers().warnings(point.point(), findings));
    }
    warnings.addAll(run.watchers().warnings(run.stepper(), findings));
    return new Result(
        end.status(),
        end.message(),
        point.point(),
        point.peekValue(),
        norm,
        run.iterations(),
        run.trials(),
        seconds,
        run.ledger().counts(),
        findings,
        metrics,
        estimates,
        warnings,
        run.watchers().counts(),
        end.failure());
  }

  private static GuardedEvaluation finalPoint(Run run, boolean converged) {
    GuardedEvaluation last = run.sampling().whole(run.here());
    if (converged) {
      return last;
    }
    if (run.sampling().inBatches()) {
      payValue(last);
      run.best().consider(last);
    }
    return run.best().evaluation();
  }

  /** Pays value and gradient for the report where nobody did. */
  private static void pay(GuardedEvaluation point) {
    payValue(point);
    if (Double.isFinite(point.peekValue())) {
      attempt(point, point::gradient);
    }
  }

  private static void payValue(GuardedEvaluation point) {
    attempt(point, point::value);
  }

  /** What throws here stays unknown: the status already tells of the fault. */
  private static void attempt(GuardedEvaluation point, Runnable evaluation) {
    if (Vectors.isFinite(point.point()) && point.failure().isEmpty()) {
      try {
        evaluation.run();
      } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError unknown) {
        // Value and gradient are reported as unknown.
      }
    }
  }

  /** The loop does not return: what it published after its last trial is the result. */
  static Result abandoned(Run run, End end, Gate gate) {
    run.reporter().close();
    double best = run.progress().value();
    End told =
        new End(end.status(), end.message() + " (best f so far " + Numbers.brief(best) + ")");
    return published(run.progress(), told, gate);
  }

  /** The loop has ended, but what follows it has not: the analyses are left out. */
  static Result withoutAnalyses(Run run, End end, String why, Gate gate) {
    Progress last = run.progress();
    GuardedEvaluation point = run.sampling().whole(run.here());
    Progress shown =
        end.status().category() == Category.CONVERGED
            ? new Progress(
                last.iterations(),
                last.trials(),
                last.counts(),
                point.point(),
                point.peekValue(),
                point.peekGradientNorm())
            : last;
    return published(shown, new End(end.status(), end.message() + why, end.failure()), gate);
  }

  /** The run could not even start. */
  static Result unstarted(double[] start, End end, Gate gate) {
    return published(new Progress(0, 0, Counts.NONE, start, Double.NaN, Double.NaN), end, gate);
  }

  private static Result published(Progress progress, End end, Gate gate) {
    return new Result(
        end.status(),
        end.message(),
        progress.point(),
        progress.value(),
        progress.gradientNorm(),
        progress.iterations(),
        progress.trials(),
        gate.seconds(),
        progress.counts(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        Counts.NONE,
        end.failure());
  }
}

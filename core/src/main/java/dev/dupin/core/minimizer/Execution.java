package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the loop in a daemon thread of its own while the caller waits: so a time limit or an
 * interrupt ends even a run whose objective does not return. What such a run has published is its
 * result; its thread is left behind.
 */
final class Execution {

  /**
   * How long after its time limit, or after an interrupt, a run may take to notice before it is
   * abandoned.
   */
  private static final double LIMIT_GRACE_SECONDS = 0.05;

  private static final double INTERRUPT_GRACE_SECONDS = 1;

  private final Setup setup;
  private final Gate gate;

  Execution(Setup setup) {
    this.setup = setup;
    double before =
        setup.resumed().map(saved -> (Double) saved.values().get("seconds")).orElse(0.0);
    gate = new Gate(setup.conditions().maxSeconds(), before);
  }

  @SuppressWarnings(
      "CatchingUnchecked") // a part that cannot even start ends the run; its exception is kept
  Result result() {
    double[] start = new double[setup.objective().dimension()];
    Run run;
    try {
      start = setup.start().orElseGet(() -> objectivesStart(setup));
      run = new Run(setup, gate, start);
    } catch (Exception
        | LinkageError
        | AssertionError
        | StackOverflowError
        | OutOfMemoryError thrown) {
      return unstarted(start, End.exception(thrown, "before the first evaluation"));
    }
    CompletableFuture<End> loop = new CompletableFuture<>();
    Run running = run;
    Thread thread = new Thread(() -> loop.complete(running.run()), "dupin-run");
    thread.setDaemon(true);
    thread.start();
    return await(loop, run);
  }

  private static double[] objectivesStart(Setup setup) {
    Objective objective = setup.objective();
    double[] start = objective.start(RunScope.stream(setup.seed(), "start", "", 0));
    if (start.length != objective.dimension()) {
      throw new IllegalStateException(
          "the objective starts at a point of "
              + start.length
              + " coordinates, but has "
              + objective.dimension());
    }
    return start;
  }

  private Result await(CompletableFuture<End> loop, Run run) {
    double wait = gate.secondsLeft() + LIMIT_GRACE_SECONDS;
    try {
      return concluded(get(loop, wait), run);
    } catch (TimeoutException limit) {
      gate.close(Status.MAX_SECONDS, gate.timeMessage());
      return abandoned(
          run,
          new End(Status.MAX_SECONDS, gate.timeMessage() + ", and an evaluation has not returned"));
    } catch (InterruptedException interrupt) {
      return interrupted(loop, run);
    }
  }

  private Result interrupted(CompletableFuture<End> loop, Run run) {
    gate.interrupt();
    try {
      return concluded(get(loop, INTERRUPT_GRACE_SECONDS), run);
    } catch (TimeoutException | InterruptedException again) {
      gate.close(Status.INTERRUPTED, "interrupted");
      return abandoned(
          run,
          new End(
              Status.INTERRUPTED,
              "interrupted in iteration "
                  + run.progress().iterations()
                  + ", inside an evaluation"));
    } finally {
      Thread.currentThread().interrupt(); // as every method that waits leaves it to its caller
    }
  }

  private static End get(CompletableFuture<End> loop, double seconds)
      throws TimeoutException, InterruptedException {
    try {
      return seconds < 1e9
          ? loop.get((long) (1e9 * Math.max(0, seconds)), TimeUnit.NANOSECONDS)
          : loop.get();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible.getCause());
    }
  }

  /** The loop has ended: pays what the result still lacks, and analyses. */
  private Result concluded(End end, Run run) {
    gate.letThrough();
    double seconds = gate.seconds();
    boolean converged = end.status().category() == Category.CONVERGED;
    GuardedEvaluation point = finalPoint(run, converged);
    pay(point);
    double norm = point.peekGradientNorm();
    if (converged && norm > run.scope().gradientTolerance()) {
      run.scope().gradientTolerance(norm);
    }
    Map<String, Record> findings = new LinkedHashMap<>();
    Map<String, Double> metrics = Map.of();
    List<Estimates.Estimate> estimates = List.of();
    if (end.status() != Status.INTERRUPTED && Double.isFinite(point.peekValue())) {
      findings.putAll(run.watchers().findings(point.point()));
      metrics = run.watchers().metrics(point.point(), findings);
      estimates = run.watchers().estimates(point.point(), findings);
    }
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
        run.watchers().counts(),
        end.failure());
  }

  private static GuardedEvaluation finalPoint(Run run, boolean converged) {
    if (!run.inBatches()) {
      return converged ? run.here() : run.best();
    }
    if (converged) {
      return run.best();
    }
    GuardedEvaluation last = run.objective().at(run.here().point());
    pay(last);
    boolean bestIsWhole = run.best().objective() == run.objective();
    return bestIsWhole && run.best().peekValue() <= last.peekValue() ? run.best() : last;
  }

  /** Pays value and gradient for the report where nobody did. What throws here stays unknown. */
  private static void pay(GuardedEvaluation point) {
    if (Vectors.isFinite(point.point()) && point.failure().isEmpty()) {
      try {
        point.value();
        if (Double.isFinite(point.peekValue())) {
          point.gradient();
        }
      } catch (StackOverflowError | OutOfMemoryError | LinkageError | AssertionError unknown) {
        // The status already tells of the fault; value and gradient are reported as unknown.
      }
    }
  }

  private Result abandoned(Run run, End end) {
    run.reporter().close();
    Progress progress = run.progress();
    return new Result(
        end.status(),
        end.message() + " (best f so far " + Numbers.brief(progress.value()) + ")",
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
        Counts.NONE,
        Optional.empty());
  }

  private Result unstarted(double[] start, End end) {
    return new Result(
        end.status(),
        end.message(),
        start,
        Double.NaN,
        Double.NaN,
        0,
        0,
        gate.seconds(),
        Counts.NONE,
        Map.of(),
        Map.of(),
        List.of(),
        Counts.NONE,
        end.failure());
  }
}

package dev.dupin.core.minimizer;

import dev.dupin.core.objective.Objective;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the loop, and what concludes it, in a daemon thread while the caller waits: so a time limit
 * or an interrupt ends even a run whose objective does not return. What such a run has published is
 * its result; its thread is left behind.
 */
final class Execution {

  /** How long after its time limit a run may take to notice before it is abandoned. */
  private static final double LIMIT_GRACE_SECONDS = 0.05;

  /** How long after an interrupt a run may take to end between two iterations. */
  private static final double INTERRUPT_GRACE_SECONDS = 1;

  /**
   * A run with a time limit may take as long again for its last evaluations and its analyses, and
   * this long at least: the verdict on a thousand variables takes about a second.
   */
  private static final double CONCLUSION_SECONDS = 10;

  private final Setup setup;
  private final Gate gate;
  private final CompletableFuture<End> loop = new CompletableFuture<>();
  private final CompletableFuture<Result> whole = new CompletableFuture<>();

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
      start = setup.start().orElseGet(() -> objectivesStart(setup.objective(), setup.seed()));
      run = new Run(setup, gate, start);
    } catch (Exception
        | LinkageError
        | AssertionError
        | StackOverflowError
        | OutOfMemoryError thrown) {
      return Conclusion.unstarted(
          start, End.exception(thrown, "before the first evaluation"), gate);
    }
    Thread thread = new Thread(() -> live(run), "dupin-run");
    thread.setDaemon(true);
    thread.start();
    return await(run);
  }

  /** Returns where the objective wants to start. */
  static double[] objectivesStart(Objective objective, long seed) {
    double[] start = objective.start(RunScope.stream(seed, "start", "", 0));
    if (start.length != objective.dimension()) {
      throw new IllegalStateException(
          "the objective starts at a point of "
              + start.length
              + " coordinates, but has "
              + objective.dimension());
    }
    return start;
  }

  /** The life of the thread. Whatever is thrown, the caller must not wait for ever. */
  private void live(Run run) {
    try {
      End end = run.run();
      loop.complete(end);
      whole.complete(Conclusion.of(run, end, gate));
    } catch (Throwable thrown) {
      loop.completeExceptionally(thrown);
      whole.completeExceptionally(thrown);
    }
  }

  private Result await(Run run) {
    double limit = setup.conditions().maxSeconds();
    try {
      End end = end(gate.secondsLeft() + LIMIT_GRACE_SECONDS);
      return concluded(run, end, Math.max(CONCLUSION_SECONDS, limit));
    } catch (TimeoutException late) {
      String message = gate.timeMessage() + ", and an evaluation has not returned";
      return abandoned(run, new End(Status.MAX_SECONDS, message));
    } catch (InterruptedException interrupt) {
      try {
        return interrupted(run);
      } finally {
        Thread.currentThread().interrupt(); // as every method that waits leaves it to its caller
      }
    }
  }

  private Result interrupted(Run run) {
    gate.interrupt();
    try {
      return concluded(run, end(INTERRUPT_GRACE_SECONDS), INTERRUPT_GRACE_SECONDS);
    } catch (TimeoutException | InterruptedException late) {
      long iteration = run.progress().iterations();
      String message = "interrupted in iteration " + iteration + ", inside an evaluation";
      return abandoned(run, new End(Status.INTERRUPTED, message));
    }
  }

  private Result abandoned(Run run, End end) {
    gate.close(end.status(), end.message());
    return Conclusion.abandoned(run, end, gate);
  }

  /** Waits for the end of the loop. */
  private End end(double seconds) throws TimeoutException, InterruptedException {
    try {
      return get(loop, seconds);
    } catch (ExecutionException fault) {
      return End.exception(causeOf(fault), "outside any part");
    }
  }

  /** Waits for the result of a loop that has ended. */
  private Result concluded(Run run, End end, double seconds) {
    String without;
    try {
      return get(whole, seconds);
    } catch (TimeoutException late) {
      without = "; not analysed: that did not end in time";
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      without = "; not analysed: interrupted";
    } catch (ExecutionException fault) {
      without = "; not analysed: " + End.describe(causeOf(fault));
    }
    gate.close(end.status(), end.message());
    return Conclusion.withoutAnalyses(run, end, without, gate);
  }

  private static Throwable causeOf(ExecutionException fault) {
    Throwable cause = fault.getCause();
    return cause == null ? fault : cause;
  }

  private static <T> T get(CompletableFuture<T> future, double seconds)
      throws TimeoutException, InterruptedException, ExecutionException {
    return seconds < 1e9
        ? future.get((long) (1e9 * Math.max(0, seconds)), TimeUnit.NANOSECONDS)
        : future.get();
  }
}

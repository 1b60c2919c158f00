package dev.dupin.core.minimizer;

import dev.dupin.core.run.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * The clock of a run, and the flag that ends it from outside. Every call of the meter passes
 * through it.
 */
final class Gate {

  private final double maxSeconds;
  private final double secondsBefore;
  private final long startedAt = System.nanoTime();
  private volatile boolean open;
  private volatile boolean interrupted;
  private volatile @Nullable RunOver over;

  /**
   * @param secondsBefore time used before a resume
   */
  Gate(double maxSeconds, double secondsBefore) {
    this.maxSeconds = maxSeconds;
    this.secondsBefore = secondsBefore;
  }

  /** Returns the seconds of the run so far, those before a resume included. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - startedAt) / 1e9;
  }

  /** Returns the seconds that are left, infinity without a limit. */
  double secondsLeft() {
    return maxSeconds - seconds();
  }

  /** Ends the run at the next evaluation. */
  void close(Status status, String message) {
    over = new RunOver(status, message);
  }

  /** Asks the run to end between two iterations, where its state can be saved. */
  void interrupt() {
    interrupted = true;
  }

  boolean isInterrupted() {
    return interrupted;
  }

  /** From here on nothing ends the run: the last evaluations of its result are being paid. */
  void letThrough() {
    open = true;
  }

  boolean isOver() {
    return over != null || interrupted || seconds() >= maxSeconds;
  }

  /** Throws {@link RunOver} where the run is over. */
  void pass() {
    RunOver closed = over;
    if (closed != null) {
      throw closed;
    }
    if (!open && maxSeconds < Double.POSITIVE_INFINITY && seconds() >= maxSeconds) {
      throw new RunOver(Status.MAX_SECONDS, timeMessage());
    }
  }

  String timeMessage() {
    return Numbers.brief(seconds()) + " s >= " + Numbers.brief(maxSeconds) + " s";
  }
}

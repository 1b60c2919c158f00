package dev.dupin.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C while runs are under way: the thread that runs is interrupted, and the process waits until
 * it has written what there is.
 */
final class Interruption {
  /** An interrupted run ends within a second or so; writing takes less. */
  private static final long LONGEST_WAIT_SECONDS = 10;

  private final CountDownLatch written = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Thread running) {
    hook =
        new Thread(
            () -> {
              running.interrupt();
              waitUntilWritten();
            },
            "interruption");
  }

  /** From here to {@link #end}, the end of the process interrupts this thread and waits. */
  static Interruption ofThisThread() {
    Interruption interruption = new Interruption(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  private void waitUntilWritten() {
    try {
      boolean inTime = written.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      if (!inTime) {
        System.err.println("dupin: ended before the results were written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What there is to write is written. */
  void end() {
    written.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already: the hook has done its work.
    }
  }
}

package dev.dupin.cli;

import dev.dupin.core.run.Observer;
import dev.dupin.core.run.TrialEvent;
import java.util.function.LongSupplier;

/**
 * Tells a person how a run goes on: on a terminal in one line, redrawn in place; elsewhere in a
 * line now and then. Looking at the clock is what a row costs where nothing is drawn.
 */
final class Progress implements Observer {
  /** Ten times a second: an eye sees no more, and a slow line to a distant terminal bears it. */
  private static final long REDRAW_NANOS = 100_000_000;

  /** For a log that is read later. */
  private static final long REPEAT_NANOS = 5_000_000_000L;

  /** What is left of a name in fewer characters tells nothing. */
  private static final int SHORTEST_NAME = 4;

  private final Terminal terminal;
  private final String name;
  private final LongSupplier nanoTime;
  private final long interval;
  private final RunState state = new RunState();
  private long lastDrawn;
  private boolean drawn;
  private boolean ended;

  /**
   * @param name of the run, shown before the numbers
   * @param nanoTime the clock, such as {@code System::nanoTime}
   */
  Progress(Terminal terminal, String name, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.name = name;
    this.nanoTime = nanoTime;
    interval = terminal.interactive() ? REDRAW_NANOS : REPEAT_NANOS;
    lastDrawn = nanoTime.getAsLong();
  }

  @Override
  public synchronized void trial(TrialEvent event) {
    if (ended) {
      return;
    }
    state.see(event);
    long now = nanoTime.getAsLong();
    if (now - lastDrawn >= interval) {
      lastDrawn = now;
      draw();
    }
  }

  private void draw() {
    String numbers = state.toString();
    // The last column stays free: some terminals wrap once it is written to.
    int room = terminal.columns() - 1;
    int roomForName = room - numbers.length() - 2;
    String line =
        roomForName < SHORTEST_NAME
            ? Text.shortened(numbers, room)
            : Text.shortened(name, roomForName) + "  " + numbers;
    if (terminal.interactive()) {
      drawn = true;
      terminal.redraw(line);
    } else {
      terminal.out().println(line);
    }
  }

  /** The run has ended: what is redrawn in place is wiped, so that the results stand alone. */
  synchronized void end() {
    ended = true;
    if (drawn) {
      terminal.wipe();
    }
  }
}

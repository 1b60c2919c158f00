package dev.dupin.runtime.results;

import dev.dupin.core.run.Observer;
import dev.dupin.core.run.TrialEvent;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code trace.csv}: one row a trial step. Rows are buffered as numbers and formatted in
 * batches, so that a row costs the run a copy; a thread of its own writes what is there at least
 * once a second, so that the rows of a run that hangs or dies are on the disk.
 */
public final class TraceWriter implements Observer, AutoCloseable {
  /** Rows in the buffer: at some 20 columns about 160 kB, formatted in about a millisecond. */
  private static final int ROWS = 1024;

  private static final long FLUSH_MILLIS = 1000;

  private final Writer file;
  private final int every;
  private final Thread flusher;
  private List<String> columns = List.of();
  private int accepted = -1;
  private int fullValue = -1;
  private double[] buffer = new double[0];
  private int rows;
  private boolean headerWritten;
  private boolean lastLeftOut;
  private boolean closed;
  private @Nullable IOException failure;

  private TraceWriter(Writer file, int every, String name) {
    this.file = file;
    this.every = every;
    flusher = new Thread(this::flushNowAndThen, "writer of " + name);
    flusher.setDaemon(true);
  }

  /**
   * Opens a new trace, in place of an older one.
   *
   * @param path the file
   * @param every write the start, every so many trials one, and the last; besides, in mini-batches,
   *     those where the full set was evaluated
   */
  static TraceWriter open(Path path, int every) throws IOException {
    if (every < 1) {
      throw new IllegalArgumentException("trace: every is " + every + ", but must be at least 1");
    }
    Writer file = TextFile.create(path);
    TraceWriter trace = new TraceWriter(file, every, String.valueOf(path.getFileName()));
    trace.flusher.start();
    return trace;
  }

  /**
   * Opens the trace of a run that goes on: rows of later trials are removed first, since the run
   * makes them again, and so is the last row where it is only there as the last.
   *
   * @param trials made before the run goes on
   */
  static TraceWriter resume(Path path, int every, long trials) throws IOException {
    TraceRows kept = TraceRows.upTo(path, every, trials);
    TraceWriter trace =
        new TraceWriter(TextFile.append(path), every, String.valueOf(path.getFileName()));
    trace.headerWritten = kept.header();
    trace.flusher.start();
    return trace;
  }

  @Override
  public synchronized void trial(TrialEvent event) {
    if (closed) {
      return;
    }
    if (columns.isEmpty()) {
      columns = List.copyOf(event.columns());
      accepted = columns.indexOf("accepted");
      fullValue = columns.indexOf(TrialEvent.FULL_VALUE);
      buffer = new double[ROWS * columns.size()];
    }
    if (rows == ROWS) {
      format();
    }
    int row = rows * columns.size();
    for (int column = 0; column < columns.size(); column++) {
      buffer[row + column] = event.number(column);
    }
    // A row that is left out stays in the buffer behind the last one: it may prove to be the last.
    lastLeftOut = event.trial() % every != 0 && !isFullSet(event);
    if (!lastLeftOut) {
      rows++;
    }
  }

  /**
   * Returns whether the full set was evaluated: such a row is rare, and what a curve is made of.
   */
  private boolean isFullSet(TrialEvent event) {
    return fullValue >= 0 && !Double.isNaN(event.number(fullValue));
  }

  /** Writes what is left and closes the file; throws what went wrong on the way, if anything. */
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (lastLeftOut) {
        rows++;
      }
      format();
      notifyAll();
    }
    try (file) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  private synchronized void flushNowAndThen() {
    try {
      while (!closed) {
        wait(FLUSH_MILLIS);
        format();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the rows in the buffer, and the header before the first of them. */
  private void format() {
    StringBuilder text = new StringBuilder();
    boolean columnsKnown = !columns.isEmpty() || closed;
    if (columnsKnown && !headerWritten) {
      headerWritten = true;
      text.append(String.join(",", columns.isEmpty() ? TrialEvent.COLUMNS : columns)).append('\n');
    }
    int width = columns.size();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < width; column++) {
        text.append(column == 0 ? "" : ",");
        cell(text, column, buffer[row * width + column]);
      }
      text.append('\n');
    }
    if (lastLeftOut && !closed) {
      System.arraycopy(buffer, rows * width, buffer, 0, width);
    }
    rows = 0;
    write(text);
  }

  private void cell(StringBuilder text, int column, double number) {
    if (column == accepted) {
      text.append(number != 0);
    } else {
      NumberText.append(text, number);
    }
  }

  /** A full disk does not end the run; it is told at the end. */
  private void write(CharSequence text) {
    if (failure != null) {
      return;
    }
    try {
      file.append(text).flush();
    } catch (IOException e) {
      failure = e;
    }
  }
}

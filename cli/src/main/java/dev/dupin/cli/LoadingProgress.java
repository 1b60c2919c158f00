package dev.dupin.cli;

import dev.dupin.core.data.LoadingListener;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells a person who waits for data how much was read, in one line redrawn in place. Files that are
 * read within a second show nothing.
 */
final class LoadingProgress implements LoadingListener {

  private static final long PATIENCE_NANOS = 1_000_000_000;
  private static final long REDRAW_NANOS = 100_000_000;
  private static final double MEGABYTE = 1e6;

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private String file = "";
  private long nextDraw;
  private boolean drawn;

  /**
   * @param nanoTime the clock, such as {@code System::nanoTime}
   */
  LoadingProgress(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  /** Returns what shows the reading of data where a person watches. */
  static LoadingListener on(Terminal terminal) {
    return terminal.interactive()
        ? new LoadingProgress(terminal, System::nanoTime)
        : LoadingListener.NONE;
  }

  @Override
  public void read(String origin, long bytes, long total) {
    long now = nanoTime.getAsLong();
    if (!file.equals(origin)) {
      file = origin;
      nextDraw = now + PATIENCE_NANOS;
    }
    if (now - nextDraw >= 0) {
      nextDraw = now + REDRAW_NANOS;
      drawn = true;
      terminal.redraw(Text.shortened(line(bytes, total), terminal.columns() - 1));
    }
  }

  private String line(long bytes, long total) {
    String of = total > 0 ? " of " + megabytes(total) : "";
    Path name = Path.of(file).getFileName();
    return "reading " + (name == null ? file : name) + ": " + megabytes(bytes) + of + " MB";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f", bytes / MEGABYTE);
  }

  @Override
  public void end(String origin) {
    file = "";
    if (drawn) {
      drawn = false;
      terminal.wipe();
    }
  }
}

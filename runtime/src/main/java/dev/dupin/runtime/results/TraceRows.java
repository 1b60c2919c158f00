package dev.dupin.runtime.results;

import dev.dupin.core.run.TrialEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What a trace keeps where a run goes on.
 *
 * @param header whether there is a header already
 */
record TraceRows(boolean header) {

  /** The second column of every trace. */
  private static final int TRIAL = 1;

  /**
   * Shortens a trace to the rows of the trials made before, of which every so many are kept, and
   * those where the full set was evaluated. A last line that was cut off in the middle goes, too.
   * The file is replaced whole.
   */
  static TraceRows upTo(Path trace, int every, long trials) throws IOException {
    Path shorter = trace.resolveSibling("." + trace.getFileName() + ".tmp");
    boolean header = false;
    int fullValue = -1;
    try (BufferedReader lines = Files.newBufferedReader(trace);
        Writer kept = TextFile.create(shorter)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!header) {
          fullValue = List.of(line.split(",")).indexOf(TrialEvent.FULL_VALUE);
        }
        if (!header || isKept(line, every, trials, fullValue)) {
          kept.append(line).append('\n');
          header = true;
        }
      }
    } catch (NoSuchFileException e) {
      Files.deleteIfExists(shorter);
      return new TraceRows(false);
    }
    Files.move(shorter, trace, StandardCopyOption.REPLACE_EXISTING);
    return new TraceRows(header);
  }

  private static boolean isKept(String row, int every, long trials, int fullValue) {
    String[] cells = row.split(",", -1);
    try {
      long trial = Long.parseLong(cells[Math.min(TRIAL, cells.length - 1)]);
      boolean isFullSet = fullValue >= 0 && fullValue < cells.length && !cells[fullValue].isEmpty();
      return trial <= trials && (trial % every == 0 || isFullSet);
    } catch (NumberFormatException e) {
      return false;
    }
  }
}

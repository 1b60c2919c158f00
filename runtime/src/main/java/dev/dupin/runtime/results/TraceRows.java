package dev.dupin.runtime.results;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a trace keeps where a run goes on.
 *
 * @param header whether there is a header already
 */
record TraceRows(boolean header) {

  /** The second column of every trace. */
  private static final int TRIAL = 1;

  /**
   * Shortens a trace to the rows of the trials made before, of which every so many are kept. A last
   * line that was cut off in the middle goes, too. The file is replaced whole.
   */
  static TraceRows upTo(Path trace, int every, long trials) throws IOException {
    Path shorter = trace.resolveSibling("." + trace.getFileName() + ".tmp");
    boolean header = false;
    try (BufferedReader lines = Files.newBufferedReader(trace);
        Writer kept = TextFile.create(shorter)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!header || isKept(line, every, trials)) {
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

  private static boolean isKept(String row, int every, long trials) {
    String[] cells = row.split(",", TRIAL + 2);
    try {
      long trial = Long.parseLong(cells[Math.min(TRIAL, cells.length - 1)]);
      return trial <= trials && trial % every == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}

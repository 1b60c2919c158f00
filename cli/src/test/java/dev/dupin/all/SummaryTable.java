package dev.dupin.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes a table for the documentation from the summary of a sweep over one key; no test, run by
 * {@code docs/make-tables}. Times are given as multiples of the first trial's, since they depend on
 * the machine.
 */
public final class SummaryTable {

  private SummaryTable() {}

  /**
   * Prints the table.
   *
   * @param arguments the summary.csv of the sweep and the key that was swept
   */
  public static void main(String[] arguments) throws IOException {
    List<String> lines = Files.readAllLines(Path.of(arguments[0]));
    List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
    String key = arguments[1];
    List<String> rows = new ArrayList<>();
    rows.add(
        "| "
            + key
            + " | status | iterations | work, in gradients | time / first | gradient norm |");
    rows.add("|---|---|---|---|---|---|");
    double firstTime = Double.NaN;
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = Arrays.asList(line.split(",", -1));
      double time = Double.parseDouble(cells.get(columns.indexOf("seconds")));
      firstTime = Double.isNaN(firstTime) ? time : firstTime;
      rows.add(
          String.format(
              Locale.ROOT,
              "| `%s` | `%s` | %s | %.0f | %.1f | %.1e |",
              cells.get(columns.indexOf("trial")).replaceFirst("^\\d+-" + key + "-", ""),
              cells.get(columns.indexOf("status")),
              cells.get(columns.indexOf("iterations")),
              Double.parseDouble(cells.get(columns.indexOf("gradientEquivalents"))),
              time / firstTime,
              Double.parseDouble(cells.get(columns.indexOf("gradientNorm")))));
    }
    rows.forEach(System.out::println);
  }
}

package dev.dupin.all;

import java.io.IOException;
import java.nio.file.Path;
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
    SweepSummary summary = SweepSummary.read(Path.of(arguments[0]));
    String key = arguments[1];
    System.out.println(
        "| "
            + key
            + " | status | iterations | work, in gradients | time / first | gradient norm |");
    System.out.println("|---|---|---|---|---|---|");
    double firstTime = summary.number(summary.trials().get(0), "seconds");
    for (List<String> trial : summary.trials()) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "| `%s` | `%s` | %s | %.0f | %.1f | %.1e |",
              summary.value(trial, key),
              summary.cell(trial, "status"),
              summary.cell(trial, "iterations"),
              summary.number(trial, "gradientEquivalents"),
              summary.number(trial, "seconds") / firstTime,
              summary.number(trial, "gradientNorm")));
    }
  }
}

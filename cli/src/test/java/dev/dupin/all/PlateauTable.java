package dev.dupin.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Makes a table for the documentation from a sweep over the step that starts near a saddle; no
 * test, run by {@code docs/make-tables}. It tells how long each run stays near the value of the
 * saddle, and how far above the global minimum it ends.
 */
public final class PlateauTable {

  /** A point whose value is this near to the saddle's, relatively, is on the plateau. */
  private static final double PLATEAU = 0.01;

  private PlateauTable() {}

  /**
   * Prints the table.
   *
   * @param arguments the folder of the sweep, f at the saddle, f at the global minimum
   */
  public static void main(String[] arguments) throws IOException {
    Path sweep = Path.of(arguments[0]);
    double saddle = Double.parseDouble(arguments[1]);
    double minimum = Double.parseDouble(arguments[2]);
    SweepSummary summary = SweepSummary.read(sweep.resolve("summary.csv"));
    System.out.println(
        "| step | iterations | of these on the plateau | work, in gradients | f - minimum | verdict |");
    System.out.println("|---|---|---|---|---|---|");
    for (List<String> trial : summary.trials()) {
      Path trace = sweep.resolve(summary.cell(trial, "trial")).resolve("trace.csv");
      System.out.println(
          String.format(
              Locale.ROOT,
              "| `%s` | %s | %d | %.0f | %s | `%s`, index %s |",
              summary.value(trial, "step"),
              summary.cell(trial, "iterations"),
              plateau(trace, saddle),
              summary.number(trial, "gradientEquivalents"),
              aboveMinimum(summary.number(trial, "value") - minimum),
              summary.cell(trial, "verdict"),
              summary.cell(trial, "index")));
    }
  }

  /** Rounded to 1e-12: what is below that depends on the last bits. */
  private static String aboveMinimum(double difference) {
    return Math.abs(difference) < 1e-12
        ? "below 1e-12"
        : String.format(Locale.ROOT, "%.3g", difference);
  }

  /** Returns how many steps were taken to points within 1 % of the saddle's value. */
  public static long plateau(Path trace, double saddle) throws IOException {
    List<String> lines = Files.readAllLines(trace);
    List<String> columns = Arrays.asList(lines.get(0).split(",", -1));
    int trial = columns.indexOf("trial");
    int accepted = columns.indexOf("accepted");
    int value = columns.indexOf("value");
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(row -> !row[trial].equals("0") && row[accepted].equals("true"))
        .filter(row -> Math.abs(Double.parseDouble(row[value]) - saddle) <= PLATEAU * saddle)
        .count();
  }
}

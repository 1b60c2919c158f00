package dev.dupin.cli;

import dev.dupin.core.minimizer.Result;
import dev.dupin.core.run.Numbers;
import dev.dupin.runtime.results.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The trials of a sweep, one row each, within the columns of a terminal. */
final class SweepTable {
  private static final List<String> HEADINGS =
      List.of("trial", "status", "f", "|g|", "iterations", "work", "verdict");

  /** Numbers stand right, words left. */
  private static final List<Boolean> RIGHT = List.of(false, false, true, true, true, true, false);

  private static final int NARROWEST_TRIAL = 8;

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a trial. */
  void add(String trial, Result result) {
    String verdict =
        Optional.ofNullable(result.findings().get("verdict"))
            .flatMap(found -> Findings.get(found, "kind"))
            .map(Object::toString)
            .orElse("");
    rows.add(
        List.of(
            trial,
            result.status().name(),
            Text.digits(result.value(), 6),
            Numbers.brief(result.gradientNorm()),
            Long.toString(result.iterations()),
            Text.digits(result.evaluations().gradientEquivalents(), 6),
            verdict));
  }

  /** Returns the lines; the trial's name gives way where there is not room for all. */
  List<String> lines(int columns) {
    int[] widths = new int[HEADINGS.size()];
    List<List<String>> all = new ArrayList<>();
    all.add(HEADINGS);
    all.addAll(rows);
    for (List<String> row : all) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    int others = widths.length - 1;
    for (int i = 1; i < widths.length; i++) {
      others += widths[i];
    }
    widths[0] = Math.max(NARROWEST_TRIAL, Math.min(widths[0], columns - others));
    return all.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Text.shortened(row.get(i), widths[i]);
      String space = " ".repeat(widths[i] - cell.length());
      line.append(i == 0 ? "" : " ");
      line.append(RIGHT.get(i) ? space + cell : cell + space);
    }
    return line.toString().stripTrailing();
  }
}

package dev.dupin.all;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The summary.csv of a sweep over one key.
 *
 * @param columns their names
 * @param trials the cells of each trial
 */
record SweepSummary(List<String> columns, List<List<String>> trials) {

  static SweepSummary read(Path file) throws IOException {
    List<List<String>> lines =
        Files.readAllLines(file).stream().map(line -> Arrays.asList(line.split(",", -1))).toList();
    return new SweepSummary(lines.get(0), lines.subList(1, lines.size()));
  }

  String cell(List<String> trial, String column) {
    return trial.get(columns.indexOf(column));
  }

  double number(List<String> trial, String column) {
    return Double.parseDouble(cell(trial, column));
  }

  /** Returns what the key was in a trial, by the name of its folder: 003-step-newton is newton. */
  String value(List<String> trial, String key) {
    return cell(trial, "trial").replaceFirst("^\\d+-" + key + "-", "");
  }
}

package dev.dupin.runtime.results;

import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Writes {@code summary.csv}: one row for each trial of a sweep, as soon as it has ended. */
public final class SweepSummary implements AutoCloseable {
  private static final List<String> COLUMNS =
      List.of(
          "trial",
          "status",
          "category",
          "value",
          "gradientNorm",
          "iterations",
          "trials",
          "valueCalls",
          "gradientCalls",
          "hessianProducts",
          "hessians",
          "gradientEquivalents",
          "seconds",
          "verdict",
          "index",
          "smallestEigenvalue",
          "largestEigenvalue",
          "conditionNumber");

  private final Writer file;

  private SweepSummary(Writer file) {
    this.file = file;
  }

  static SweepSummary open(Path path) throws IOException {
    Writer file = TextFile.create(path);
    file.append(String.join(",", COLUMNS)).append('\n').flush();
    return new SweepSummary(file);
  }

  /** Adds the row of a trial. */
  public void add(String trial, Result result) throws IOException {
    Counts counts = result.evaluations();
    StringBuilder row = new StringBuilder();
    row.append(quoted(trial)).append(',').append(result.status());
    row.append(',').append(result.status().category());
    double[] numbers = {
      result.value(),
      result.gradientNorm(),
      result.iterations(),
      result.trials(),
      counts.value(),
      counts.gradient(),
      counts.hessianProduct(),
      counts.hessian(),
      counts.gradientEquivalents(),
      result.seconds()
    };
    for (double number : numbers) {
      NumberText.append(row.append(','), number);
    }
    Optional<Record> verdict = Optional.ofNullable(result.findings().get(ResultDocument.VERDICT));
    for (String column : List.of("kind", "index")) {
      row.append(',')
          .append(verdict.flatMap(v -> Findings.get(v, column)).map(Object::toString).orElse(""));
    }
    for (String column : List.of("smallestEigenvalue", "largestEigenvalue", "conditionNumber")) {
      NumberText.append(
          row.append(','), verdict.map(v -> Findings.number(v, column)).orElse(Double.NaN));
    }
    file.append(row.append('\n')).flush();
  }

  /** RFC 4180: quotes around a cell that has a comma, a quote or a line end; quotes doubled. */
  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

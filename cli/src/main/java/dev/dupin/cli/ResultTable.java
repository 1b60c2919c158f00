package dev.dupin.cli;

import dev.dupin.cli.Terminal.Colour;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.AnalysisFailure;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.objective.Estimates.Estimate;
import dev.dupin.core.run.Numbers;
import dev.dupin.runtime.results.Findings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The end of one run, as a short table for a person. */
final class ResultTable {
  private static final String INDENT = "  ";
  private static final int SHORTEST_LABEL = 11; // "evaluations"
  private static final int LONGEST_LABEL = 25; // "residualStandardDeviation"

  /** A point of more coordinates, or more named numbers, are for the files. */
  private static final int FEW = 8;

  private final Terminal terminal;
  private final int labelColumns;
  private final List<String> lines = new ArrayList<>();

  private ResultTable(Terminal terminal, Result result) {
    this.terminal = terminal;
    List<String> names = new ArrayList<>();
    if (result.metrics().size() <= FEW) {
      names.addAll(result.metrics().keySet());
    }
    if (result.estimates().size() <= FEW) {
      result.estimates().forEach(estimate -> names.add(estimate.name()));
    }
    int longest = names.stream().mapToInt(String::length).max().orElse(0);
    labelColumns = Math.min(LONGEST_LABEL, Math.max(SHORTEST_LABEL, longest));
  }

  /** Returns the lines of the table. */
  static List<String> lines(String name, Result result, Path files, Terminal terminal) {
    ResultTable table = new ResultTable(terminal, result);
    table.status(name, result);
    table.warnings(result.warnings());
    table.gap();
    table.end(result);
    table.work(result);
    table.verdict(result.findings().get("verdict"));
    table.curvatureQuality(result.findings().get("curvature-quality"));
    table.estimates(result.estimates());
    table.metrics(result.metrics());
    table.lines.add(table.label("results") + files); // whole, so that it can be copied
    return table.lines;
  }

  private void status(String name, Result result) {
    Category category = result.status().category();
    String status = result.status().name();
    int room = terminal.columns() - status.length() - 2;
    lines.add(Text.shortened(name, room) + "  " + terminal.coloured(colour(category), status));
    for (String line : Text.wrap(result.message(), terminal.columns() - INDENT.length())) {
      lines.add(INDENT + line);
    }
    if (category != Category.CONVERGED) {
      String advice = result.status().advice();
      for (String line : Text.wrap(advice, terminal.columns() - INDENT.length())) {
        lines.add(INDENT + terminal.coloured(Colour.FAINT, line));
      }
    }
  }

  private void warnings(List<String> warnings) {
    for (String warning : warnings) {
      List<String> wrapped = Text.wrap("warning: " + warning, terminal.columns() - INDENT.length());
      wrapped.forEach(line -> lines.add(INDENT + terminal.coloured(Colour.YELLOW, line)));
    }
  }

  private void gap() {
    lines.add("");
  }

  static Colour colour(Category category) {
    return switch (category) {
      case CONVERGED -> Colour.GREEN;
      case LIMIT, STOPPED -> Colour.YELLOW;
      case FAILED -> Colour.RED;
    };
  }

  private void end(Result result) {
    row("f", Text.digits(result.value(), 12));
    row("|g|", Numbers.brief(result.gradientNorm()));
    if (result.point().length <= FEW && Vectors.isFinite(result.point())) {
      row(
          "x",
          Arrays.stream(result.point())
              .mapToObj(coordinate -> Text.digits(coordinate, 8))
              .collect(Collectors.joining(", ")));
    }
  }

  private void work(Result result) {
    row("iterations", result.iterations() + " (" + Text.count(result.trials(), "trial") + ")");
    Counts counts = result.evaluations();
    List<String> calls = new ArrayList<>();
    addCount(calls, counts.value(), "value");
    addCount(calls, counts.gradient(), "gradient");
    addCount(calls, counts.hessianProduct(), "Hessian product");
    addCount(calls, counts.hessian(), "Hessian");
    double equivalents = counts.gradientEquivalents();
    row(
        "evaluations",
        (calls.isEmpty() ? "none" : String.join(", ", calls))
            + "; the work of "
            + Text.digits(equivalents, 6)
            + (equivalents == 1 ? " gradient" : " gradients"));
    row("time", Text.seconds(result.seconds()));
  }

  private static void addCount(List<String> calls, long number, String noun) {
    if (number > 0) {
      calls.add(Text.count(number, noun));
    }
  }

  /** The verdict's class belongs to a plugin: its fields are known by their names. */
  private void verdict(@Nullable Record verdict) {
    if (verdict == null) {
      return;
    }
    if (verdict instanceof AnalysisFailure failure) {
      row("verdict", "none: " + failure.error());
      return;
    }
    String kind = text(verdict, "kind");
    Colour colour = kind.equals("MINIMUM") ? Colour.GREEN : Colour.YELLOW;
    double smallest = Findings.number(verdict, "smallestEigenvalue");
    double largest = Findings.number(verdict, "largestEigenvalue");
    boolean isKnown = !Double.isNaN(smallest) && !Double.isNaN(largest);
    String detail = ", index " + text(verdict, "index") + ", nullity " + text(verdict, "nullity");
    String proof = Findings.get(verdict, "proof").map(ResultTable::sureness).orElse("");
    lines.add(label("verdict") + terminal.coloured(colour, kind) + proof + (isKnown ? detail : ""));
    Findings.get(verdict, "sentence").ifPresent(sentence -> row("", sentence.toString()));
    if (isKnown) {
      String ends = Numbers.brief(smallest) + " to " + Numbers.brief(largest);
      row("", "eigenvalues " + ends + condition(verdict));
    }
    row("", "certificate: " + text(verdict, "certificate"));
  }

  private static String sureness(Object proof) {
    return proof.equals("interval") ? " (proven)" : "";
  }

  /** What was said of every Hessian where the run ended: the rows of the last iteration. */
  private void curvatureQuality(@Nullable Record quality) {
    List<Record> rows = new ArrayList<>();
    if (quality != null && Findings.get(quality, "rows").orElse(null) instanceof List<?> all) {
      all.forEach(row -> rows.add((Record) row));
    }
    double last = rows.stream().mapToDouble(ResultTable::iteration).max().orElse(Double.NaN);
    rows.removeIf(row -> iteration(row) != last);
    if (!rows.isEmpty()) {
      lines.add(
          label("curvature") + "  error   trace  angle  eigenvalues, beside the true Hessian");
    }
    for (Record row : rows) {
      String error = text(row, "error");
      if (error.isEmpty()) {
        lines.add(
            label(text(row, "hessian")) + quality(row)); // as it is: columns keep their blanks
      } else {
        row(text(row, "hessian"), "none: " + error);
      }
    }
  }

  private static double iteration(Record row) {
    return Findings.number(row, "iteration");
  }

  private static String quality(Record row) {
    double angle = Findings.number(row, "stepAngleDegrees");
    return String.format(
        Locale.ROOT,
        "%7.2g %7.2g %6s  %s to %s",
        Findings.number(row, "relativeError"),
        Findings.number(row, "traceRatio"),
        Double.isNaN(angle) ? "-" : String.format(Locale.ROOT, "%.1f\u00b0", angle),
        Numbers.brief(Findings.number(row, "smallestEigenvalue")),
        Numbers.brief(Findings.number(row, "largestEigenvalue")));
  }

  /** A singular Hessian has no condition number. */
  private static String condition(Record verdict) {
    double number = Findings.number(verdict, "conditionNumber");
    return Double.isFinite(number) ? ", condition number " + Numbers.brief(number) : "";
  }

  private static String text(Record verdict, String field) {
    return Findings.get(verdict, field).map(Object::toString).orElse("?");
  }

  private void estimates(List<Estimate> estimates) {
    if (estimates.size() > FEW) {
      row("estimates", estimates.size() + ", in result.json");
      return;
    }
    for (Estimate estimate : estimates) {
      boolean known = Double.isFinite(estimate.standardError());
      String error = known ? " +- " + Numbers.brief(estimate.standardError()) : "";
      row(estimate.name(), Text.digits(estimate.value(), 10) + error);
    }
  }

  private void metrics(Map<String, Double> metrics) {
    if (metrics.size() > FEW) {
      row("metrics", metrics.size() + ", in result.json");
      return;
    }
    metrics.forEach((name, value) -> row(name, Text.digits(value, 6)));
  }

  private void row(String label, String text) {
    String head = label(label);
    String hanging = " ".repeat(head.length());
    for (String line : Text.wrap(text, terminal.columns() - head.length())) {
      lines.add(head + line);
      head = hanging;
    }
  }

  private String label(String label) {
    return INDENT + Text.padded(Text.shortened(label, labelColumns), labelColumns + 2);
  }
}

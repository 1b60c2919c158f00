package dev.dupin.cli;

import dev.dupin.cli.Terminal.Colour;
import dev.dupin.core.audit.AuditReport;
import dev.dupin.core.audit.AuditReport.Check;
import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.audit.AuditReport.Outcome;
import dev.dupin.core.audit.AuditReport.StepError;
import dev.dupin.core.run.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an audit found, as a table for a person. */
final class AuditTable {
  private static final int NAME_COLUMNS = 18;
  private static final int AGAINST_COLUMNS = 28;
  private static final int ERROR_COLUMNS = 12;
  private static final int LABEL_COLUMNS = 8;
  private static final int STEP_COLUMNS = 8;

  private final Terminal terminal;
  private final List<String> lines = new ArrayList<>();

  private AuditTable(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Returns the lines of the table.
   *
   * @param title the run and its objective
   */
  static List<String> lines(String title, AuditReport report, Terminal terminal) {
    AuditTable table = new AuditTable(terminal);
    table.head(title, report);
    report.checks().forEach(table::check);
    table.end(report);
    return table.lines;
  }

  private void head(String title, AuditReport report) {
    String where = "; at " + Text.count(report.points(), "point");
    String text = title + ", " + Text.count(report.dimension(), "variable") + where;
    lines.addAll(Text.wrap(text, terminal.columns()));
    if (report.surrogate()) {
      String note =
          "the objective declares its gradient a surrogate: it is not compared with differences";
      wrapped("  ", note);
    }
    lines.add("");
    lines.add(row("check", "against", "error") + "outcome");
  }

  private void check(Check check) {
    String error = Double.isNaN(check.error()) ? "" : Numbers.brief(check.error());
    String outcome =
        terminal.coloured(colour(check.outcome()), check.outcome().name().toLowerCase(Locale.ROOT));
    lines.add(row(check.name(), check.against(), error) + outcome);
    if (!check.sweep().isEmpty()) {
      sweep(check);
    }
    check.discrepancies().forEach(this::discrepancy);
    if (!check.note().isEmpty()) {
      wrapped("      ", check.note());
    }
  }

  private static String row(String name, String against, String error) {
    return "  "
        + Text.padded(Text.shortened(name, NAME_COLUMNS - 1), NAME_COLUMNS)
        + Text.padded(Text.shortened(against, AGAINST_COLUMNS - 1), AGAINST_COLUMNS)
        + Text.padded(error, ERROR_COLUMNS);
  }

  private static Colour colour(Outcome outcome) {
    return switch (outcome) {
      case RIGHT -> Colour.GREEN;
      case UNSETTLED -> Colour.YELLOW;
      case WRONG -> Colour.RED;
    };
  }

  /** The errors by step; with a right derivative they fall as the square until rounding rules. */
  private void sweep(Check check) {
    StringBuilder steps = new StringBuilder("    " + Text.padded("step", LABEL_COLUMNS));
    StringBuilder errors = new StringBuilder("    " + Text.padded("error", LABEL_COLUMNS));
    for (StepError step : check.sweep()) {
      steps.append(Text.padded(power(step.step()), STEP_COLUMNS));
      errors.append(Text.padded(power(step.error()), STEP_COLUMNS));
    }
    for (StringBuilder line : List.of(steps, errors)) {
      lines.add(terminal.coloured(Colour.FAINT, line.toString().stripTrailing()));
    }
  }

  private static String power(double number) {
    return number == 0 || !Double.isFinite(number)
        ? Numbers.brief(number)
        : String.format(Locale.ROOT, "%.0e", number);
  }

  private void discrepancy(Discrepancy found) {
    boolean exact = found.uncertainty() == 0;
    String entry = terminal.coloured(Colour.BOLD, found.entry());
    if (Double.isNaN(found.claimed()) && Double.isNaN(found.uncertainty())) {
      wrapped("    ", entry + ", at " + found.at());
      return;
    }
    String error = exact ? "" : " +- " + Numbers.brief(found.uncertainty());
    String measured =
        Double.isNaN(found.measured())
            ? ""
            : (exact ? ", should be " : ", measured ") + number(found.measured()) + error;
    String off = Numbers.brief(Math.abs(found.claimed() - found.measured()));
    wrapped(
        "    ",
        entry
            + ": claimed "
            + number(found.claimed())
            + measured
            + (measured.isEmpty() ? "" : ", off by " + off)
            + ", at "
            + found.at());
  }

  private static String number(double number) {
    return Text.digits(number, 10);
  }

  private void end(AuditReport report) {
    long wrong = report.checks().stream().filter(c -> c.outcome() == Outcome.WRONG).count();
    long unsettled = report.checks().stream().filter(c -> c.outcome() == Outcome.UNSETTLED).count();
    String open = unsettled == 0 ? "" : ", " + unsettled + " unsettled";
    String all = Text.count(report.checks().size(), "check");
    lines.add("");
    lines.add(
        report.passed()
            ? terminal.coloured(Colour.GREEN, "nothing wrong") + " in " + all + open
            : terminal.coloured(Colour.RED, wrong + " wrong") + " of " + all + open);
  }

  private void wrapped(String indent, String text) {
    Text.wrap(text, terminal.columns() - indent.length()).forEach(line -> lines.add(indent + line));
  }
}

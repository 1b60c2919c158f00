package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Check;
import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.audit.AuditReport.Outcome;
import dev.dupin.core.audit.AuditReport.StepError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one check has found so far. */
final class Tally {

  private static final int MOST_DISCREPANCIES = 8;

  private final String name;
  private final String against;
  private final double[] errors = new double[Sweep.STEPS.length];
  private final Map<String, Discrepancy> discrepancies = new LinkedHashMap<>();
  private double error = Double.NaN;
  private boolean swept;
  private boolean unsettled;
  private String note = "";

  Tally(String name, String against) {
    this.name = name;
    this.against = against;
  }

  /** Both sides agree up to a relative error. */
  void agree(double relative) {
    if (!(relative <= error)) {
      error = relative;
    }
  }

  /** The relative errors of differences, one for each step; NaN where there is none. */
  void sweep(double[] relative) {
    swept = true;
    for (int k = 0; k < errors.length; k++) {
      if (relative[k] > errors[k]) {
        errors[k] = relative[k];
      }
    }
  }

  /** An entry is wrong; of each entry the first finding is kept. */
  void wrong(Discrepancy discrepancy) {
    discrepancies.putIfAbsent(discrepancy.entry(), discrepancy);
  }

  /** Nothing can be told, for a reason. */
  void unsettled(String reason) {
    unsettled = true;
    note(reason);
  }

  void note(String text) {
    if (note.isEmpty()) {
      note = text;
    }
  }

  boolean isWrong() {
    return !discrepancies.isEmpty();
  }

  Check check() {
    List<Discrepancy> worst = new ArrayList<>(discrepancies.values());
    worst.sort(Comparator.comparingDouble(Tally::size).reversed());
    int all = worst.size();
    if (all > MOST_DISCREPANCIES) {
      worst = worst.subList(0, MOST_DISCREPANCIES);
      note(all + " entries were found wrong; the worst are named");
    }
    Outcome outcome = all > 0 ? Outcome.WRONG : unsettled ? Outcome.UNSETTLED : Outcome.RIGHT;
    return new Check(name, against, outcome, error, steps(), worst, note);
  }

  private List<StepError> steps() {
    List<StepError> steps = new ArrayList<>();
    for (int k = 0; swept && k < errors.length; k++) {
      steps.add(new StepError(Sweep.STEPS[k], errors[k]));
    }
    return steps;
  }

  /** How wrong: by how much, relative to the entry; what is not a number is worst. */
  private static double size(Discrepancy discrepancy) {
    double claimed = discrepancy.claimed();
    double measured = discrepancy.measured();
    double relative =
        Math.abs(claimed - measured) / Math.max(Math.abs(claimed), Math.abs(measured));
    return Double.isNaN(relative) ? Double.POSITIVE_INFINITY : relative;
  }
}

package dev.dupin.cli;

import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.objective.Estimates.Estimate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Results as runs leave them. */
final class Results {
  /** As the verdict's record is seen from here: by the names of its fields. */
  record Verdict(
      String kind,
      int index,
      int nullity,
      double smallestEigenvalue,
      double largestEigenvalue,
      double conditionNumber,
      String certificate) {}

  static final Verdict MINIMUM =
      new Verdict("MINIMUM", 0, 0, 0.399, 1001.6, 2508, "all eigenvalues, dense");

  private Results() {}

  static Result of(Status status, String message, Map<String, Record> findings) {
    return of(status, message, findings, List.of());
  }

  static Result of(
      Status status, String message, Map<String, Record> findings, List<String> warnings) {
    return new Result(
        status,
        message,
        new double[] {1, 0.99999999},
        1.25e-17,
        3.1e-11,
        21,
        25,
        0.0412,
        new Counts(26, 22, 1, 0, 50.5),
        findings,
        Map.of("trainAccuracy", 0.98),
        List.of(new Estimate("b1", 238.94212918, 2.7070075241)),
        warnings,
        Counts.NONE,
        Optional.empty());
  }
}

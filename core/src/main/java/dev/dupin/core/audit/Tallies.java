package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Check;
import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.linear.Vectors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** The checks of an audit, each gathered over all points. */
final class Tallies {

  /** A matrix of more entries than this, 128 MB, is left alone. */
  private static final long MOST_ENTRIES = 1L << 24;

  private final Map<String, Tally> tallies = new LinkedHashMap<>();

  /** Makes a check at a point. What the objective throws is a finding like any other. */
  void check(Place place, String name, String against, Consumer<Tally> check) {
    Tally tally = tallies.computeIfAbsent(name + " / " + against, key -> new Tally(name, against));
    try {
      check.accept(tally);
    } catch (RuntimeException e) {
      tally.wrong(
          new Discrepancy("throws " + e, place.label(), Double.NaN, Double.NaN, Double.NaN));
    }
  }

  /** Makes a check of a dense matrix, if it is not too large to be looked at. */
  void checkDense(Place place, long entries, String name, String against, Consumer<Tally> check) {
    if (entries <= MOST_ENTRIES) {
      check(place, name, against, check);
    } else {
      check(place, name, against, tally -> tally.unsettled("too large: not looked at"));
    }
  }

  /** What cancels in a sum leaves an error relative to its terms, not to itself. */
  private static final double CANCELLATION = 1e-3;

  /**
   * Compares two vectors that are both exact, entry by entry, relative to the norm of what is
   * expected, or to the size of the terms it is the sum of, where they cancel.
   *
   * @param terms their size; 0 where nothing cancels
   */
  static void compare(
      Tally tally,
      Place place,
      double[] claimed,
      double[] expected,
      double terms,
      IntFunction<String> names) {
    if (claimed.length != expected.length) {
      String entry = claimed.length + " entries, where there should be " + expected.length;
      tally.wrong(new Discrepancy(entry, place.label(), claimed.length, expected.length, 0));
      return;
    }
    double size = Math.max(Vectors.norm(expected), CANCELLATION * terms);
    double scale = size > 0 ? size : 1;
    for (int i = 0; i < claimed.length; i++) {
      double error = Math.abs(claimed[i] - expected[i]) / scale;
      tally.agree(error);
      if (!(error <= PairingCheck.TOLERANCE)) {
        tally.wrong(new Discrepancy(names.apply(i), place.label(), claimed[i], expected[i], 0));
      }
    }
  }

  /** Returns whether a check has found something wrong so far. */
  boolean isWrong(String name, String against) {
    Tally tally = tallies.get(name + " / " + against);
    return tally != null && tally.isWrong();
  }

  List<Check> checks() {
    return tallies.values().stream().map(Tally::check).toList();
  }
}

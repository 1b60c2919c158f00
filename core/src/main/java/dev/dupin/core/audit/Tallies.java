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

  /** Compares two vectors that are both exact, entry by entry, relative to the larger norm. */
  static void compare(
      Tally tally, Place place, double[] claimed, double[] expected, IntFunction<String> names) {
    if (claimed.length != expected.length) {
      String entry = claimed.length + " entries, where there should be " + expected.length;
      tally.wrong(new Discrepancy(entry, place.label(), claimed.length, expected.length, 0));
      return;
    }
    double size = Vectors.norm(expected);
    double scale = size > 0 ? size : 1;
    for (int i = 0; i < claimed.length; i++) {
      double error = Math.abs(claimed[i] - expected[i]) / scale;
      tally.agree(error);
      if (!(error <= PairingCheck.TOLERANCE)) {
        tally.wrong(new Discrepancy(names.apply(i), place.label(), claimed[i], expected[i], 0));
      }
    }
  }

  List<Check> checks() {
    return tallies.values().stream().map(Tally::check).toList();
  }
}

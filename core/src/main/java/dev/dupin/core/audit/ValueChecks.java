package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Structure;
import java.util.Arrays;

/** Value and gradient at a point, and whether what is announced is there. */
final class ValueChecks {

  static final String GRADIENT = "gradient";
  static final String DIFFERENCES = "differences of f";

  private final Place place;
  private final Tallies tallies;

  ValueChecks(Place place, Tallies tallies) {
    this.place = place;
    this.tallies = tallies;
  }

  /** Returns whether value and gradient are numbers, so that there is more to be checked. */
  boolean run() {
    boolean[] finite = {false};
    tallies.check(place, "value", "is a number", tally -> finite[0] = value(tally));
    if (!finite[0]) {
      return false;
    }
    finite[0] = false;
    tallies.check(place, GRADIENT, "n numbers", tally -> finite[0] = gradientIsFinite(tally));
    if (!finite[0]) {
      return false;
    }
    tallies.check(place, "evaluation", "the same bits twice", this::repeatable);
    tallies.check(place, "structures", "all announced are there", this::announced);
    if (!place.objective().gradientIsSurrogate()) {
      tallies.check(place, GRADIENT, DIFFERENCES, this::gradient);
    }
    place
        .structure(DirectionalDerivatives.class)
        .ifPresent(
            along ->
                tallies.check(
                    place, "directional", "f and the gradient", tally -> along(tally, along)));
    return true;
  }

  private boolean value(Tally tally) {
    double value = place.here().value();
    if (!Double.isFinite(value)) {
      String entry = "f is " + value;
      tally.wrong(new Discrepancy(entry, place.label(), Double.NaN, Double.NaN, Double.NaN));
    }
    return Double.isFinite(value);
  }

  private boolean gradientIsFinite(Tally tally) {
    double[] gradient = place.here().gradient();
    int n = place.dimension();
    if (gradient.length != n) {
      String entry = "the gradient's length";
      tally.wrong(new Discrepancy(entry, place.label(), gradient.length, n, 0));
      return false;
    }
    for (int i = 0; i < n; i++) {
      if (!Double.isFinite(gradient[i])) {
        int entry = i;
        double[] v = new double[n];
        v[i] = place.size(i);
        Sweep sweep = Sweep.of(t -> new double[] {place.moved(v, t).value()}, 1);
        double measured = sweep.measured()[0] / v[i];
        double uncertainty = sweep.uncertainty()[0] / v[i];
        tally.wrong(
            new Discrepancy(
                place.names().of(entry), place.label(), gradient[i], measured, uncertainty));
      }
    }
    return Vectors.isFinite(gradient);
  }

  /** Gradient first or value first, at a copy of the point: nothing may differ. */
  private void repeatable(Tally tally) {
    double[] before = place.here().point().clone();
    double value = place.here().value();
    double[] gradient = place.here().gradient();
    Evaluation gradientFirst = place.objective().at(before.clone());
    double[] again = gradientFirst.gradient();
    same(tally, "f, where the gradient is asked for first", gradientFirst.value(), value);
    for (int i = 0; i < gradient.length; i++) {
      same(tally, place.names().of(i), again[i], gradient[i]);
    }
    if (!Arrays.equals(before, place.here().point())) {
      tally.wrong(new Discrepancy("the point was changed", place.label(), 1, 0, 0));
    }
  }

  private void same(Tally tally, String entry, double again, double first) {
    tally.agree(again == first ? 0 : Math.abs(again - first) / Math.abs(first));
    if (again != first) {
      tally.wrong(new Discrepancy(entry, place.label(), again, first, 0));
    }
  }

  private void announced(Tally tally) {
    for (Class<? extends Structure> kind : place.objective().structures()) {
      if (place.here().structure(kind).isEmpty()) {
        String entry = kind.getSimpleName() + " is announced but missing";
        tally.wrong(new Discrepancy(entry, place.label(), 0, 1, 0));
      }
    }
  }

  private void gradient(Tally tally) {
    double[] gradient = place.here().gradient();
    new DerivativeCheck(
            place,
            tally,
            v -> new double[] {Vectors.dot(gradient, v)},
            there -> new double[] {there.value()},
            (row, column) -> place.names().of(column))
        .run();
  }

  private void along(Tally tally, DirectionalDerivatives along) {
    double[] v = place.direction(0, place.dimension());
    double[] derivatives = along.along(v, 2);
    double slope = Vectors.dot(place.here().gradient(), v);
    Tallies.compare(
        tally,
        place,
        Arrays.copyOf(derivatives, 2),
        new double[] {place.here().value(), slope},
        Math.abs(derivatives[2]),
        order -> "derivative " + order + " along a random direction");
  }
}

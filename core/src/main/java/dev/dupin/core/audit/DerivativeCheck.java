package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Compares what an objective claims to be the derivative of a function of q values, as a linear map
 * of directions, with differences of that function. Where there are few coordinates, along each;
 * else along random directions, each found wrong being halved until the coordinate is known.
 */
final class DerivativeCheck {

  /** Up to so many coordinates each is looked at by itself. */
  static final int FEW = 32;

  private static final int DIRECTIONS = 3;

  /** Further directions that may be spent on finding wrong entries at a point. */
  private static final int SEARCHES = 64;

  /** A difference of so many uncertainties, by two sets of steps, is no accident. */
  private static final double SURE = 10;

  /** Smaller relative differences are not called wrong: nobody can see them in a run. */
  private static final double NEGLIGIBLE = 1e-9;

  /** Where differences spread more than this, relative to the largest, they tell nothing. */
  private static final double USELESS = 1e-3;

  /** The second set of steps lies between the steps of the first. */
  private static final double OTHER_STEPS = 0.4;

  private final Place place;
  private final Tally tally;
  private final UnaryOperator<double[]> claim;
  private final Function<Evaluation, double[]> function;
  private final IntNames names;
  private int searches = SEARCHES;

  /** Names an entry: value {@code row} by coordinate {@code column}. */
  interface IntNames {
    String of(int row, int column);
  }

  /**
   * @param claim the derivative along a direction, q values
   * @param function of which it is the derivative
   */
  DerivativeCheck(
      Place place,
      Tally tally,
      UnaryOperator<double[]> claim,
      Function<Evaluation, double[]> function,
      IntNames names) {
    this.place = place;
    this.tally = tally;
    this.claim = claim;
    this.function = function;
    this.names = names;
  }

  void run() {
    int n = place.dimension();
    if (n <= FEW) {
      for (int j = 0; j < n; j++) {
        search(j, j + 1);
      }
      return;
    }
    for (int draw = 0; draw < DIRECTIONS; draw++) {
      search(0, n);
    }
  }

  /**
   * Compares along one direction alone, for what is no linear map of directions.
   *
   * @param claimed the derivative of the function along v
   * @param names of the values
   */
  static void along(
      Place place,
      Tally tally,
      double[] v,
      double[] claimed,
      Function<Evaluation, double[]> function,
      IntFunction<String> names) {
    DerivativeCheck check =
        new DerivativeCheck(
            place, tally, w -> claimed, function, (row, column) -> names.apply(row));
    Sweep sweep = check.sweep(v, 1);
    int row = worst(claimed, sweep);
    check.record(claimed, sweep, row);
    if (row >= 0 && worst(claimed, check.sweep(v, OTHER_STEPS)) >= 0) {
      check.report(1, claimed, sweep, 0);
    }
  }

  /** Compares along the coordinates from..to - 1 together, and in halves where that is wrong. */
  private boolean search(int from, int to) {
    double[] v = place.direction(from, to);
    double[] claimed = claim.apply(v);
    Sweep sweep = sweep(v, 1);
    int row = worst(claimed, sweep);
    record(claimed, sweep, row);
    if (row < 0 || worst(claimed, sweep(v, OTHER_STEPS)) < 0) {
      return false;
    }
    if (to - from == 1) {
      report(v[from], claimed, sweep, from);
      return true;
    }
    int middle = (from + to) >>> 1;
    boolean found = false;
    if (searches-- > 0) {
      found = search(from, middle);
      found |= search(middle, to);
    }
    if (!found) {
      String entry = names.of(row, from) + " to " + place.names().of(to - 1) + " together";
      tally.wrong(
          new Discrepancy(
              entry, place.label(), claimed[row], sweep.measured()[row], sweep.uncertainty()[row]));
    }
    return true;
  }

  private Sweep sweep(double[] v, double factor) {
    return Sweep.of(t -> function.apply(place.moved(v, t)), factor);
  }

  /** Returns the value that is furthest from what was measured beyond doubt, or -1. */
  private static int worst(double[] claimed, Sweep sweep) {
    double floor = 1e-3 * NEGLIGIBLE * Vectors.maxAbs(claimed);
    int worst = -1;
    double most = 0;
    for (int i = 0; i < claimed.length; i++) {
      double measured = sweep.measured()[i];
      if (Double.isNaN(measured)) {
        continue;
      }
      double size = Math.max(Math.abs(claimed[i]), Math.abs(measured));
      double allowed = SURE * sweep.uncertainty()[i] + NEGLIGIBLE * size;
      double excess = Math.abs(claimed[i] - measured) - allowed;
      if (!(excess <= (Double.isNaN(floor) ? 0 : floor)) && !(excess <= most)) {
        worst = i;
        most = excess;
      }
    }
    return worst;
  }

  private void record(double[] claimed, Sweep sweep, int wrong) {
    double scale = 0;
    for (int i = 0; i < claimed.length; i++) {
      double size = Math.max(Math.abs(claimed[i]), Math.abs(sweep.measured()[i]));
      scale = size > scale ? size : scale;
    }
    double largest = scale == 0 ? 1 : scale;
    double[] errors = new double[Sweep.STEPS.length];
    for (int k = 0; k < errors.length; k++) {
      errors[k] = distance(claimed, sweep.differences()[k]) / largest;
    }
    tally.sweep(errors);
    if (wrong < 0 && !(Vectors.maxAbs(sweep.spread()) <= USELESS * largest)) {
      tally.unsettled(
          "differences at " + place.label() + " do not settle: not smooth, or not finite");
    } else {
      tally.agree(distance(claimed, sweep.measured()) / largest);
    }
  }

  private static double distance(double[] x, double[] y) {
    double distance = 0;
    for (int i = 0; i < x.length; i++) {
      double difference = Math.abs(x[i] - y[i]);
      distance = difference > distance ? difference : distance;
    }
    return distance;
  }

  /** Names every wrong value of one coordinate; entries are told for a step of length 1. */
  private void report(double length, double[] claimed, Sweep sweep, int column) {
    double[] rest = claimed.clone();
    for (int row = worst(rest, sweep); row >= 0; row = worst(rest, sweep)) {
      tally.wrong(
          new Discrepancy(
              names.of(row, column),
              place.label(),
              claimed[row] / length,
              sweep.measured()[row] / length,
              sweep.uncertainty()[row] / Math.abs(length)));
      rest[row] = sweep.measured()[row];
    }
  }
}

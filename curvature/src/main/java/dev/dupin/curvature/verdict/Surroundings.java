package dev.dupin.curvature.verdict;

import dev.dupin.core.objective.Objective;
import java.util.Arrays;

/**
 * An objective around a point, where it may be undefined: whatever it throws there reads as NaN, as
 * a run would refuse a trial step to that place.
 */
final class Surroundings {

  private final Objective objective;
  private double products;

  Surroundings(Objective objective) {
    this.objective = objective;
  }

  /** Returns f, or NaN. */
  double value(double[] point) {
    products += 0.5;
    try {
      return objective.at(point).value();
    } catch (RuntimeException outside) {
      return Double.NaN;
    }
  }

  /** Returns the gradient, or one of NaN. */
  double[] gradient(double[] point) {
    products += 1;
    try {
      return objective.at(point).gradient();
    } catch (RuntimeException outside) {
      double[] unknown = new double[point.length];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
  }

  /** Returns the work so far: a gradient counts as one product, a value as one half. */
  double products() {
    return products;
  }
}

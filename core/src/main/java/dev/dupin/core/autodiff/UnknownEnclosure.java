package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Enclosure;

/**
 * A box over which nothing is known.
 *
 * @param n the number of variables
 */
record UnknownEnclosure(int n) implements Enclosure {

  @Override
  public boolean isSmooth() {
    return false;
  }

  @Override
  public Interval value() {
    return IntervalArithmetic.UNDEFINED;
  }

  @Override
  public Intervals gradient() {
    return unknown(n);
  }

  @Override
  public Intervals hessian() {
    return unknown(Math.multiplyExact(n, n));
  }

  private static Intervals unknown(int length) {
    double[] bounds = Vectors.filled(length, Double.NaN);
    return new Intervals(bounds, bounds);
  }
}

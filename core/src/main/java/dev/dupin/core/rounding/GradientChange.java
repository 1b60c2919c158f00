package dev.dupin.core.rounding;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.random.RandomGenerator;

/**
 * How the gradient changes where every coordinate moves at once, up or down at random: by one unit
 * in its last place, which shows rounding, or by a distance far beyond that, which shows whether
 * the function is smooth. The largest of three probes; costs three gradients. NaN or infinite where
 * one of them is.
 *
 * @param along the change along the gradient itself
 * @param whole the norm of the change
 * @param entries the change of each entry; frozen
 */
public record GradientChange(double along, double whole, double[] entries) {

  private static final int PROBES = 3;

  /** How far a coordinate moves. */
  @FunctionalInterface
  private interface Neighbour {
    double above(double coordinate);
  }

  /** Moves every coordinate by one unit in its last place; a zero stays. */
  public static GradientChange overOneUnit(Evaluation here, RandomGenerator random) {
    return over(here, random, x -> x == 0 ? 0 : x + Math.ulp(x));
  }

  /**
   * Moves every coordinate x by a part of 1 + |x|; or, where f is not defined there, of |x|, which
   * costs three gradients more.
   */
  public static GradientChange overPart(Evaluation here, RandomGenerator random, double part) {
    GradientChange change = over(here, random, x -> x + part * (1 + Math.abs(x)));
    return change.along() < Double.POSITIVE_INFINITY
        ? change
        : over(here, random, x -> x + part * Math.abs(x));
  }

  private static GradientChange over(Evaluation here, RandomGenerator random, Neighbour neighbour) {
    double[] gradient = here.gradient();
    double[] unit = Vectors.scale(1 / Vectors.norm(gradient), gradient);
    double along = 0;
    double whole = 0;
    double[] entries = new double[gradient.length];
    for (int probe = 0; probe < PROBES; probe++) {
      double[] moved = moved(here.point(), random, neighbour);
      double[] change = Vectors.subtract(here.objective().at(moved).gradient(), gradient);
      along = Math.max(along, Math.abs(Vectors.dot(change, unit)));
      whole = Math.max(whole, Vectors.norm(change));
      for (int i = 0; i < entries.length; i++) {
        entries[i] = Math.max(entries[i], Math.abs(change[i]));
      }
    }
    return new GradientChange(along, whole, entries);
  }

  private static double[] moved(double[] x, RandomGenerator random, Neighbour neighbour) {
    double[] moved = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double there = neighbour.above(x[i]);
      moved[i] = random.nextBoolean() ? there : x[i] - (there - x[i]);
    }
    return moved;
  }
}

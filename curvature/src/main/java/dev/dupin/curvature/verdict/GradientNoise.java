package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.random.RandomGenerator;

/**
 * The noise floor of a gradient: how much it changes where every coordinate moves by one unit in
 * the last place. Below that, no algorithm in this arithmetic can tell it from zero.
 */
public final class GradientNoise {

  /** How many times all coordinates are moved, by random signs. */
  public static final int PROBES = 3;

  private GradientNoise() {}

  /**
   * Returns the largest 2-norm of the change of the gradient over the probes, each of which costs a
   * gradient. Probes outside the domain of f count for nothing.
   */
  public static double of(Evaluation here, RandomGenerator random) {
    Surroundings surroundings = new Surroundings(here.objective());
    double[] gradient = here.gradient();
    double noise = 0;
    for (int probe = 0; probe < PROBES; probe++) {
      double[] point = here.point().clone();
      for (int i = 0; i < point.length; i++) {
        double ulp = Math.ulp(point[i]);
        point[i] += random.nextBoolean() ? ulp : -ulp;
      }
      double change = Vectors.norm(Vectors.subtract(surroundings.gradient(point), gradient));
      noise = change > noise ? change : noise;
    }
    return noise;
  }
}

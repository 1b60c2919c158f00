package dev.dupin.core.rounding;

import dev.dupin.core.linear.Vectors;
import java.util.random.RandomGenerator;

/** Random directions for probes. */
final class Directions {

  private Directions() {}

  /**
   * Returns a direction whose entries have the size of each coordinate, or of a typical one where
   * it is zero, with random signs and factors between 1/2 and 3/2: no entry is lost among the
   * others.
   */
  static double[] scaled(double[] x, RandomGenerator random) {
    double typical = Vectors.norm(x) / Math.sqrt(x.length);
    double[] direction = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double size = x[i] != 0 ? Math.abs(x[i]) : typical > 0 ? typical : 1;
      double factor = 0.5 + random.nextDouble();
      direction[i] = random.nextBoolean() ? factor * size : -factor * size;
    }
    return direction;
  }
}

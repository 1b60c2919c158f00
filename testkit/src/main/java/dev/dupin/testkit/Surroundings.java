package dev.dupin.testkit;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import java.util.random.RandomGenerator;

/** Points near another one, and the directions that lead there. */
record Surroundings(Objective objective) {

  Evaluation moved(Evaluation here, double[] v, double length) {
    double[] x = here.point().clone();
    Vectors.addScaled(x, length, v);
    return objective.at(x);
  }

  /** Draws a vector of length 1. */
  double[] direction(RandomGenerator random) {
    double[] v = random.doubles(objective.dimension(), -1, 1).toArray();
    return Vectors.scale(1 / Vectors.norm(v), v);
  }

  static double[] apply(HessianProducts products, double[] v) {
    double[] result = new double[v.length];
    products.apply(v, result);
    return result;
  }
}

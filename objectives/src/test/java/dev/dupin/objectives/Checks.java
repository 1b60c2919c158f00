package dev.dupin.objectives;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import java.util.Random;

/** What tests of derivatives share. */
final class Checks {

  private Checks() {}

  static double[] random(long seed, int n) {
    return new Random(seed).doubles(n, -1.5, 1.5).toArray();
  }

  static double[] product(Evaluation at, double[] v) {
    double[] result = new double[v.length];
    at.structure(HessianProducts.class).orElseThrow().apply(v, result);
    return result;
  }

  static double[] matrix(Evaluation at) {
    return at.structure(HessianMatrix.class).orElseThrow().matrix().values();
  }

  /** Fails unless |actual - expected| is at most the tolerance times |expected|. */
  static void assertClose(double[] expected, double[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double error = Vectors.norm(Vectors.subtract(actual, expected));
    assertEquals(0, error / Math.max(Vectors.norm(expected), 1e-300), tolerance);
  }

  /** Central differences of the value. */
  static double[] gradientByDifferences(Objective objective, double[] x, double h) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double[] after = x.clone();
      double[] before = x.clone();
      after[i] += h;
      before[i] -= h;
      gradient[i] = (objective.at(after).value() - objective.at(before).value()) / (2 * h);
    }
    return gradient;
  }

  /** Central differences of the gradient along v. */
  static double[] productByDifferences(Objective objective, double[] x, double[] v, double h) {
    double[] after = objective.at(Vectors.add(x, Vectors.scale(h, v))).gradient();
    double[] before = objective.at(Vectors.subtract(x, Vectors.scale(h, v))).gradient();
    return Vectors.scale(1 / (2 * h), Vectors.subtract(after, before));
  }
}

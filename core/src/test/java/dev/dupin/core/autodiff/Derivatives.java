package dev.dupin.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;

/** What the tests of derivatives share. */
final class Derivatives {

  private Derivatives() {}

  /** Fails unless the two differ by at most {@code tolerance} times max(1, |expected|). */
  static void assertClose(double expected, double actual, double tolerance, String what) {
    // Where both are tiny the comparison is relative: an absolute one would pass any tail.
    double scale = Math.abs(expected) < 1e-6 && expected != 0 ? Math.abs(expected) : 1;
    assertEquals(expected, actual, tolerance * Math.max(scale, Math.abs(expected)), what);
  }

  static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what);
    for (int i = 0; i < expected.length; i++) {
      assertClose(expected[i], actual[i], tolerance, what + "[" + i + "]");
    }
  }

  static double[] product(Evaluation at, double[] v) {
    double[] result = new double[v.length];
    at.structure(HessianProducts.class).orElseThrow().apply(v, result);
    return result;
  }

  static double[] matrix(Evaluation at) {
    return at.structure(HessianMatrix.class).orElseThrow().matrix().values();
  }

  /** The gradient by central differences of the value. */
  static double[] gradientByDifferences(Objective objective, double[] x, double h) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double after = objective.at(moved(x, i, h)).value();
      double before = objective.at(moved(x, i, -h)).value();
      gradient[i] = (after - before) / (2 * h);
    }
    return gradient;
  }

  /** The product by central differences of the gradient along v. */
  static double[] productByDifferences(Objective objective, double[] x, double[] v, double h) {
    double[] after = x.clone();
    double[] before = x.clone();
    for (int i = 0; i < x.length; i++) {
      after[i] += h * v[i];
      before[i] -= h * v[i];
    }
    double[] product = objective.at(after).gradient().clone();
    double[] other = objective.at(before).gradient();
    for (int i = 0; i < x.length; i++) {
      product[i] = (product[i] - other[i]) / (2 * h);
    }
    return product;
  }

  private static double[] moved(double[] x, int i, double h) {
    double[] moved = x.clone();
    moved[i] += h;
    return moved;
  }
}

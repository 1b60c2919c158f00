package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What an objective says for certain: bounds over boxes, and how far rounding may have gone. */
record BoundChecks(Objective objective) {

  /** Half the width of a box, relative to the coordinates. */
  private static final double RADIUS = 1e-3;

  private static final int POINTS = 3;

  /** The point alone, and a box around it. */
  void enclosures(Evaluation here, RandomGenerator random) {
    Enclosures boxes = here.structure(Enclosures.class).orElse(null);
    if (boxes == null) {
      return;
    }
    double[] x = here.point();
    contains(boxes.over(x, x), here);
    double[] lower = x.clone();
    double[] upper = x.clone();
    for (int i = 0; i < x.length; i++) {
      double radius = RADIUS * Math.max(1, Math.abs(x[i]));
      lower[i] -= radius * random.nextDouble();
      upper[i] += radius * random.nextDouble();
    }
    Enclosure box = boxes.over(lower, upper);
    for (int k = 0; k < POINTS; k++) {
      contains(box, objective.at(inside(lower, upper, random)));
    }
  }

  private static double[] inside(double[] lower, double[] upper, RandomGenerator random) {
    double[] x = new double[lower.length];
    for (int i = 0; i < x.length; i++) {
      double between = lower[i] + random.nextDouble() * (upper[i] - lower[i]);
      x[i] = Math.max(lower[i], Math.min(upper[i], between));
    }
    return x;
  }

  /** What was computed at a point of the box lies in its bounds, up to its rounding error. */
  private static void contains(Enclosure box, Evaluation at) {
    RoundingErrors errors = at.structure(RoundingErrors.class).orElse(null);
    double f = at.value();
    contains("f", box.value(), f, errors == null ? rounding(f) : errors.value());
    double[] gradient = at.gradient();
    Intervals slopes = box.gradient();
    assertEquals(gradient.length, slopes.length(), "one interval an entry of the gradient");
    for (int i = 0; i < gradient.length; i++) {
      double error = errors == null ? rounding(Vectors.norm(gradient)) : errors.gradient()[i];
      contains("entry " + i + " of the gradient", slopes.get(i), gradient[i], error);
    }
    HessianMatrix hessian = at.structure(HessianMatrix.class).orElse(null);
    if (hessian != null && box.isSmooth()) {
      hessian(box.hessian(), hessian.matrix(), errors);
    }
  }

  private static void hessian(
      Intervals bounds, DenseSymmetric computed, @Nullable RoundingErrors errors) {
    int n = computed.n();
    assertEquals(n * n, bounds.length(), "one interval an entry of the Hessian");
    double scale = Vectors.norm(computed.values());
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double error = errors == null ? rounding(scale) : errors.hessian().get(i, j);
        String what = "entry (" + i + ", " + j + ") of the Hessian";
        contains(what, bounds.get(i * n + j), computed.get(i, j), error);
        Interval mirrored = bounds.get(j * n + i);
        assertEquals(bounds.get(i * n + j), mirrored, "bounds of both triangles");
      }
    }
  }

  private static double rounding(double scale) {
    return ObjectiveContract.EXACT * Math.max(1, scale);
  }

  /** Where nothing is known, nothing is claimed. */
  private static void contains(String what, Interval bounds, double computed, double error) {
    boolean outside = computed + error < bounds.lower() || computed - error > bounds.upper();
    assertFalse(outside, () -> what + ": " + computed + " +- " + error + " is not in " + bounds);
  }

  /** Errors are not negative, one an entry; at a point of this suite the function is smooth. */
  void roundingErrors(Evaluation here, RandomGenerator random) {
    RoundingErrors errors = here.structure(RoundingErrors.class).orElse(null);
    if (errors == null) {
      return;
    }
    assertTrue(errors.isDifferentiable(), "not differentiable at a point where it is smooth");
    assertFalse(errors.value() < 0, "a negative error of f");
    notNegative(errors.gradient(), objective.dimension());
    HessianMatrix hessian = here.structure(HessianMatrix.class).orElse(null);
    if (hessian != null) {
      assertEquals(objective.dimension(), errors.hessian().n());
      notNegative(errors.hessian().values(), hessian.matrix().values().length);
    }
  }

  private static void notNegative(double[] errors, int length) {
    assertEquals(length, errors.length, "one error an entry");
    for (double error : errors) {
      assertFalse(error < 0, "a negative error");
    }
  }
}

package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;

/** What every globalizer asks of a trial point. */
public final class Trials {

  private static final double EPS = 0x1p-52;

  private Trials() {}

  /**
   * Returns whether a run can go on from a point whose value is good enough: its gradient is
   * finite, or f is -infinity there and the run ends. Pays the gradient, which the next iteration
   * needs anyway.
   */
  public static boolean usable(Evaluation there) {
    return there.value() == Double.NEGATIVE_INFINITY || Vectors.isFinite(there.gradient());
  }

  /**
   * Returns the step norm below which steps from a point make no sense any more: eps times the norm
   * of the point, or times a scale where that is larger.
   *
   * @param scale a length that was natural in this run; capped at 1, since an accidentally long
   *     first step must not end a run early
   */
  public static double smallestStep(Evaluation here, double scale) {
    return EPS * Math.max(Math.min(1, scale), Vectors.norm(here.point()));
  }
}

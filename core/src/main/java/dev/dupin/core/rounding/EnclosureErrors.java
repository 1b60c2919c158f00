package dev.dupin.core.rounding;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.interval.Rounding;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.RoundingErrors;
import org.jspecify.annotations.Nullable;

/**
 * Errors at a point from bounds over the box that holds only this point: the largest distance of
 * what was computed from the ends of its bounds. The widths of these intervals add up what every
 * operation may have rounded, so this is running error analysis (Wilkinson; Higham 2002, "Accuracy
 * and Stability of Numerical Algorithms", section 3.3), with intervals instead of recurrences for
 * the bounds. Each error costs the enclosure and what it is an error of.
 */
public final class EnclosureErrors implements RoundingErrors {

  private final Evaluation here;
  private final Enclosure exact;
  private double @Nullable [] gradient;
  private @Nullable DenseSymmetric hessian;

  /**
   * Computes nothing yet.
   *
   * @param here the point; it offers {@link HessianMatrix} if the errors of the Hessian are asked
   * @param exact the enclosure over the point alone
   */
  public EnclosureErrors(Evaluation here, Enclosure exact) {
    this.here = here;
    this.exact = exact;
  }

  @Override
  public boolean isDifferentiable() {
    return exact.isSmooth();
  }

  @Override
  public double value() {
    return distance(here.value(), exact.value());
  }

  @Override
  public double[] gradient() {
    if (gradient == null) {
      gradient = distances(here.gradient(), exact.gradient());
    }
    return gradient;
  }

  @Override
  public DenseSymmetric hessian() {
    if (hessian == null) {
      DenseSymmetric computed = here.structure(HessianMatrix.class).orElseThrow().matrix();
      hessian = new DenseSymmetric(computed.n(), distances(computed.values(), exact.hessian()));
    }
    return hessian;
  }

  private static double[] distances(double[] computed, Intervals exact) {
    double[] distances = new double[computed.length];
    for (int i = 0; i < distances.length; i++) {
      distances[i] = distance(computed[i], exact.get(i));
    }
    return distances;
  }

  /**
   * Returns the largest distance of a computed number from the numbers of an interval, rounded up;
   * NaN where either is undefined.
   */
  public static double distance(double computed, Interval exact) {
    return Math.max(
        Rounding.addUp(computed, -exact.lower()), Rounding.addUp(exact.upper(), -computed));
  }
}

package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;
import org.jspecify.annotations.Nullable;

/** A quadratic over a box; value and gradient share the product A x. */
final class QuadraticEnclosure implements Enclosure {

  private static final Interval HALF = Interval.of(0.5);

  private final Quadratic objective;
  private final Intervals x;
  private @Nullable Intervals product;
  private @Nullable Intervals gradient;

  QuadraticEnclosure(Quadratic objective, double[] lower, double[] upper) {
    if (lower.length != objective.dimension()) {
      throw new IllegalArgumentException(
          "the box has "
              + lower.length
              + " coordinates; the function has "
              + objective.dimension());
    }
    this.objective = objective;
    this.x = new Intervals(lower, upper);
  }

  /** A polynomial is smooth; only that it stays finite has to be seen. */
  @Override
  public boolean isSmooth() {
    return IntervalArithmetic.isBounded(value());
  }

  @Override
  public Interval value() {
    Interval curved = IntervalVectors.dot(x, product());
    Interval linear = IntervalVectors.dot(x, linear());
    return IntervalArithmetic.add(IntervalArithmetic.multiply(HALF, curved), linear);
  }

  @Override
  public Intervals gradient() {
    if (gradient == null) {
      Intervals sum = IntervalVectors.copy(product());
      IntervalVectors.add(sum, linear());
      gradient = sum;
    }
    return gradient;
  }

  private Intervals linear() {
    return IntervalVectors.ofConstants(objective.linear());
  }

  private Intervals product() {
    if (product == null) {
      Intervals turned = IntervalVectors.copy(x);
      objective.form().apply(turned);
      product = turned;
    }
    return product;
  }

  @Override
  public Intervals hessian() {
    return objective.matrixBounds();
  }
}

package dev.dupin.curvature.verdict;

import java.util.function.DoubleUnaryOperator;

/**
 * A homogeneous form of fourth degree on a plane, as a function of the angle: A0 + A1 cos 2a + B1
 * sin 2a + A2 cos 4a + B2 sin 4a, known from its values at five equally spaced angles.
 */
final class BinaryQuartic {

  static final int VALUES = 5;

  /** Between two of these a form has at most one minimum that a search would miss otherwise. */
  private static final int GRID = 360;

  /** Each divides the interval by the golden ratio; 1e-8 of a grid's width remains. */
  private static final int REFINEMENTS = 40;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private final double[] cosines = new double[3];
  private final double[] sines = new double[3];

  /**
   * @param value of the form at an angle; called {@value #VALUES} times
   */
  BinaryQuartic(DoubleUnaryOperator value) {
    for (int j = 0; j < VALUES; j++) {
      double angle = j * Math.PI / VALUES;
      double sample = value.applyAsDouble(angle) / VALUES;
      cosines[0] += sample;
      for (int k = 1; k <= 2; k++) {
        cosines[k] += 2 * sample * Math.cos(2 * k * angle);
        sines[k] += 2 * sample * Math.sin(2 * k * angle);
      }
    }
  }

  double value(double angle) {
    double sum = cosines[0];
    for (int k = 1; k <= 2; k++) {
      sum += cosines[k] * Math.cos(2 * k * angle) + sines[k] * Math.sin(2 * k * angle);
    }
    return sum;
  }

  /** Returns an angle at which the form is lowest. */
  double lowestAngle() {
    double width = Math.PI / GRID;
    int lowest = 0;
    for (int j = 1; j < GRID; j++) {
      lowest = value(j * width) < value(lowest * width) ? j : lowest;
    }
    double left = (lowest - 1) * width;
    double right = (lowest + 1) * width;
    for (int k = 0; k < REFINEMENTS; k++) {
      double step = GOLDEN * (right - left);
      if (value(right - step) < value(left + step)) {
        right = left + step;
      } else {
        left = right - step;
      }
    }
    return (left + right) / 2;
  }
}

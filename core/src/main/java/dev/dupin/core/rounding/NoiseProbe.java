package dev.dupin.core.rounding;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Measures the rounding noise of f and of every entry of its gradient by tables of differences
 * (Hamming 1971; Moré and Wild 2011, "Estimating computational noise", SIAM J. Sci. Comput. 33):
 * differences of high order of a smooth function over tiny equal steps are nothing but noise, and
 * those of order k have (2k)!/(k!)^2 times its variance. The tables lie on either side of the
 * point, along one random direction, and over steps of two lengths, since a step that is too short
 * for the function shows no rounding at all.
 *
 * <p>Since no table crosses the point, a kink there is no noise: it shows as a jump of the gradient
 * between the two sides, far beyond the noise on either, that does not shrink with the step. Costs
 * 20 gradients. A table that leaves the domain of f counts for nothing.
 */
final class NoiseProbe {

  /** Values in a table. */
  private static final int VALUES = 5;

  /** Differences of lower order may hold slope and curvature. */
  private static final int LOWEST_ORDER = 2;

  /** Steps relative to the scale of each coordinate: 2^8 and 2^18 units in the last place. */
  private static final double[] STEPS = {0x1p-44, 0x1p-34};

  /** Of standard deviations, for a bound. */
  private static final double DEVIATIONS = 3;

  /** A jump is a kink where it is this many times the noise on either side. */
  private static final double JUMP = 100;

  /** A kink jumps by the same over steps a thousand times as long, a smooth gradient by more. */
  private static final double SAME = 0.1;

  /** Jumps below this part of the gradient's own size change nothing that matters. */
  private static final double RELATIVE_JUMP = 1e-8;

  private static final double UNIT = 0x1p-53;

  private final Evaluation here;
  private final double[] direction;
  private final int n;
  private double products;
  private double value;
  private final double[] gradient;

  NoiseProbe(Evaluation here, RandomGenerator random) {
    this.here = here;
    n = here.point().length;
    direction = Directions.scaled(here.point(), random);
    gradient = new double[n];
  }

  /** One side of the point: the first evaluations are the nearest. */
  private record Side(List<Evaluation> evaluations) {

    boolean isComplete() {
      return evaluations.size() == VALUES;
    }

    double[] nearestGradient() {
      return evaluations.get(0).gradient();
    }
  }

  /** Measures. */
  PointErrors measure() {
    value = UNIT * Math.abs(here.value());
    for (int i = 0; i < n; i++) {
      gradient[i] = UNIT * Math.abs(here.gradient()[i]);
    }
    List<double[]> jumps = new ArrayList<>();
    for (double step : STEPS) {
      Side ahead = side(step);
      Side behind = side(-step);
      addNoise(ahead);
      addNoise(behind);
      if (ahead.isComplete() && behind.isComplete()) {
        jumps.add(Vectors.subtract(ahead.nearestGradient(), behind.nearestGradient()));
      }
    }
    boolean kink = jumps.size() == STEPS.length && isKink(jumps.get(0), jumps.get(1));
    addPointRounding(jumps);
    return new PointErrors(!kink, value, gradient, false, products);
  }

  private Side side(double step) {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int k = 1; k <= VALUES; k++) {
      double[] x = here.point().clone();
      Vectors.addScaled(x, k * step, direction);
      try {
        products += 1;
        Evaluation there = here.objective().at(x);
        if (Vectors.isFinite(there.gradient()) && Double.isFinite(there.value())) {
          evaluations.add(there);
        }
      } catch (RuntimeException outside) {
        break;
      }
    }
    return new Side(evaluations);
  }

  private void addNoise(Side side) {
    if (!side.isComplete()) {
      return;
    }
    double[] row = new double[VALUES];
    for (int k = 0; k < VALUES; k++) {
      row[k] = side.evaluations().get(k).value();
    }
    value = Math.max(value, DEVIATIONS * deviation(row));
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < VALUES; k++) {
        row[k] = side.evaluations().get(k).gradient()[i];
      }
      gradient[i] = Math.max(gradient[i], DEVIATIONS * deviation(row));
    }
  }

  /** Returns the largest deviation that differences of the higher orders show; spoils the row. */
  private static double deviation(double[] row) {
    double largest = 0;
    double variance = 1; // of differences of order k: (2k)! / (k!)^2 = binomial(2k, k)
    for (int order = 1; order < VALUES; order++) {
      variance *= (4.0 * order - 2) / order;
      double squares = 0;
      int count = VALUES - order;
      for (int k = 0; k < count; k++) {
        row[k] = row[k + 1] - row[k];
        squares += row[k] * row[k];
      }
      if (order >= LOWEST_ORDER) {
        largest = Math.max(largest, Math.sqrt(squares / count / variance));
      }
    }
    return largest;
  }

  /** The step grows by a thousand from one jump to the other. */
  private boolean isKink(double[] near, double[] far) {
    double size = Vectors.maxAbs(here.gradient());
    for (int i = 0; i < n; i++) {
      double jump = Math.abs(near[i]);
      boolean large = jump > JUMP * gradient[i] && jump > RELATIVE_JUMP * size;
      if (large && Math.abs(far[i] - near[i]) <= SAME * jump) {
        return true;
      }
    }
    return false;
  }

  /** By the longer step: what it changes, scaled down to half a unit in the last place. */
  private void addPointRounding(List<double[]> jumps) {
    if (jumps.isEmpty()) {
      return;
    }
    double[] longest = jumps.get(jumps.size() - 1);
    double moved = 2 * STEPS[jumps.size() - 1];
    for (int i = 0; i < n; i++) {
      gradient[i] += 4 * Math.abs(longest[i]) / moved * UNIT;
    }
  }
}

package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.rounding.Surroundings;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Follows the floor of a valley by values of f, from a null direction: at each length the point x +
 * t v goes down within the positive part of the Hessian by a few Newton steps. The change that is
 * beyond the errors of f, and beyond what first and second derivatives explain, at the shortest
 * length decides; it must persist at {@value #CONFIRMATION} times that length.
 *
 * <p>Lengths are powers of 4 times a first one: up to {@value #UP} longer ones until a change is
 * seen, and shorter ones until none is. Costs up to 15 products a length.
 */
final class FloorWalk {

  private static final double GROWTH = 4;
  private static final double CONFIRMATION = 1.5;

  /** 4^400 = 1e240 times the first length, which may be that of the smallest changes of f. */
  private static final int UP = 400;

  /** To the smallest double from 1, for functions of which nothing but values is known. */
  private static final int DOWN = 540;

  /** So many lengths without a change end the way down: noise and changes of sign are passed. */
  private static final int SILENT = 3;

  /** A change counts beyond this many times the errors of both values. */
  private static final double BEYOND_ERRORS = 3;

  private static final int CORRECTIONS = 5;

  /** As often the shortest length is lengthened where a longer one does not agree with it. */
  private static final int CONFIRMATIONS = 100;

  /** What f does near a critical point grows at least as the length's square; a jump does not. */
  private static final double LEAST_POWER = 1.5;

  /** A rise counts where the Newton step promises to take back no more than this share of it. */
  private static final double ON_FLOOR = 0.1;

  /** A Newton step within reach of its model falls by about what it promises. */
  private static final double MODEL = 4;

  private final double[] base;
  private final double baseError;
  private final double baseValue;
  private final double[] gradient;
  private final double explained;
  private final UnaryOperator<double[]> inverse;
  private final ValueErrors values;
  private final Surroundings surroundings;

  /**
   * @param base where the walk starts: on the valley floor
   * @param inverse v to H^+ v
   */
  FloorWalk(
      double[] base,
      UnaryOperator<double[]> inverse,
      ValueErrors values,
      Surroundings surroundings) {
    this.base = base;
    this.inverse = inverse;
    this.values = values;
    this.surroundings = surroundings;
    ValueErrors.Value value = values.at(base);
    this.baseValue = value.value();
    this.baseError = value.error();
    this.gradient = surroundings.gradient(base);
    this.explained = Vectors.dot(gradient, inverse.apply(gradient));
  }

  /**
   * What f does over the shortest length at which that is seen.
   *
   * @param change of f; 0 where none is beyond errors
   * @param length in units of the direction
   * @param point where
   * @param order the power of the length that the change grows with, rounded
   */
  record Change(double change, double length, double[] point, int order) {}

  /**
   * Walks one way.
   *
   * @param v the null direction
   * @param curvature a bound on |v'Hv| / 2, 0 where it is not known
   * @param first the first length
   */
  Change walk(double[] v, double curvature, double first) {
    double shortest = shortest(v, curvature, first);
    for (int k = 0; shortest > 0 && k < CONFIRMATIONS; k++) {
      Step step = step(v, curvature, shortest);
      Step further = step(v, curvature, CONFIRMATION * shortest);
      if (step.counts() && further.counts() && (step.change < 0) == (further.change < 0)) {
        double power = Math.log(further.change / step.change) / Math.log(CONFIRMATION);
        if (power >= LEAST_POWER) {
          return new Change(step.change, shortest, step.point, (int) Math.rint(power));
        }
      }
      shortest *= GROWTH; // the rounding of the point may hide the change at the shortest length
    }
    return new Change(0, 0, base, 0);
  }

  /**
   * Goes on from where f was seen to fall while it falls.
   *
   * @param size up to which length
   * @return the lowest point
   */
  double[] further(double[] v, Change seen, double size) {
    double[] lowest = seen.point;
    double change = seen.change;
    for (double length = 2 * seen.length; length <= size; length *= 2) {
      Step step = step(v, 0, length);
      if (!(step.change < change)) {
        return lowest;
      }
      lowest = step.point;
      change = step.change;
    }
    return lowest;
  }

  /** Returns the shortest length at which a change counts, 0 where there is none. */
  private double shortest(double[] v, double curvature, double first) {
    double length = first;
    for (int k = 0; k < UP && !step(v, curvature, length).counts(); k++) {
      length *= GROWTH;
    }
    double shortest = 0;
    int silent = 0;
    for (int k = 0; k < DOWN && silent < SILENT && moves(v, length); k++) {
      boolean counts = step(v, curvature, length).counts();
      shortest = counts ? length : shortest;
      silent = counts ? 0 : silent + 1;
      length /= GROWTH;
    }
    return shortest;
  }

  private boolean moves(double[] v, double length) {
    for (int i = 0; i < v.length; i++) {
      if (base[i] + length * v[i] != base[i]) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param above how much higher than the floor the point still is
   */
  private record Step(double change, double threshold, double above, double[] point) {
    /** A fall counts anywhere, a rise on the floor only. */
    boolean counts() {
      return change < -threshold || (change > threshold && above < ON_FLOOR * change);
    }
  }

  private Step step(double[] v, double curvature, double length) {
    double[] point = base.clone();
    Vectors.addScaled(point, length, v);
    ValueErrors.Value value = values.at(point);
    double[] slope = surroundings.gradient(point);
    for (int k = 0; k < CORRECTIONS; k++) {
      Corrected lower = corrected(point, slope, value);
      if (lower == null) {
        break;
      }
      point = lower.point;
      value = lower.value;
      slope = surroundings.gradient(point);
    }
    double above = 0.5 * Vectors.dot(slope, inverse.apply(slope));
    double derivatives =
        2 * length * Math.abs(Vectors.dot(gradient, v)) + 2 * length * length * curvature;
    double threshold =
        BEYOND_ERRORS * (value.error() + baseError) + derivatives + explained + ValueErrors.TINY;
    return new Step(value.value() - baseValue, threshold, above, point);
  }

  private record Corrected(double[] point, ValueErrors.Value value) {}

  /** Returns the point after a Newton step that falls as its model says, or null. */
  private @Nullable Corrected corrected(double[] point, double[] slope, ValueErrors.Value value) {
    double[] step = inverse.apply(slope);
    double promised = 0.5 * Vectors.dot(slope, step);
    if (!(promised > value.error())) {
      return null;
    }
    double[] lower = Vectors.subtract(point, step);
    ValueErrors.Value reached = values.at(lower);
    double fallen = value.value() - reached.value();
    return fallen > 0 && fallen < MODEL * promised ? new Corrected(lower, reached) : null;
  }
}

package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.rounding.Surroundings;
import java.util.Optional;

/**
 * A point that is lower than another by more than the errors of f at both, along a direction of
 * negative curvature. Values only: some hundred at the most, one half of a product each.
 *
 * @param point n coordinates
 * @param value f there
 */
public record LowerNeighbour(double[] point, double value) {

  /** The first length is where f should fall by this many times its error. */
  private static final double VISIBLE = 10;

  private static final double GROWTH = 2;

  /** 2^48 times the first length: f then falls by 1e30 times its error, or not as it promised. */
  private static final int LENGTHS = 48;

  /**
   * In units in which f falls by 1/2, where f has no error: roots of eps of it, and as far again
   * before the third order counts.
   */
  private static final double SHORTEST = 0x1p-26;

  /**
   * Searches both ways at growing lengths.
   *
   * @param direction in whose length f falls by 1/2 to second order; n entries
   */
  public static Optional<LowerNeighbour> along(Surroundings around, double[] direction) {
    double length = Math.max(SHORTEST, Math.sqrt(2 * VISIBLE * around.error()));
    for (int k = 0; k < LENGTHS; k++) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        double[] point = around.moved(sign * length, direction);
        if (around.drop(point) > 0) {
          return Optional.of(further(around, sign * length, direction));
        }
      }
      length *= GROWTH;
    }
    return Optional.empty();
  }

  /**
   * Goes on while f falls, up to the size of the point: a run that starts farther from a saddle
   * leaves it sooner.
   */
  private static LowerNeighbour further(Surroundings around, double length, double[] direction) {
    double size = Math.max(1, Vectors.norm(around.moved(0, direction))) / Vectors.norm(direction);
    double[] lowest = around.moved(length, direction);
    double value = around.value(lowest);
    for (double next = GROWTH * length; Math.abs(next) <= size; next *= GROWTH) {
      double[] point = around.moved(next, direction);
      double there = around.value(point);
      if (!(there < value)) {
        break;
      }
      lowest = point;
      value = there;
    }
    return new LowerNeighbour(lowest, value);
  }
}

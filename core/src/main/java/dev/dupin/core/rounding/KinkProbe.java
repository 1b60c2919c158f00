package dev.dupin.core.rounding;

import dev.dupin.core.linear.Vectors;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Values of f around a point where it is not differentiable: both ways along the coordinates, and
 * along random directions, at lengths from the coordinates' own size downward. At most 200 values.
 *
 * @param lowest the lowest value, NaN where none is known
 * @param count how many points were looked at
 * @param lower the lowest point that is lower than the centre by more than the errors of f
 */
public record KinkProbe(double lowest, int count, Optional<Lower> lower) {

  /** From the size of the point down to the root of eps of it. */
  private static final double[] LENGTHS = {0.1, 1e-2, 1e-4, 1e-6, 1e-8};

  private static final int MOST = 200;

  /** Directions across the coordinates, in which a crease between two of them shows. */
  private static final int RANDOM_DIRECTIONS = 4;

  /**
   * A point that is lower than the centre.
   *
   * @param point n coordinates, finite; frozen
   * @param value f there
   */
  public record Lower(double[] point, double value) {}

  /** Looks around a point. */
  public static KinkProbe around(Surroundings around, RandomGenerator random) {
    double[] centre = around.moved(0, new double[around.dimension()]);
    int n = centre.length;
    int coordinates = Math.min(n, MOST / (2 * LENGTHS.length) - RANDOM_DIRECTIONS);
    Search search = new Search(around);
    for (int k = 0; k < coordinates + RANDOM_DIRECTIONS; k++) {
      double[] direction = new double[n];
      if (k < coordinates) {
        int i = n == coordinates ? k : random.nextInt(n);
        direction[i] = size(centre[i]);
      } else {
        for (int i = 0; i < n; i++) {
          direction[i] = random.nextGaussian() * size(centre[i]);
        }
      }
      search.along(direction);
    }
    return search.result();
  }

  /** The scale of a coordinate is its size; of one that is zero nothing is known but that of 1. */
  private static double size(double coordinate) {
    return coordinate == 0 ? 1 : Math.abs(coordinate);
  }

  private static final class Search {
    private final Surroundings around;
    private double lowest = Double.POSITIVE_INFINITY;
    private double largestDrop;
    private int count;
    private Optional<Lower> best = Optional.empty();

    Search(Surroundings around) {
      this.around = around;
    }

    void along(double[] direction) {
      for (double length : LENGTHS) {
        look(around.moved(length, direction));
        look(around.moved(-length, direction));
      }
    }

    private void look(double[] point) {
      count++;
      double value = around.value(point);
      double drop = around.drop(point, value);
      if (drop > largestDrop && Vectors.isFinite(point)) {
        largestDrop = drop;
        best = Optional.of(new Lower(point, value));
      }
      lowest = value < lowest ? value : lowest;
    }

    KinkProbe result() {
      return new KinkProbe(lowest < Double.POSITIVE_INFINITY ? lowest : Double.NaN, count, best);
    }
  }
}

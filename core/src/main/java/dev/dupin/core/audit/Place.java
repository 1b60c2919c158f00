package dev.dupin.core.audit;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A point at which an objective is audited.
 *
 * @param objective under audit
 * @param here its evaluation there
 * @param label of the point, for people
 * @param names of the coordinates
 * @param random seeded
 */
record Place(
    Objective objective,
    Evaluation here,
    String label,
    CoordinateNames names,
    RandomGenerator random) {

  /** Coordinates that are nearly zero are taken to be of this size; zero itself, of size 1. */
  private static final double SMALLEST_SIZE = 1e-6;

  int dimension() {
    return objective.dimension();
  }

  <S extends Structure> Optional<S> structure(Class<S> kind) {
    return objective.structures().contains(kind) ? here.structure(kind) : Optional.empty();
  }

  /** Returns the evaluation at x + t v. */
  Evaluation moved(double[] v, double t) {
    double[] x = here.point().clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += t * v[i];
    }
    return objective.at(x);
  }

  /** Returns the size of a coordinate, by which steps along it are measured. */
  double size(int coordinate) {
    return size(here.point(), coordinate);
  }

  static double size(double[] x, int coordinate) {
    return x[coordinate] == 0 ? 1 : Math.max(SMALLEST_SIZE, Math.abs(x[coordinate]));
  }

  /** Returns a direction along the coordinates from..to - 1, each by its size up or down. */
  double[] direction(int from, int to) {
    double[] v = new double[dimension()];
    for (int i = from; i < to; i++) {
      v[i] = random.nextBoolean() ? size(i) : -size(i);
    }
    return v;
  }
}

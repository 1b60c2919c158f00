package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Directions of a null space: basis vectors, and random combinations of all of them. */
final class NullDirections {

  private final double[][] basis;
  private final RandomGenerator random;

  NullDirections(double[][] basis, RandomGenerator random) {
    this.basis = basis;
    this.random = random;
  }

  /** Returns basis vectors, all if half of the number allows, and random combinations. */
  List<double[]> some(int number) {
    List<double[]> directions = new ArrayList<>();
    int single = Math.min(basis.length, Math.max(1, (number + 1) / 2));
    for (int k = 0; k < single; k++) {
      directions.add(basis[k]);
    }
    while (basis.length > 1 && directions.size() < number) {
      directions.add(combination());
    }
    return directions;
  }

  double[] combination() {
    double[] direction = new double[basis[0].length];
    double scale = 1 / Math.sqrt(basis.length);
    for (double[] vector : basis) {
      Vectors.addScaled(direction, scale * random.nextGaussian(), vector);
    }
    return direction;
  }
}

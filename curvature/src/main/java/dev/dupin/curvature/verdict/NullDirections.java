package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Directions of a null space. */
final class NullDirections {

  private final double[][] basis;
  private final RandomGenerator random;

  NullDirections(double[][] basis, RandomGenerator random) {
    this.basis = basis;
    this.random = random;
  }

  /** Returns all basis vectors and then random combinations, none where there is one only. */
  List<double[]> withRandom(int number) {
    List<double[]> directions = new ArrayList<>(Arrays.asList(basis));
    for (int k = 0; k < number && basis.length > 1; k++) {
      directions.add(combination());
    }
    return directions;
  }

  private double[] combination() {
    double[] direction = new double[basis[0].length];
    double scale = 1 / Math.sqrt(basis.length);
    for (double[] vector : basis) {
      Vectors.addScaled(direction, scale * random.nextGaussian(), vector);
    }
    return direction;
  }
}

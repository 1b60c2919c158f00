package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
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

  /**
   * Returns basis vectors, as many as that, spread evenly, and random combinations of all of them;
   * none where there is one vector only.
   */
  List<double[]> some(int vectors, int combinations) {
    List<double[]> directions = new ArrayList<>();
    int single = Math.min(vectors, basis.length);
    for (int k = 0; k < single; k++) {
      directions.add(basis[(int) ((long) k * basis.length / single)]);
    }
    for (int k = 0; k < combinations && basis.length > 1; k++) {
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

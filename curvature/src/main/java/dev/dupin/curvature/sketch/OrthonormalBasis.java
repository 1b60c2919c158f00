package dev.dupin.curvature.sketch;

import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
import java.util.List;

/** An orthonormal basis of the space of some vectors, by Gram and Schmidt, every vector twice. */
final class OrthonormalBasis {

  /** What is left of a vector below this part of it is rounding. */
  private static final double ROUNDING = 0x1p-45;

  private final List<double[]> vectors;

  OrthonormalBasis(int room) {
    vectors = new ArrayList<>(room);
  }

  /** Adds the direction of a vector that is new, if it has one. The vector is not kept. */
  void add(double[] vector) {
    double length = Vectors.norm(vector);
    double[] rest = vector.clone();
    removeFrom(rest);
    removeFrom(rest);
    double left = Vectors.norm(rest);
    if (left > ROUNDING * length) {
      vectors.add(Vectors.scale(1 / left, rest));
    }
  }

  private void removeFrom(double[] vector) {
    for (double[] known : vectors) {
      Vectors.addScaled(vector, -Vectors.dot(known, vector), known);
    }
  }

  double[][] vectors() {
    return vectors.toArray(new double[0][]);
  }

  double[] combine(double[] coordinates) {
    double[] sum = new double[vectors.get(0).length];
    for (int k = 0; k < coordinates.length; k++) {
      Vectors.addScaled(sum, coordinates[k], vectors.get(k));
    }
    return sum;
  }
}

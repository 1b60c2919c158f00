package dev.dupin.objectives.regression;

import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
import java.util.List;

/**
 * An orthonormal basis of the space that some vectors span, by modified Gram-Schmidt, twice over
 * (Giraud, Langou and Rozloznik 2005, "The loss of orthogonality in the Gram-Schmidt
 * orthogonalization process").
 */
final class RowSpace {

  // What is left of a vector below this share of it is rounding, not a new direction.
  private static final double NEW_DIRECTION = 1e-10;

  // Multiply-adds in all: about two seconds.
  private static final double MOST_WORK = 2e9;

  private final int n;
  private final List<double[]> basis = new ArrayList<>();
  private double work;

  RowSpace(int n) {
    this.n = n;
  }

  /** Returns whether the vectors span everything, or it would take too long to find out. */
  boolean isFull() {
    return basis.size() == n || work > MOST_WORK;
  }

  /** Adds a vector of n entries: at most 4 n^2 multiply-adds. A full space stays as it is. */
  void add(double[] vector) {
    if (isFull()) {
      return;
    }
    work += 4.0 * n * basis.size();
    double[] rest = rest(vector);
    double norm = Vectors.norm(rest);
    if (norm > NEW_DIRECTION * Vectors.norm(vector)) {
      basis.add(Vectors.scale(1 / norm, rest));
    }
  }

  /** Returns the part of a vector that is orthogonal to the space. */
  double[] rest(double[] vector) {
    double[] rest = vector.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (double[] direction : basis) {
        Vectors.addScaled(rest, -Vectors.dot(direction, rest), direction);
      }
    }
    return rest;
  }
}

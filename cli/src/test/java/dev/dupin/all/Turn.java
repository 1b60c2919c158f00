package dev.dupin.all;

import dev.dupin.core.linear.Vectors;
import java.util.SplittableRandom;

/** Random orthonormal vectors. */
final class Turn {

  private Turn() {}

  /** Returns n orthonormal rows, by the method of Gram and Schmidt applied twice. */
  static double[][] rotation(SplittableRandom random, int n) {
    double[][] rows = new double[n][];
    for (int k = 0; k < n; k++) {
      double[] row = random.doubles(n, -1, 1).toArray();
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          Vectors.addScaled(row, -Vectors.dot(rows[j], row), rows[j]);
        }
        row = Vectors.scale(1 / Vectors.norm(row), row);
      }
      rows[k] = row;
    }
    return rows;
  }
}

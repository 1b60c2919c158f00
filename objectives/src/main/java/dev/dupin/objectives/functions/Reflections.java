package dev.dupin.objectives.functions;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * An orthogonal matrix Q = H_1 … H_k of Householder reflections H = I - 2 u u', |u| = 1
 * (Householder 1958). A product takes 4 k n operations; nothing of size n x n is stored.
 *
 * @param normals the vectors u, n entries each
 */
record Reflections(List<double[]> normals) {

  /** Returns reflections whose normals are uniform on the sphere. */
  static Reflections random(int count, int n, RandomGenerator random) {
    return new Reflections(Stream.generate(() -> unit(n, random)).limit(count).toList());
  }

  private static double[] unit(int n, RandomGenerator random) {
    double[] u = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = random.nextGaussian();
    }
    return Vectors.scale(1 / Vectors.norm(u), u);
  }

  /** Turns v into Q v, in place. */
  void apply(double[] v) {
    for (int k = normals.size() - 1; k >= 0; k--) {
      reflect(normals.get(k), v);
    }
  }

  /** Turns v into Q' v, in place. */
  void transposed(double[] v) {
    normals.forEach(u -> reflect(u, v));
  }

  private static void reflect(double[] u, double[] v) {
    Vectors.addScaled(v, -2 * Vectors.dot(u, v), u);
  }

  /** Turns M into Q M Q', in place. */
  void conjugate(DenseSymmetric m) {
    for (int k = normals.size() - 1; k >= 0; k--) {
      conjugate(normals.get(k), m);
    }
  }

  /**
   * H M H = M - 2 (u w' + w u') with w = M u - (u'M u) u (Golub and Van Loan 2013, "Matrix
   * Computations", section 8.3.1), which leaves both triangles the same bits.
   */
  private static void conjugate(double[] u, DenseSymmetric m) {
    double[] w = new double[u.length];
    m.apply(u, w);
    Vectors.addScaled(w, -Vectors.dot(u, w), u);
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < u.length; j++) {
        m.values()[i * u.length + j] -= 2 * (u[i] * w[j] + w[i] * u[j]);
      }
    }
  }
}

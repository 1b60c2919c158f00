package dev.dupin.all;

import dev.dupin.core.linear.Vectors;
import dev.dupin.objectives.network.DeepLinear;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A critical point of |W_2 W_1 - Y|^2 / 2 that keeps some of the singular values of Y (C2 of the
 * oracles): W_1 has the rows sqrt(s_a) v_a', W_2 the columns sqrt(s_a) u_a, a in the kept set, and
 * zeros.
 *
 * @param singular values of Y, positive
 * @param kept for each of them, whether it is kept; at most as many as there are hidden units
 */
record DeepLinearPoint(
    int inputs, int outputs, int hidden, double[] singular, boolean[] kept, long seed) {

  static DeepLinearPoint random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int inputs = 1 + random.nextInt(6);
    int outputs = 1 + random.nextInt(6);
    int hidden = 1 + random.nextInt(5);
    double[] singular = new double[1 + random.nextInt(Math.min(inputs, outputs))];
    boolean[] kept = new boolean[singular.length];
    int left = hidden;
    for (int k = 0; k < singular.length; k++) {
      singular[k] = Math.exp(random.nextDouble(-3, 2));
      kept[k] = left > 0 && random.nextBoolean();
      left -= kept[k] ? 1 : 0;
    }
    return new DeepLinearPoint(inputs, outputs, hidden, singular, kept, seed);
  }

  private double[][] left() {
    return orthonormal(outputs, seed + 1);
  }

  private double[][] right() {
    return orthonormal(inputs, seed + 2);
  }

  /** The method of Gram and Schmidt, twice. */
  private static double[][] orthonormal(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] vectors = new double[n][];
    for (int k = 0; k < n; k++) {
      double[] vector = random.doubles(n, -1, 1).toArray();
      for (int twice = 0; twice < 2; twice++) {
        for (int j = 0; j < k; j++) {
          Vectors.addScaled(vector, -Vectors.dot(vectors[j], vector), vectors[j]);
        }
        vector = Vectors.scale(1 / Vectors.norm(vector), vector);
      }
      vectors[k] = vector;
    }
    return vectors;
  }

  DeepLinear objective() {
    double[][] left = left();
    double[][] right = right();
    double[][] target = new double[outputs][inputs];
    for (int k = 0; k < singular.length; k++) {
      for (int i = 0; i < outputs; i++) {
        Vectors.addScaled(target[i], singular[k] * left[k][i], right[k]);
      }
    }
    return new DeepLinear(
        new DeepLinear.Config(
            List.of(inputs, hidden, outputs), Optional.of(target), Optional.empty(), false));
  }

  double[] point() {
    double[][] left = left();
    double[][] right = right();
    double[] point = new double[hidden * (inputs + outputs)];
    int unit = 0;
    for (int k = 0; k < singular.length; k++) {
      if (kept[k]) {
        double root = Math.sqrt(singular[k]);
        for (int j = 0; j < inputs; j++) {
          point[unit * inputs + j] = root * right[k][j];
        }
        for (int i = 0; i < outputs; i++) {
          point[hidden * inputs + i * hidden + unit] = root * left[k][i];
        }
        unit++;
      }
    }
    return point;
  }

  /** Returns (h - |S|) #{j not in S} + #{(a, j): s_j > s_a}. */
  int index() {
    int free = hidden;
    for (boolean one : kept) {
      free -= one ? 1 : 0;
    }
    int index = 0;
    for (int j = 0; j < singular.length; j++) {
      index += kept[j] ? 0 : free;
      for (int a = 0; a < singular.length; a++) {
        index += !kept[j] && kept[a] && singular[j] > singular[a] ? 1 : 0;
      }
    }
    return index;
  }

  /** Returns the smallest eigenvalue of the Hessian, at most 0. */
  double smallest() {
    double smallest = 0;
    for (int j = 0; j < singular.length; j++) {
      if (kept[j]) {
        continue;
      }
      for (int a = 0; a < singular.length; a++) {
        smallest = kept[a] ? Math.min(smallest, singular[a] - singular[j]) : smallest;
      }
      smallest = hasFreeUnit() ? Math.min(smallest, -singular[j]) : smallest;
    }
    return smallest;
  }

  private boolean hasFreeUnit() {
    int free = hidden;
    for (boolean one : kept) {
      free -= one ? 1 : 0;
    }
    return free > 0;
  }
}

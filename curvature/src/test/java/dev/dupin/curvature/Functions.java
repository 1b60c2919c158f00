package dev.dupin.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.List;
import java.util.Random;

/** Functions and matrices whose curvature is known. */
public final class Functions {

  private Functions() {}

  /** f = x'Ax/2 - b'x. */
  public static SmoothFunction quadratic(DenseSymmetric matrix, double[] linear) {
    return new SmoothFunction(
        matrix.n(),
        x -> 0.5 * Vectors.dot(x, product(matrix, x)) - Vectors.dot(linear, x),
        x -> Vectors.subtract(product(matrix, x), linear),
        x -> matrix.values(),
        SmoothFunction.ALL);
  }

  public static double[] product(DenseSymmetric matrix, double[] v) {
    double[] product = new double[v.length];
    matrix.apply(v, product);
    return product;
  }

  /** Returns Q diag(eigenvalues) Q' with a random orthogonal Q. */
  public static DenseSymmetric withEigenvalues(Random random, double... eigenvalues) {
    int n = eigenvalues.length;
    double[][] q = orthogonal(random, n);
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += q[k][i] * eigenvalues[k] * q[k][j];
        }
        values[i * n + j] = sum;
        values[j * n + i] = sum;
      }
    }
    return new DenseSymmetric(n, values);
  }

  /** Returns orthonormal rows, by Gram and Schmidt done twice. */
  public static double[][] orthogonal(Random random, int n) {
    double[][] rows = new double[n][];
    for (int k = 0; k < n; k++) {
      double[] row = normal(random, n);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          Vectors.addScaled(row, -Vectors.dot(rows[j], row), rows[j]);
        }
      }
      rows[k] = Vectors.scale(1 / Vectors.norm(row), row);
    }
    return rows;
  }

  public static double[] normal(Random random, int n) {
    return random.doubles(n).map(ignored -> random.nextGaussian()).toArray();
  }

  public static Polynomial rosenbrock() {
    List<Polynomial> x = Polynomial.variables(2);
    Polynomial valley = x.get(1).minus(x.get(0).power(2)).power(2).times(100);
    return valley.plus(x.get(0).times(-1).plus(1).power(2));
  }

  /** f = sum of log(1 + exp(-b a'x)) + |x|^2 / 2: convex, with every derivative. */
  public static SmoothFunction logistic(double[][] rows) {
    int n = rows[0].length;
    return new SmoothFunction(
        n,
        x -> {
          double sum = 0.5 * Vectors.dot(x, x);
          for (double[] row : rows) {
            sum += Math.log1p(Math.exp(-Vectors.dot(row, x)));
          }
          return sum;
        },
        x -> {
          double[] gradient = x.clone();
          for (double[] row : rows) {
            Vectors.addScaled(gradient, -1 / (1 + Math.exp(Vectors.dot(row, x))), row);
          }
          return gradient;
        },
        x -> {
          double[] hessian = new double[n * n];
          for (int i = 0; i < n; i++) {
            hessian[i * n + i] = 1;
          }
          for (double[] row : rows) {
            double p = 1 / (1 + Math.exp(Vectors.dot(row, x)));
            for (int i = 0; i < n; i++) {
              for (int j = 0; j < n; j++) {
                hessian[i * n + j] += p * (1 - p) * row[i] * row[j];
              }
            }
          }
          return hessian;
        },
        SmoothFunction.ALL);
  }
}

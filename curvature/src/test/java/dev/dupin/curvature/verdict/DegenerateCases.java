package dev.dupin.curvature.verdict;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Judges degenerate points: null space and inverse come from the Hessian scaled to its diagonal.
 */
final class DegenerateCases {

  /** An eigenvalue of the scaled Hessian below this counts as zero. */
  private static final double NULL = 1e-9;

  private DegenerateCases() {}

  /** A function with a degenerate critical point. */
  record Case(String name, DifferentiableFunction function, double[] point) {

    @Override
    public String toString() {
      return name;
    }

    /** Returns c f(R(x - shift)), with the point there, for a random rotation R and shift. */
    Case rotated(long seed) {
      int n = point.length;
      double[][] rows = rotation(n, seed);
      double[] shift = new double[n];
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < n; i++) {
        shift[i] = random.nextInt(-3, 4);
      }
      DifferentiableFunction turned =
          x -> {
            Real[] y = new Real[n];
            for (int i = 0; i < n; i++) {
              y[i] = x[0].subtract(shift[0]).multiply(rows[i][0]);
              for (int j = 1; j < n; j++) {
                y[i] = y[i].add(x[j].subtract(shift[j]).multiply(rows[i][j]));
              }
            }
            return function.apply(y);
          };
      double[] there = shift.clone();
      for (int i = 0; i < n; i++) {
        Vectors.addScaled(there, point[i], rows[i]);
      }
      return new Case(name + ", rotated", turned, there);
    }

    Case times(double c) {
      return new Case(name + " times " + c, x -> function.apply(x).multiply(c), point);
    }

    /** Returns f(x / d) at d times the point. */
    Case stretched(double... d) {
      double[] there = new double[point.length];
      for (int i = 0; i < there.length; i++) {
        there[i] = point[i] * d[i];
      }
      DifferentiableFunction stretched =
          x -> {
            Real[] y = new Real[x.length];
            for (int i = 0; i < y.length; i++) {
              y[i] = x[i].divide(d[i]);
            }
            return function.apply(y);
          };
      return new Case(name + ", stretched", stretched, there);
    }

    Objective objective() {
      return new AutodiffObjective(point.length, function);
    }
  }

  private static double[][] rotation(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<double[]> rows = new ArrayList<>();
    while (rows.size() < n) {
      double[] row = new double[n];
      for (int i = 0; i < n; i++) {
        row[i] = random.nextDouble() - 0.5;
      }
      for (double[] other : rows) {
        Vectors.addScaled(row, -Vectors.dot(other, row), other);
      }
      rows.add(Vectors.scale(1 / Vectors.norm(row), row));
    }
    return rows.toArray(new double[0][]);
  }

  static HigherOrder judge(Case of) {
    return judge(of.objective(), of.point());
  }

  static HigherOrder judge(Objective objective, double... point) {
    Evaluation here = objective.at(point);
    int n = point.length;
    double[] h = objective.at(point).structure(HessianMatrix.class).orElseThrow().matrix().values();
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = h[i * n + i] > 0 ? 1 / Math.sqrt(h[i * n + i]) : 1;
    }
    double[] scaled = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      scaled[i] = d[i / n] * h[i] * d[i % n];
    }
    DenseEigen eigen = DenseEigen.of(new DenseSymmetric(n, scaled));
    List<double[]> basis = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      if (Math.abs(eigen.value(k)) <= NULL) {
        basis.add(product(d, eigen.vector(k)));
      }
    }
    double error =
        here.structure(DirectionalDerivatives.class)
            .map(line -> line.errors(new double[n], 0)[0])
            .orElse(Double.NaN);
    return new DegeneratePoint(
            here,
            basis.toArray(new double[0][]),
            v -> inverse(eigen, d, v),
            error,
            new SplittableRandom(7),
            DegeneratePoint.PROBES)
        .judge();
  }

  private static double[] inverse(DenseEigen eigen, double[] d, double[] v) {
    double[] scaled = product(d, v);
    double[] result = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      if (eigen.value(k) > NULL) {
        eigen.addScaled(result, eigen.component(k, scaled) / eigen.value(k), k);
      }
    }
    return product(d, result);
  }

  private static double[] product(double[] d, double[] v) {
    double[] product = v.clone();
    for (int i = 0; i < d.length; i++) {
      product[i] *= d[i];
    }
    return product;
  }
}

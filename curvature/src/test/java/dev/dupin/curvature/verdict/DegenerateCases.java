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

    /** Returns f after a change of coordinates x + quadratic terms, which fixes 0 and its kind. */
    Case bent(long seed) {
      int n = point.length;
      SplittableRandom random = new SplittableRandom(seed);
      double[] bends = random.doubles((long) n * n * n, -1, 1).toArray();
      DifferentiableFunction bent =
          x -> {
            Real[] y = new Real[n];
            for (int i = 0; i < n; i++) {
              y[i] = x[i];
              for (int j = 0; j < n; j++) {
                for (int k = 0; k <= j; k++) {
                  y[i] = y[i].add(x[j].multiply(x[k]).multiply(bends[(i * n + j) * n + k]));
                }
              }
            }
            return function.apply(y);
          };
      return new Case(name + ", bent", bent, point);
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
    return judge(of.objective().at(of.point()));
  }

  static HigherOrder judge(Evaluation here, double[]... given) {
    int n = here.point().length;
    double[] h = here.structure(HessianMatrix.class).orElseThrow().matrix().values().clone();
    double[] d = scales(here, h);
    double[] scaled = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      scaled[i] = d[i / n] * h[i] * d[i % n];
    }
    DenseEigen eigen = DenseEigen.of(new DenseSymmetric(n, scaled));
    boolean[] isNull = new boolean[n];
    List<double[]> basis = new ArrayList<>(List.of(given));
    for (int k = 0; k < n; k++) {
      isNull[k] = Math.abs(eigen.value(k)) <= NULL;
      for (double[] v : given) {
        isNull[k] |= Math.abs(eigen.component(k, v)) > 0.5 * Vectors.norm(v);
      }
      if (isNull[k] && given.length == 0) {
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
            v -> inverse(eigen, isNull, d, v),
            error,
            new SplittableRandom(7),
            DegeneratePoint.PROBES)
        .judge();
  }

  private static double[] scales(Evaluation here, double[] h) {
    int n = here.point().length;
    double[] d = new double[n];
    for (int i = 0; i < n; i++) {
      boolean known = h[i * n + i] > error(here, i);
      d[i] = known ? 1 / Math.sqrt(h[i * n + i]) : 1;
      for (int j = 0; j < n && !known; j++) {
        h[i * n + j] = 0;
        h[j * n + i] = 0;
      }
    }
    return d;
  }

  /** Returns the error of a diagonal entry of the Hessian. */
  private static double error(Evaluation here, int i) {
    double[] unit = new double[here.point().length];
    unit[i] = 1;
    return here.structure(DirectionalDerivatives.class)
        .map(line -> line.errors(unit, 2)[2])
        .filter(error -> error >= 0)
        .orElse(0.0);
  }

  private static double[] inverse(DenseEigen eigen, boolean[] isNull, double[] d, double[] v) {
    double[] scaled = product(d, v);
    double[] result = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      if (!isNull[k]) {
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

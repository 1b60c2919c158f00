package dev.dupin.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;

/** Functions with critical points of every kind (C1-C9 of the oracles). */
final class CriticalPoints {

  private CriticalPoints() {}

  static Verdict judge(Objective objective, double... point) {
    return judgeWithin(1e-6, objective, point);
  }

  static Verdict judgeWithin(double tolerance, Objective objective, double... point) {
    return judge(VerdictAnalysis.withDefaults(), objective, tolerance, point);
  }

  static Verdict judge(
      VerdictAnalysis analysis, Objective objective, double tolerance, double... point) {
    return (Verdict)
        analysis.start(objective, new TestContext(tolerance)).findings(objective.at(point));
  }

  /** Wood's function, 15 of More, Garbow and Hillstrom in its first form. */
  static SmoothFunction wood() {
    List<Polynomial> x = Polynomial.variables(4);
    return x.get(0)
        .power(2)
        .minus(x.get(1))
        .power(2)
        .times(100)
        .plus(x.get(0).plus(-1).power(2))
        .plus(x.get(2).power(2).minus(x.get(3)).power(2).times(90))
        .plus(x.get(2).plus(-1).power(2))
        .plus(x.get(1).plus(-1).power(2).times(10.1))
        .plus(x.get(3).plus(-1).power(2).times(10.1))
        .plus(x.get(1).plus(-1).times(x.get(3).plus(-1)).times(19.8))
        .objective();
  }

  /** Brown's almost linear function, 27 of More, Garbow and Hillstrom. */
  static SmoothFunction brownAlmostLinear(int n) {
    List<Polynomial> x = Polynomial.variables(n);
    Polynomial total = Polynomial.constant(n, -(n + 1));
    Polynomial product = Polynomial.constant(n, 1);
    for (Polynomial variable : x) {
      total = total.plus(variable);
      product = product.times(variable);
    }
    Polynomial sum = product.plus(-1).power(2);
    for (int i = 0; i < n - 1; i++) {
      sum = sum.plus(total.plus(x.get(i)).power(2));
    }
    return sum.objective();
  }

  static double[] brownSaddle(int n) {
    double[] point = new double[n];
    point[n - 1] = n + 1;
    return point;
  }

  /** (w_1 ... w_depth - 1)^2 / 2. */
  static SmoothFunction chain(int depth) {
    Polynomial product = Polynomial.constant(depth, 1);
    for (Polynomial weight : Polynomial.variables(depth)) {
      product = product.times(weight);
    }
    return product.plus(-1).power(2).times(0.5).objective();
  }

  /**
   * |W2 W1 - diag(s)|^2 / 2 for square weights; W1 row-major, then W2. The number of singular
   * values is inputs and outputs alike.
   */
  static SmoothFunction deepLinear(int hidden, double... singularValues) {
    int d = singularValues.length;
    List<Polynomial> w = Polynomial.variables(2 * hidden * d);
    Polynomial loss = Polynomial.constant(2 * hidden * d, 0);
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        Polynomial entry = Polynomial.constant(2 * hidden * d, i == j ? -singularValues[i] : 0);
        for (int k = 0; k < hidden; k++) {
          entry = entry.plus(w.get(hidden * d + i * hidden + k).times(w.get(k * d + j)));
        }
        loss = loss.plus(entry.power(2).times(0.5));
      }
    }
    return loss.objective();
  }

  /**
   * The balanced critical point of {@link #deepLinear} that keeps some singular values: one hidden
   * unit for each, sqrt(s) on either side of it, turned by an orthogonal matrix between the layers,
   * which changes nothing.
   */
  static double[] balanced(double[][] turn, double[] singularValues, int... kept) {
    int hidden = turn.length;
    int d = singularValues.length;
    double[] point = new double[2 * hidden * d];
    for (int unit = 0; unit < kept.length; unit++) {
      int a = kept[unit];
      double root = Math.sqrt(singularValues[a]);
      for (int k = 0; k < hidden; k++) {
        point[k * d + a] += turn[unit][k] * root;
        point[hidden * d + a * hidden + k] += turn[unit][k] * root;
      }
    }
    return point;
  }

  /** The spectrum at that point by the closed form of C2, ascending. */
  static double[] balancedSpectrum(int hidden, double[] s, int... kept) {
    int d = s.length;
    List<Integer> keeps = new ArrayList<>();
    for (int a : kept) {
      keeps.add(a);
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      values.addAll(List.of(2 * s[kept[i]], 0.0));
      for (int j = 0; j < i; j++) {
        double sum = s[kept[i]] + s[kept[j]];
        values.addAll(List.of(sum, sum, 0.0, 0.0));
      }
    }
    for (int j = 0; j < d; j++) {
      if (!keeps.contains(j)) {
        for (int a : kept) {
          values.addAll(List.of(s[a] + s[j], s[a] - s[j]));
        }
        for (int unit = kept.length; unit < hidden; unit++) {
          values.addAll(List.of(s[j], -s[j]));
        }
      }
    }
    while (values.size() < 2 * hidden * d) {
      values.add(0.0);
    }
    return values.stream().mapToDouble(value -> value).sorted().toArray();
  }

  /** Newton's method, undamped: to the critical point nearest a start close to it. */
  static double[] newton(Objective objective, int steps, double... start) {
    double[] x = start;
    for (int k = 0; k < steps; k++) {
      Evaluation here = objective.at(x);
      DenseSymmetric hessian =
          here.structure(dev.dupin.core.objective.HessianMatrix.class).orElseThrow().matrix();
      DenseEigen eigen = DenseEigen.of(hessian);
      double[] next = x.clone();
      for (int i = 0; i < x.length; i++) {
        eigen.addScaled(next, -eigen.component(i, here.gradient()) / eigen.value(i), i);
      }
      x = next;
    }
    return x;
  }

  static double norm(double[] v) {
    return Vectors.norm(v);
  }
}

package dev.dupin.optimizers;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.Objective;
import dev.dupin.testkit.TestFunctions;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;

/**
 * Those of the test problems of Moré, Garbow and Hillstrom 1981 that need no table of data, by
 * their numbers: f is the sum of the squares of these residuals.
 */
final class ClassicProblems {

  private final Map<Integer, Objective> problems = new LinkedHashMap<>();

  private ClassicProblems() {
    two();
    three();
    four();
    more();
    systems();
  }

  /** Returns the problems by number. */
  static Map<Integer, Objective> all() {
    return new ClassicProblems().problems;
  }

  private void add(int number, double[] start, Function<Real[], Real[]> residuals) {
    DifferentiableFunction function =
        x -> {
          Real sum = Real.constant(0);
          for (Real residual : residuals.apply(x)) {
            sum = sum.add(residual.square());
          }
          return sum;
        };
    problems.put(number, TestFunctions.startingAt(start, function));
  }

  private void two() {
    add(1, new double[] {-1.2, 1}, x -> rosenbrock(x[0], x[1]));
    add(
        2,
        new double[] {0.5, -2},
        x ->
            new Real[] {
              x[1].negate().add(5).multiply(x[1]).subtract(2).multiply(x[1]).add(x[0]).subtract(13),
              x[1].add(1).multiply(x[1]).subtract(14).multiply(x[1]).add(x[0]).subtract(29)
            });
    add(
        3,
        new double[] {0, 1},
        x ->
            new Real[] {
              x[0].multiply(x[1]).multiply(1e4).subtract(1),
              x[0].negate().exp().add(x[1].negate().exp()).subtract(1.0001)
            });
    add(
        4,
        new double[] {1, 1},
        x -> new Real[] {x[0].subtract(1e6), x[1].subtract(2e-6), x[0].multiply(x[1]).subtract(2)});
    double[] beale = {1.5, 2.25, 2.625};
    add(
        5,
        new double[] {1, 1},
        x -> each(3, i -> x[0].multiply(power(x[1], i + 1).subtract(1)).add(beale[i])));
    add(
        6,
        new double[] {0.3, 0.4},
        x ->
            each(
                10,
                i ->
                    x[0].multiply(i + 1)
                        .exp()
                        .add(x[1].multiply(i + 1).exp())
                        .subtract(2 + 2 * (i + 1))));
  }

  private void three() {
    add(
        7,
        new double[] {-1, 0, 0},
        x -> {
          Real turn = Real.atan2(x[1], x[0]).divide(2 * Math.PI);
          return new Real[] {
            x[2].subtract(turn.multiply(10)).multiply(10),
            x[0].square().add(x[1].square()).sqrt().subtract(1).multiply(10),
            x[2]
          };
        });
    add(
        12,
        new double[] {0, 10, 20},
        x ->
            each(
                10,
                i -> {
                  double t = (i + 1) / 10.0;
                  return x[0].multiply(-t)
                      .exp()
                      .subtract(x[1].multiply(-t).exp())
                      .subtract(x[2].multiply(Math.exp(-t) - Math.exp(-10 * t)));
                }));
  }

  private void four() {
    add(13, new double[] {3, -1, 0, 1}, x -> powellSingular(x, 0));
    add(
        14,
        new double[] {-3, -1, -3, -1},
        x ->
            new Real[] {
              x[1].subtract(x[0].square()).multiply(10),
              x[0].subtract(1),
              x[3].subtract(x[2].square()).multiply(Math.sqrt(90)),
              x[2].subtract(1),
              x[1].add(x[3]).subtract(2).multiply(Math.sqrt(10)),
              x[1].subtract(x[3]).divide(Math.sqrt(10))
            });
    add(
        16,
        new double[] {25, 5, -5, -1},
        x ->
            each(
                20,
                i -> {
                  double t = (i + 1) / 5.0;
                  Real first = x[1].multiply(t).add(x[0]).subtract(Math.exp(t));
                  Real second = x[3].multiply(Math.sin(t)).add(x[2]).subtract(Math.cos(t));
                  return first.square().add(second.square());
                }));
    add(
        18,
        new double[] {1, 2, 1, 1, 1, 1},
        x ->
            each(
                13,
                i -> {
                  double t = (i + 1) / 10.0;
                  double y = Math.exp(-t) - 5 * Math.exp(-10 * t) + 3 * Math.exp(-4 * t);
                  return x[2].multiply(x[0].multiply(-t).exp())
                      .subtract(x[3].multiply(x[1].multiply(-t).exp()))
                      .add(x[5].multiply(x[4].multiply(-t).exp()))
                      .subtract(y);
                }));
  }

  private void more() {
    add(20, new double[6], ClassicProblems::watson);
    add(
        21,
        vector(10, i -> i % 2 == 0 ? -1.2 : 1),
        x -> {
          Real[] r = new Real[10];
          for (int k = 0; k < 10; k += 2) {
            System.arraycopy(rosenbrock(x[k], x[k + 1]), 0, r, k, 2);
          }
          return r;
        });
    add(
        22,
        vector(12, i -> new double[] {3, -1, 0, 1}[i % 4]),
        x -> {
          Real[] r = new Real[12];
          for (int k = 0; k < 12; k += 4) {
            System.arraycopy(powellSingular(x, k), 0, r, k, 4);
          }
          return r;
        });
    add(
        23,
        vector(10, i -> i + 1),
        x ->
            with(
                each(10, i -> x[i].subtract(1).multiply(Math.sqrt(1e-5))),
                sum(x, i -> 1, Real::square).subtract(0.25)));
    add(
        25,
        vector(10, i -> 1 - (i + 1) / 10.0),
        x -> {
          Real weighted = sum(x, i -> i + 1, v -> v.subtract(1));
          return with(with(each(10, i -> x[i].subtract(1)), weighted), weighted.square());
        });
  }

  private void systems() {
    add(
        26,
        vector(10, i -> 0.1),
        x -> {
          Real cosines = sum(x, i -> 1, Real::cos);
          return each(
              10,
              i ->
                  x[i].cos()
                      .multiply(-(i + 1))
                      .add(i + 1)
                      .subtract(x[i].sin())
                      .subtract(cosines)
                      .add(10));
        });
    add(
        27,
        vector(10, i -> 0.5),
        x -> {
          Real all = sum(x, i -> 1, v -> v);
          Real product = x[0];
          for (int i = 1; i < 10; i++) {
            product = product.multiply(x[i]);
          }
          Real last = product.subtract(1);
          return each(10, i -> i < 9 ? x[i].add(all).subtract(11) : last);
        });
    double h = 1.0 / 11;
    add(
        28,
        vector(10, i -> (i + 1) * h * ((i + 1) * h - 1)),
        x ->
            each(
                10,
                i -> {
                  Real cube = power(x[i].add((i + 1) * h + 1), 3).multiply(0.5 * h * h);
                  return neighbours(x, i, 1, 1).negate().add(x[i].multiply(2)).add(cube);
                }));
    add(
        30,
        vector(10, i -> -1),
        x ->
            each(
                10,
                i ->
                    x[i].multiply(-2)
                        .add(3)
                        .multiply(x[i])
                        .subtract(neighbours(x, i, 1, 2))
                        .add(1)));
    add(31, vector(10, i -> -1), x -> each(10, i -> broydenBanded(x, i)));
  }

  private static Real[] rosenbrock(Real x, Real y) {
    return new Real[] {y.subtract(x.square()).multiply(10), x.subtract(1)};
  }

  private static Real[] powellSingular(Real[] x, int k) {
    return new Real[] {
      x[k + 1].multiply(10).add(x[k]),
      x[k + 2].subtract(x[k + 3]).multiply(Math.sqrt(5)),
      x[k + 1].subtract(x[k + 2].multiply(2)).square(),
      x[k].subtract(x[k + 3]).square().multiply(Math.sqrt(10))
    };
  }

  private static Real[] watson(Real[] x) {
    Real[] r = new Real[31];
    for (int i = 0; i < 29; i++) {
      double t = (i + 1) / 29.0;
      Real first = Real.constant(0);
      Real second = Real.constant(0);
      for (int j = 0; j < x.length; j++) {
        if (j > 0) {
          first = first.add(x[j].multiply(j * Math.pow(t, j - 1)));
        }
        second = second.add(x[j].multiply(Math.pow(t, j)));
      }
      r[i] = first.subtract(second.square()).subtract(1);
    }
    r[29] = x[0];
    r[30] = x[1].subtract(x[0].square()).subtract(1);
    return r;
  }

  private static Real broydenBanded(Real[] x, int i) {
    Real r = x[i].multiply(x[i].square().multiply(5).add(2)).add(1);
    for (int j = Math.max(0, i - 5); j <= Math.min(9, i + 1); j++) {
      if (j != i) {
        r = r.subtract(x[j].multiply(x[j].add(1)));
      }
    }
    return r;
  }

  private static Real neighbours(Real[] x, int i, double before, double after) {
    Real sum = Real.constant(0);
    if (i > 0) {
      sum = sum.add(x[i - 1].multiply(before));
    }
    return i + 1 < x.length ? sum.add(x[i + 1].multiply(after)) : sum;
  }

  private static Real sum(Real[] x, IntToDoubleFunction weight, Function<Real, Real> term) {
    Real sum = Real.constant(0);
    for (int i = 0; i < x.length; i++) {
      sum = sum.add(term.apply(x[i]).multiply(weight.applyAsDouble(i)));
    }
    return sum;
  }

  private static Real power(Real x, int exponent) {
    Real power = x;
    for (int i = 1; i < exponent; i++) {
      power = power.multiply(x);
    }
    return power;
  }

  private interface Residual {
    Real at(int i);
  }

  private static Real[] each(int m, Residual residual) {
    Real[] r = new Real[m];
    for (int i = 0; i < m; i++) {
      r[i] = residual.at(i);
    }
    return r;
  }

  private static Real[] with(Real[] r, Real last) {
    Real[] longer = Arrays.copyOf(r, r.length + 1);
    longer[r.length] = last;
    return longer;
  }

  private static double[] vector(int n, IntToDoubleFunction entry) {
    double[] x = new double[n];
    Arrays.setAll(x, entry);
    return x;
  }
}

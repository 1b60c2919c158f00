package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;

import dev.dupin.core.autodiff.Real;
import java.util.List;
import java.util.function.IntFunction;

/** Problems 28 to 31: n equations in n unknowns, each of them with a solution, so minimum 0. */
final class EquationProblems {

  /** How many unknowns before its own, and after it, an equation of problem 31 sees. */
  private static final int BAND_BEFORE = 5;

  private static final int BAND_AFTER = 1;

  private EquationProblems() {}

  static List<Problem> all() {
    IntFunction<double[]> parabola =
        n -> Starts.each(n, j -> (double) j / (n + 1) * ((double) j / (n + 1) - 1));
    return List.of(
        square(28, "Discrete boundary value", parabola, (n, m) -> EquationProblems::boundaryValue),
        square(29, "Discrete integral equation", parabola, (n, m) -> EquationProblems::integral),
        square(
            30,
            "Broyden tridiagonal",
            Starts.repeated(-1),
            (n, m) -> EquationProblems::broydenTridiagonal),
        square(
            31, "Broyden banded", Starts.repeated(-1), (n, m) -> EquationProblems::broydenBanded));
  }

  private static Problem square(
      int number, String name, IntFunction<double[]> start, Problem.Formula formula) {
    return new Problem(number, name, Sizes.atLeast(1, 10), Sizes::only, start, formula);
  }

  /** The unknown of index i, from 1; 0 beyond both ends. */
  private static Real at(Real[] x, int i) {
    return i < 1 || i > x.length ? Real.constant(0) : x[i - 1];
  }

  private static Real bulge(Real x, double t) {
    return x.add(t).add(1).pow(3);
  }

  /** u'' = (u + t + 1)^3 / 2 with u(0) = u(1) = 0, by differences of step h = 1 / (n + 1). */
  private static Real[] boundaryValue(Real[] x) {
    double h = 1.0 / (x.length + 1);
    return each(
        x.length,
        i -> {
          Real bend = x[i - 1].multiply(2).subtract(at(x, i - 1)).subtract(at(x, i + 1));
          return bend.add(bulge(x[i - 1], i * h).multiply(h * h / 2));
        });
  }

  /**
   * The same equation by Green's function, with the same solution. The two sums of equation i are
   * running ones, so that all equations cost O(n).
   */
  private static Real[] integral(Real[] x) {
    int n = x.length;
    double h = 1.0 / (n + 1);
    Real[] upTo = new Real[n + 1]; // sum over j <= i of t_j (x_j + t_j + 1)^3
    Real[] beyond = new Real[n + 1]; // sum over j > i of (1 - t_j) (x_j + t_j + 1)^3
    upTo[0] = Real.constant(0);
    beyond[n] = Real.constant(0);
    Real[] bulges = each(n, j -> bulge(x[j - 1], j * h));
    for (int j = 1; j <= n; j++) {
      upTo[j] = upTo[j - 1].add(bulges[j - 1].multiply(j * h));
    }
    for (int j = n; j >= 1; j--) {
      beyond[j - 1] = beyond[j].add(bulges[j - 1].multiply(1 - j * h));
    }
    return each(
        n,
        i -> {
          Real both = upTo[i].multiply(1 - i * h).add(beyond[i].multiply(i * h));
          return x[i - 1].add(both.multiply(h / 2));
        });
  }

  private static Real[] broydenTridiagonal(Real[] x) {
    return each(
        x.length,
        i -> {
          Real own = Reals.minus(3, x[i - 1].multiply(2)).multiply(x[i - 1]);
          return own.subtract(at(x, i - 1)).subtract(at(x, i + 1).multiply(2)).add(1);
        });
  }

  private static Real[] broydenBanded(Real[] x) {
    int n = x.length;
    Real[] neighbours = each(n, j -> x[j - 1].multiply(x[j - 1].add(1)));
    return each(
        n,
        i -> {
          Real residual = x[i - 1].multiply(x[i - 1].square().multiply(5).add(2)).add(1);
          for (int j = Math.max(1, i - BAND_BEFORE); j <= Math.min(n, i + BAND_AFTER); j++) {
            residual = j == i ? residual : residual.subtract(neighbours[j - 1]);
          }
          return residual;
        });
  }
}

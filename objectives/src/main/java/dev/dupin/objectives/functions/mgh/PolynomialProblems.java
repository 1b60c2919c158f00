package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;
import static dev.dupin.objectives.functions.mgh.Reals.join;
import static dev.dupin.objectives.functions.mgh.Reals.sum;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import java.util.List;

/** Problems 20 and 35, on polynomials. */
final class PolynomialProblems {

  /** The points 1/29, 2/29, …, 1 at which problem 20 asks for its equation. */
  private static final int WATSON_POINTS = 29;

  private PolynomialProblems() {}

  static List<Problem> all() {
    return List.of(
        new Problem(
            20,
            "Watson",
            Sizes.between(2, 31, 6),
            n -> Sizes.only(WATSON_POINTS + 2),
            Starts.repeated(0),
            (n, m) -> PolynomialProblems::watson),
        new Problem(
            35,
            "Chebyquad",
            Sizes.atLeast(1, 8),
            n -> Sizes.atLeast(n, n),
            n -> Starts.each(n, j -> (double) j / (n + 1)),
            PolynomialProblems::chebyquad));
  }

  /**
   * A polynomial p of coefficients x with p' - p^2 = 1 and p(0) = 0: the tangent. Minimum
   * 2.28767e-3 for n = 6, 1.39976e-6 for n = 9, 4.72238e-10 for n = 12, where the Hessian's
   * smallest eigenvalue is 1.7e-11.
   */
  private static Real[] watson(Real[] x) {
    int n = x.length;
    Real[] inside =
        each(
            WATSON_POINTS,
            i -> {
              double t = (double) i / WATSON_POINTS;
              Real slope = sum(2, n, j -> x[j - 1].multiply((j - 1) * Math.pow(t, j - 2)));
              Real value = sum(1, n, j -> x[j - 1].multiply(Math.pow(t, j - 1)));
              return slope.subtract(value.square()).subtract(1);
            });
    return join(inside, x[0], x[1].subtract(x[0].square()).subtract(1));
  }

  /**
   * Nodes of a quadrature with equal weights that is exact for the Chebyshev polynomials T_1 to T_m
   * on [0, 1]. Minimum 0 for m = n up to 7 and for 9, 3.51687e-3 for 8; for 10 the paper's
   * 6.50395e-3 is local, the lowest known is 4.77271e-3.
   */
  private static DifferentiableMap chebyquad(int n, int m) {
    return x -> {
      Real[][] polynomials = chebyshev(x, m);
      return each(
          m, i -> sum(1, n, j -> polynomials[j - 1][i - 1]).divide(n).subtract(integral(i)));
    };
  }

  private static Real[][] chebyshev(Real[] x, int m) {
    Real[][] polynomials = new Real[x.length][];
    for (int j = 0; j < x.length; j++) {
      polynomials[j] = chebyshev(x[j], m);
    }
    return polynomials;
  }

  /** T_1, …, T_m at 2 x - 1, by T_{i+1} = 2 (2 x - 1) T_i - T_{i-1}. */
  private static Real[] chebyshev(Real x, int m) {
    Real[] values = new Real[m];
    Real shifted = x.multiply(2).subtract(1);
    Real twice = shifted.multiply(2);
    Real before = Real.constant(1);
    values[0] = shifted;
    for (int i = 1; i < m; i++) {
      values[i] = twice.multiply(values[i - 1]).subtract(before);
      before = values[i - 1];
    }
    return values;
  }

  /** The integral of the shifted T_i over [0, 1]. */
  private static double integral(int i) {
    return i % 2 == 1 ? 0 : -1.0 / ((double) i * i - 1);
  }
}

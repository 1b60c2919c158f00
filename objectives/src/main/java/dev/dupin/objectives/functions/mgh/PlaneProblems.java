package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;
import static dev.dupin.objectives.functions.mgh.Reals.minus;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import java.util.List;

/** Problems 1 to 6, of two variables. */
final class PlaneProblems {

  /** The data of problem 5. */
  private static final double[] BEALE = {1.5, 2.25, 2.625};

  private PlaneProblems() {}

  static List<Problem> all() {
    return List.of(
        Problem.fixed(1, "Rosenbrock", new double[] {-1.2, 1}, 2, PlaneProblems::rosenbrock),
        Problem.fixed(
            2, "Freudenstein and Roth", new double[] {0.5, -2}, 2, PlaneProblems::freudensteinRoth),
        Problem.fixed(3, "Powell badly scaled", new double[] {0, 1}, 2, PlaneProblems::powell),
        Problem.fixed(4, "Brown badly scaled", new double[] {1, 1}, 3, PlaneProblems::brown),
        Problem.fixed(5, "Beale", new double[] {1, 1}, 3, PlaneProblems::beale),
        Problem.free(
            6,
            "Jennrich and Sampson",
            new double[] {0.3, 0.4},
            Sizes.atLeast(2, 10),
            PlaneProblems::jennrichSampson));
  }

  /** Minimum 0 at (1, 1). */
  private static Real[] rosenbrock(Real[] x) {
    return new Real[] {x[1].subtract(x[0].square()).multiply(10), minus(1, x[0])};
  }

  /** Minimum 0 at (5, 4), and 48.98 at (11.41, -0.8968), where nearly every method ends. */
  private static Real[] freudensteinRoth(Real[] x) {
    Real y = x[1];
    Real first = minus(5, y).multiply(y).subtract(2).multiply(y);
    Real second = y.add(1).multiply(y).subtract(14).multiply(y);
    return new Real[] {x[0].add(first).subtract(13), x[0].add(second).subtract(29)};
  }

  /** Minimum 0 at (1.098e-5, 9.106), with the Hessian's eigenvalues 2.4e-8 and 1.7e10. */
  private static Real[] powell(Real[] x) {
    Real product = x[0].multiply(1e4).multiply(x[1]);
    Real decays = x[0].negate().exp().add(x[1].negate().exp());
    return new Real[] {product.subtract(1), decays.subtract(1.0001)};
  }

  /** Minimum 0 at (1e6, 2e-6): a million away from the start. */
  private static Real[] brown(Real[] x) {
    return new Real[] {x[0].subtract(1e6), x[1].subtract(2e-6), x[0].multiply(x[1]).subtract(2)};
  }

  /** Minimum 0 at (3, 1/2). */
  private static Real[] beale(Real[] x) {
    return each(3, i -> minus(BEALE[i - 1], x[0].multiply(minus(1, x[1].pow(i)))));
  }

  /** Minimum 124.36 where both variables are 0.2578, for m = 10. */
  private static DifferentiableMap jennrichSampson(int m) {
    return x -> each(m, i -> minus(2 + 2 * i, x[0].multiply(i).exp().add(x[1].multiply(i).exp())));
  }
}

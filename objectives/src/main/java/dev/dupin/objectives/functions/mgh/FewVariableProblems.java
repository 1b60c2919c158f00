package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;
import static dev.dupin.objectives.functions.mgh.Reals.minus;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import java.util.List;

/** Problems 7, 12, 13, 14 and 16: three or four variables, and no data but their formulas. */
final class FewVariableProblems {

  private FewVariableProblems() {}

  static List<Problem> all() {
    return List.of(
        Problem.fixed(
            7, "Helical valley", new double[] {-1, 0, 0}, 3, FewVariableProblems::helicalValley),
        Problem.free(
            12,
            "Box three-dimensional",
            new double[] {0, 10, 20},
            Sizes.atLeast(3, 10),
            FewVariableProblems::box),
        Problem.fixed(
            13,
            "Powell singular",
            new double[] {3, -1, 0, 1},
            4,
            x -> powellSingular(x[0], x[1], x[2], x[3])),
        Problem.fixed(14, "Wood", new double[] {-3, -1, -3, -1}, 6, FewVariableProblems::wood),
        Problem.free(
            16,
            "Brown and Dennis",
            new double[] {25, 5, -5, -1},
            Sizes.atLeast(4, 20),
            FewVariableProblems::brownDennis));
  }

  /** Minimum 0 at (1, 0, 0). */
  private static Real[] helicalValley(Real[] x) {
    Real turns = turns(x[0], x[1]);
    Real radius = x[0].square().add(x[1].square()).sqrt();
    return new Real[] {
      x[2].subtract(turns.multiply(10)).multiply(10), radius.subtract(1).multiply(10), x[2]
    };
  }

  /**
   * The angle of (x, y) in turns, from -1/4 to 3/4. Its jump is at x = 0, y &lt; 0, as in the
   * paper: that of {@link Math#atan2} would go through the standard start. So the angle is counted
   * from the y-axis, and a quarter added; no value is looked at, so that bounds over boxes are
   * known.
   */
  private static Real turns(Real x, Real y) {
    return Real.atan2(x.negate(), y).divide(2 * Math.PI).add(0.25);
  }

  /** Minimum 0 at (1, 10, 1), at (10, 1, -1), and wherever x1 = x2 and x3 = 0. */
  private static DifferentiableMap box(int m) {
    return x ->
        each(
            m,
            i -> {
              double t = i / 10.0;
              Real decays = x[0].multiply(-t).exp().subtract(x[1].multiply(-t).exp());
              return decays.subtract(x[2].multiply(Math.exp(-t) - Math.exp(-10 * t)));
            });
  }

  /** Minimum 0 at the origin, where the Hessian has rank 2. */
  static Real[] powellSingular(Real x1, Real x2, Real x3, Real x4) {
    return new Real[] {
      x1.add(x2.multiply(10)),
      x3.subtract(x4).multiply(Math.sqrt(5)),
      x2.subtract(x3.multiply(2)).square(),
      x1.subtract(x4).square().multiply(Math.sqrt(10))
    };
  }

  /**
   * Minimum 0 at (1, 1, 1, 1). A saddle at (-0.9680, 0.9471, -0.9695, 0.9512), f = 7.877, stops
   * methods that take a small gradient for a minimum.
   */
  private static Real[] wood(Real[] x) {
    return new Real[] {
      x[1].subtract(x[0].square()).multiply(10),
      minus(1, x[0]),
      x[3].subtract(x[2].square()).multiply(Math.sqrt(90)),
      minus(1, x[2]),
      x[1].add(x[3]).subtract(2).multiply(Math.sqrt(10)),
      x[1].subtract(x[3]).divide(Math.sqrt(10))
    };
  }

  /** Minimum 85822.2 for m = 20: residuals so large that Gauss-Newton is slow. */
  private static DifferentiableMap brownDennis(int m) {
    return x ->
        each(
            m,
            i -> {
              double t = i / 5.0;
              Real line = x[0].add(x[1].multiply(t)).subtract(Math.exp(t));
              Real wave = x[2].add(x[3].multiply(Math.sin(t))).subtract(Math.cos(t));
              return line.square().add(wave.square());
            });
  }
}

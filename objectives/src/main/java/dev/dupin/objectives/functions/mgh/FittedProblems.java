package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;
import static dev.dupin.objectives.functions.mgh.Reals.minus;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import java.util.List;

/** Problems 8 to 11, 15 and 17 to 19: curves laid through the measurements in {@link Tables}. */
final class FittedProblems {

  private FittedProblems() {}

  static List<Problem> all() {
    return List.of(
        Problem.fixed(8, "Bard", new double[] {1, 1, 1}, 15, FittedProblems::bard),
        Problem.fixed(9, "Gaussian", new double[] {0.4, 1, 0}, 15, FittedProblems::gaussian),
        Problem.fixed(10, "Meyer", new double[] {0.02, 4000, 250}, 16, FittedProblems::meyer),
        Problem.free(
            11,
            "Gulf research and development",
            new double[] {5, 2.5, 0.15},
            Sizes.between(3, 100, 99),
            FittedProblems::gulf),
        Problem.fixed(
            15,
            "Kowalik and Osborne",
            new double[] {0.25, 0.39, 0.415, 0.39},
            11,
            FittedProblems::kowalikOsborne),
        Problem.fixed(
            17,
            "Osborne 1",
            new double[] {0.5, 1.5, -1, 0.01, 0.02},
            33,
            FittedProblems::osborneDecays),
        Problem.free(
            18,
            "Biggs EXP6",
            new double[] {1, 2, 1, 1, 1, 1},
            Sizes.atLeast(6, 13),
            FittedProblems::biggs),
        Problem.fixed(
            19,
            "Osborne 2",
            new double[] {1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5},
            65,
            FittedProblems::osbornePeaks));
  }

  /**
   * Minimum 8.2149e-3 at (0.08241, 1.133, 2.344); f tends to 17.43 as x2 and x3 go to minus
   * infinity. It has poles where v x2 + w x3 = 0.
   */
  private static Real[] bard(Real[] x) {
    return each(
        15,
        u -> {
          int v = 16 - u;
          int w = Math.min(u, v);
          Real fraction = Real.constant(u).divide(x[1].multiply(v).add(x[2].multiply(w)));
          return minus(Tables.BARD[u - 1], x[0].add(fraction));
        });
  }

  /** Minimum 1.1279e-8 at (0.3990, 1.0000, 0). */
  private static Real[] gaussian(Real[] x) {
    return each(
        15,
        i -> {
          double t = (8 - i) / 2.0;
          Real exponent = x[1].multiply(minus(t, x[2]).square()).divide(-2);
          return x[0].multiply(exponent.exp()).subtract(Tables.GAUSSIAN[i - 1]);
        });
  }

  /**
   * Minimum 87.9459 at (0.0056096, 6181.35, 345.224). The Hessian's eigenvalues there, 2.5e-2 and
   * 2.5e14, put the rounding of the gradient far above 1e-8.
   */
  private static Real[] meyer(Real[] x) {
    return each(
        16,
        i -> {
          double t = 45 + 5 * i;
          Real growth = x[1].divide(x[2].add(t)).exp();
          return x[0].multiply(growth).subtract(Tables.MEYER[i - 1]);
        });
  }

  /**
   * Minimum 0 at (50, 25, 1.5), which is ten times the standard start. Not smooth where x2 is one
   * of the y; with m = 100 the minimum is such a point. The paper prints "y m i x2"; "mi" stands
   * for a minus sign.
   */
  private static DifferentiableMap gulf(int m) {
    return x ->
        each(
            m,
            i -> {
              double t = i / 100.0;
              double y = 25 + Math.pow(-50 * Math.log(t), 2 / 3.0);
              Real distance = minus(y, x[1]).abs();
              return distance.pow(x[2]).divide(x[0]).negate().exp().subtract(t);
            });
  }

  /**
   * Minimum 3.0751e-4 at (0.1928, 0.1913, 0.1231, 0.1361); f tends to 1.0273e-3 where x2 goes to
   * -14.07 and the others to infinity.
   */
  private static Real[] kowalikOsborne(Real[] x) {
    return each(
        11,
        i -> {
          double u = Tables.KOWALIK_OSBORNE_U[i - 1];
          Real above = x[1].multiply(u).add(u * u);
          Real below = x[2].multiply(u).add(u * u).add(x[3]);
          return minus(Tables.KOWALIK_OSBORNE[i - 1], x[0].multiply(above).divide(below));
        });
  }

  /** Minimum 5.4649e-5 at (0.3754, 1.936, -1.465, 0.01287, 0.02212). */
  private static Real[] osborneDecays(Real[] x) {
    return each(
        33,
        i -> {
          double t = 10 * (i - 1);
          Real model = x[0].add(x[1].multiply(decay(x[3], t))).add(x[2].multiply(decay(x[4], t)));
          return minus(Tables.OSBORNE_1[i - 1], model);
        });
  }

  /**
   * Minimum 0 at (1, 10, 1, 5, 4, 3) and its permutations. For m = 13 there is a stationary point
   * at f = 5.6556e-3 whose Hessian is singular.
   */
  private static DifferentiableMap biggs(int m) {
    return x ->
        each(
            m,
            i -> {
              double t = i / 10.0;
              double y = Math.exp(-t) - 5 * Math.exp(-10 * t) + 3 * Math.exp(-4 * t);
              Real first = x[2].multiply(decay(x[0], t));
              Real second = x[3].multiply(decay(x[1], t));
              Real third = x[5].multiply(decay(x[4], t));
              return first.subtract(second).add(third).subtract(y);
            });
  }

  /** Minimum 4.0138e-2: a decay and three peaks. */
  private static Real[] osbornePeaks(Real[] x) {
    return each(
        65,
        i -> {
          double t = (i - 1) / 10.0;
          Real model = x[0].multiply(decay(x[4], t));
          for (int peak = 1; peak <= 3; peak++) {
            Real distance = minus(t, x[7 + peak]);
            Real exponent = distance.square().multiply(x[4 + peak]).negate();
            model = model.add(x[peak].multiply(exponent.exp()));
          }
          return minus(Tables.OSBORNE_2[i - 1], model);
        });
  }

  /** exp(-rate t). */
  private static Real decay(Real rate, double t) {
    return rate.multiply(-t).exp();
  }
}

package dev.dupin.testkit;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.Objective;
import java.util.random.RandomGenerator;

/**
 * Small functions whose answers are known, with exact derivatives of every order a part may ask
 * for.
 */
public final class TestFunctions {

  private TestFunctions() {}

  /**
   * Returns a function with a start.
   *
   * @param start where runs start; copied
   */
  public static Objective startingAt(double[] start, DifferentiableFunction function) {
    double[] from = start.clone();
    return new AutodiffObjective(from.length, function) {
      @Override
      public double[] start(RandomGenerator random) {
        return from.clone();
      }
    };
  }

  /** Returns f = sum of d_i x_i^2 / 2. */
  public static Objective quadratic(double[] eigenvalues, double... start) {
    double[] d = eigenvalues.clone();
    return startingAt(
        start,
        x -> {
          Real sum = Real.constant(0);
          for (int i = 0; i < d.length; i++) {
            sum = sum.add(x[i].square().multiply(0.5 * d[i]));
          }
          return sum;
        });
  }

  /**
   * Returns a quadratic on which every method converges, gradient descent of length 1 included:
   * eigenvalues 0.5, 1, 1.5.
   */
  public static Objective easyBowl() {
    return quadratic(new double[] {0.5, 1, 1.5}, 1, -2, 3);
  }

  /** Returns Rosenbrock's function of two variables from (-1.2, 1): minimum 0 at (1, 1). */
  public static Objective rosenbrock() {
    return startingAt(
        new double[] {-1.2, 1},
        x -> {
          Real bend = x[1].subtract(x[0].square());
          Real distance = x[0].subtract(1);
          return bend.square().multiply(100).add(distance.square());
        });
  }

  /**
   * Returns x - log x + y^2 / 2 from (3, 1): minimum 1 at (1, 0), NaN for negative x, where a full
   * Newton step from the start leads.
   */
  public static Objective walled() {
    return startingAt(
        new double[] {3, 1}, x -> x[0].subtract(x[0].log()).add(x[1].square().multiply(0.5)));
  }

  /** Returns x^2 - y^2 + y^4 from its saddle (0, 0): minima -1/4 at (0, +-sqrt(1/2)). */
  public static Objective saddle() {
    return startingAt(
        new double[] {0, 0},
        x -> x[0].square().subtract(x[1].square()).add(x[1].square().square()));
  }
}

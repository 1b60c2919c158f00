package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.Optional;

/**
 * How much a definite sparse Hessian H changes up to the Newton point x + s, H s = -g, where the
 * gradient would vanish if H did not change. It counts as steady where, with H' the Hessian there,
 * both H' - 0.75 H and 1.25 H - H' are proven to have its sign: then no curvature v'Hv changes by
 * more than a quarter. Near a degenerate critical point, such as that of x^3, it changes by half.
 *
 * @param known whether the Newton step and the Hessian at its end could be computed
 * @param steady whether the Hessian is proven to change by a quarter at most
 * @param distance |s|, NaN where it is not known
 * @param decrement |g's| / 2, what f should fall by up to the Newton point; NaN where not known
 * @param products the work in products
 */
public record NewtonPoint(
    boolean known, boolean steady, double distance, double decrement, double products) {

  private static final double STEADY = 0.25;

  /** The residual of the step, as part of the gradient: far below the quarter in question. */
  private static final double RESIDUAL = 1e-8;

  /** Products with entries at hand, which cost no product of the objective. */
  private static final int ITERATIONS = 1000;

  /**
   * Looks at the Newton point of a Hessian that was proven definite by its pattern. Costs the
   * entries of two Hessians, and up to 1000 conjugate gradient steps with them.
   *
   * @param sign 1 where the Hessian is positive definite, -1 where it is negative definite
   */
  public static NewtonPoint of(Evaluation here, int sign, RunContext context) {
    Optional<HessianSparsity> pattern = here.structure(HessianSparsity.class);
    if (pattern.isEmpty()) {
      return unknown(0);
    }
    SparseHessian hessian = SparseHessian.withoutErrors(here, pattern.get());
    Optional<double[]> step = step(hessian.matrix(), sign, here.gradient(), context);
    return step.map(s -> at(here, hessian, pattern.get(), sign, s, context))
        .orElse(unknown(hessian.products()));
  }

  private static NewtonPoint unknown(double products) {
    return new NewtonPoint(false, false, Double.NaN, Double.NaN, products);
  }

  private static NewtonPoint at(
      Evaluation here,
      SparseHessian hessian,
      HessianSparsity pattern,
      int sign,
      double[] step,
      RunContext context) {
    double distance = Vectors.norm(step);
    double decrement = Math.abs(AccurateDot.of(here.gradient(), step)) / 2;
    double[] point = Vectors.add(here.point(), step);
    if (Vectors.sameEntries(point, here.point())) {
      return new NewtonPoint(true, true, distance, decrement, hessian.products());
    }
    SparseHessian there;
    try {
      there = SparseHessian.withoutErrors(here.objective().at(point), pattern);
    } catch (RuntimeException outside) {
      return unknown(hessian.products());
    }
    boolean steady =
        isDefinite(hessian, -sign * (1 - STEADY), there, sign, context)
            && isDefinite(hessian, sign * (1 + STEADY), there, -sign, context);
    double products = hessian.products() + there.products();
    return new NewtonPoint(true, steady, distance, decrement, products);
  }

  /** Returns whether a H + b H' is proven positive definite. */
  private static boolean isDefinite(
      SparseHessian one, double a, SparseHessian other, double b, RunContext context) {
    double[] values = new double[one.errors().length];
    double[] errors = new double[values.length];
    for (int at = 0; at < values.length; at++) {
      double first = a * one.matrix().values()[at];
      double second = b * other.matrix().values()[at];
      values[at] = first + second;
      errors[at] = 0x1p-50 * (Math.abs(first) + Math.abs(second));
    }
    SparseSymmetric sum =
        new SparseSymmetric(one.matrix().pointers(), one.matrix().indices(), values);
    return SparseSpectrum.isPositiveDefinite(
        new SparseHessian(sum, errors, 0), context.random("factor"), context::cancelled);
  }

  /** The conjugate gradient method with the diagonal as preconditioner, for sign H and sign g. */
  private static Optional<double[]> step(
      SparseSymmetric matrix, int sign, double[] gradient, RunContext context) {
    double[] diagonal = matrix.diagonal();
    double[] step = new double[gradient.length];
    double[] residual = Vectors.scale(-sign, gradient);
    double[] direction = quotient(residual, diagonal, sign);
    double along = Vectors.dot(residual, direction);
    double goal = RESIDUAL * RESIDUAL * along;
    double[] image = new double[step.length];
    for (int k = 0; k < ITERATIONS && along > goal && !context.cancelled(); k++) {
      matrix.apply(direction, image);
      double curvature = sign * Vectors.dot(direction, image);
      if (!(curvature > 0)) {
        return Optional.empty();
      }
      double length = along / curvature;
      Vectors.addScaled(step, length, direction);
      Vectors.addScaled(residual, -sign * length, image);
      double next = advance(residual, diagonal, sign, along, direction);
      along = next;
    }
    return along <= goal ? Optional.of(step) : Optional.empty();
  }

  /** Makes the next direction in place; returns the squared norm of the residual. */
  private static double advance(
      double[] residual, double[] diagonal, int sign, double before, double[] direction) {
    double now = 0;
    for (int i = 0; i < residual.length; i++) {
      now += residual[i] * residual[i] / (sign * diagonal[i]);
    }
    for (int i = 0; i < residual.length; i++) {
      direction[i] = residual[i] / (sign * diagonal[i]) + now / before * direction[i];
    }
    return now;
  }

  private static double[] quotient(double[] vector, double[] diagonal, int sign) {
    double[] quotient = new double[vector.length];
    for (int i = 0; i < quotient.length; i++) {
      quotient[i] = vector[i] / (sign * diagonal[i]);
    }
    return quotient;
  }
}

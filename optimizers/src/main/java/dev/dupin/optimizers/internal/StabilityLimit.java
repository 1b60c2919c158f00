package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Model;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The learning rate above which steps -rate B^-1 g diverge along the steepest direction of a
 * quadratic: 2 / lambda_max, where lambda_max is the largest eigenvalue of B^-1/2 H B^-1/2 and H
 * the true Hessian (Cohen et al. 2021, "Gradient descent on neural networks typically occurs at the
 * edge of stability"). Ritz values approach lambda_max from below, so the limit is never told too
 * low by more than its rounding.
 */
public final class StabilityLimit {

  /** The Ritz value has settled where its residual is this part of it. */
  private static final double SETTLED = 1e-3;

  /** More than enough for three digits of an extreme eigenvalue, even of a clustered one. */
  private static final int MOST_STEPS = 100;

  private StabilityLimit() {}

  /**
   * Returns the limit; infinite where no curvature is positive, NaN where it is not known: the
   * objective offers no products with its Hessian, or B is neither diagonal nor positive. Costs
   * some ten to a hundred products, and as many vectors of memory.
   */
  public static double of(Model model, RunContext context) {
    Optional<HessianProducts> hessian = model.here().structure(HessianProducts.class);
    Optional<double[]> scales = inverseRoots(model.curvature());
    if (hessian.isEmpty() || scales.isEmpty()) {
      return Double.NaN;
    }
    double largest = largestEigenvalue(hessian.get(), scales.get(), context);
    return largest > 0 ? 2 / largest : Double.POSITIVE_INFINITY;
  }

  /** Returns the diagonal of B^-1/2 where B is diagonal and positive. */
  private static Optional<double[]> inverseRoots(SymmetricOperator operator) {
    if (!operator.is(Trait.DIAGONAL)) {
      return Optional.empty();
    }
    return operator
        .diagonal()
        .map(
            diagonal -> {
              double[] roots = new double[diagonal.length];
              for (int i = 0; i < roots.length; i++) {
                roots[i] = 1 / Math.sqrt(diagonal[i]);
              }
              return roots;
            })
        .filter(Vectors::isFinite);
  }

  private static double largestEigenvalue(
      HessianProducts hessian, double[] scales, RunContext context) {
    double[] start = new double[scales.length];
    RandomGenerator random = context.random("stability");
    for (int i = 0; i < start.length; i++) {
      start[i] = random.nextGaussian();
    }
    double[] scaled = new double[start.length];
    Lanczos lanczos =
        new Lanczos(
            (v, result) -> {
              for (int i = 0; i < v.length; i++) {
                scaled[i] = scales[i] * v[i];
              }
              hessian.apply(scaled, result);
              for (int i = 0; i < v.length; i++) {
                result[i] *= scales[i];
              }
            },
            start);
    double largest = 0;
    boolean settled = false;
    while (!settled && lanczos.steps() < MOST_STEPS && !context.cancelled() && lanczos.step()) {
      SymmetricEigen ritz = Dense.eigen(lanczos.tridiagonal());
      int last = lanczos.steps() - 1;
      largest = ritz.values()[last];
      double residual = lanczos.beta(last) * Math.abs(ritz.vector(last)[last]);
      settled = residual <= SETTLED * Math.abs(largest);
    }
    return largest;
  }
}

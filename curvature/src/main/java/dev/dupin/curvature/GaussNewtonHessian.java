package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.jacobian.OutputGaussNewton;
import dev.dupin.curvature.jacobian.ResidualGaussNewton;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * The Gauss-Newton matrix: the Hessian without the second derivatives of the model, never negative,
 * and the Hessian itself where the model is linear or fits perfectly.
 *
 * <p>For a sum of squares, f = scale * |r|^2, it is 2 scale J'J (Gauss 1809; Nocedal and Wright
 * 2006, "Numerical optimization", eq. 10.24). For another loss over the outputs of a model it is J'
 * H_out J + diag(ridge), where H_out is the Hessian of the loss in the outputs and ridge the
 * weights of the penalty (Schraudolph 2002, "Fast curvature matrix-vector products for second-order
 * gradient descent", eq. 8). An objective that offers both has its sum of squares taken.
 *
 * <p>A product costs one with J and one with J', counted as one Hessian product, and memory for the
 * residuals or outputs. The dense matrix, made only if a step asks for it, takes n^2 doubles: from
 * the dense Jacobian of m x n doubles where that fits, with m n^2 multiplications, counted as one
 * Hessian; by n products for a loss over outputs.
 */
public final class GaussNewtonHessian implements HessianProvider {

  private static final String NAME = "gauss-newton";

  /** The Gauss-Newton matrix has nothing to configure. */
  @Inject
  public GaussNewtonHessian() {}

  @Override
  public Requirements requires() {
    return Requirements.anyOf(Residuals.class, OutputLoss.class);
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return isSumOfSquares(objective) ? ResidualGaussNewton.TRAITS : OutputGaussNewton.TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new PointCurvature(
        isSumOfSquares(objective)
            ? GaussNewtonHessian::ofResiduals
            : GaussNewtonHessian::ofOutputs);
  }

  private static boolean isSumOfSquares(Objective objective) {
    return objective.structures().contains(Residuals.class);
  }

  private static SymmetricOperator ofResiduals(Evaluation here) {
    return new ResidualGaussNewton(here.point().length, Structures.at(here, Residuals.class, NAME));
  }

  private static SymmetricOperator ofOutputs(Evaluation here) {
    return new OutputGaussNewton(Structures.at(here, OutputLoss.class, NAME));
  }
}

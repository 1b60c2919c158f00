package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import jakarta.inject.Inject;

/**
 * The dogleg path (Powell 1970, "A hybrid method for nonlinear equations"; Nocedal and Wright 2006,
 * section 4.1): from here along -g to the minimum of the model, from there straight to its minimum
 * over all, cut off at the radius. Along the path the model falls and the distance grows, which
 * holds only for a positive definite B: other Hessians are refused, or made definite by a transform
 * first.
 *
 * <p>One product and one solve a model, by B's own inverse or by a dense Cholesky factorisation (n
 * products where B is no matrix, n^3 / 6 multiplications, 2 n^2 doubles); a further radius costs 4
 * n multiplications.
 */
public final class Dogleg implements Subproblem {

  @Inject
  public Dogleg() {}

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public Requirements requires() {
    return Requirements.traits(Trait.POSITIVE_DEFINITE);
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    return DoglegPath.of(model, false);
  }
}

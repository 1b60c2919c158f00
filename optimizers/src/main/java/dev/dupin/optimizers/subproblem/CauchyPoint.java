package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.SteepestDescent;
import jakarta.inject.Inject;

/**
 * The Cauchy point: the minimiser of the model along -g within the radius (Nocedal and Wright 2006,
 * equation 4.11). It is what every trust-region method must at least match, and by itself converges
 * as slowly as steepest descent. One product a model; a further radius costs nothing.
 */
public final class CauchyPoint implements Subproblem {

  @Inject
  public CauchyPoint() {}

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    double[] gradient = model.here().gradient();
    if (Vectors.maxAbs(gradient) == 0) {
      return control -> Proposal.NONE;
    }
    SteepestDescent descent = SteepestDescent.of(model);
    return control -> descent.within(control.value());
  }
}

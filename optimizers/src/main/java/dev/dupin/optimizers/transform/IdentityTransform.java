package dev.dupin.optimizers.transform;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Model;
import jakarta.inject.Inject;

/** Leaves the curvature as it is. */
public final class IdentityTransform implements CurvatureTransform {

  @Inject
  public IdentityTransform() {}

  @Override
  public SymmetricOperator apply(Model model, RunContext context) {
    return model.curvature();
  }
}

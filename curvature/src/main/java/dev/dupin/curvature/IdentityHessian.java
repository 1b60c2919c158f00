package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.diagonal.ScalarOperator;
import jakarta.inject.Inject;
import java.util.Set;

/** The identity matrix: no curvature at all. Every step then goes along the gradient. */
public final class IdentityHessian implements HessianProvider {

  /** The identity has nothing to configure. */
  @Inject
  public IdentityHessian() {}

  @Override
  public Set<Trait> traits(Objective objective) {
    return ScalarOperator.TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new IdentityCurvature(new ScalarOperator(objective.dimension(), 1));
  }

  private record IdentityCurvature(ScalarOperator operator) implements Curvature {

    @Override
    public SymmetricOperator at(Evaluation here) {
      return operator;
    }
  }
}

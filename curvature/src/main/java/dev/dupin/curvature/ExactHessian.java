package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * The exact Hessian. Products cost what the objective's own products cost and no memory, where it
 * offers {@link HessianProducts}; the dense matrix is computed once a point, and only if a step
 * asks for it or the objective offers nothing else: then it takes n^2 doubles.
 */
public final class ExactHessian implements HessianProvider {

  /** The exact Hessian has nothing to configure. */
  @Inject
  public ExactHessian() {}

  @Override
  public Requirements requires() {
    return Requirements.anyOf(HessianProducts.class, HessianMatrix.class);
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return ExactOperator.traits(objective);
  }

  /** Room for the matrix, where the objective has no products. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return objective.structures().contains(HessianProducts.class)
        ? Optional.empty()
        : DenseMemory.unmet(objective.dimension(), 1);
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new PointCurvature(ExactOperator::new);
  }
}

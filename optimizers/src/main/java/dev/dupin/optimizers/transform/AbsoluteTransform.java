package dev.dupin.optimizers.transform;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.SpectralOperator;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the absolute value |B| = V |Lambda| V' of the curvature, so that a step is repelled by
 * saddles as it is attracted by minima (Dauphin et al. 2014, "Identifying and attacking the saddle
 * point problem"). Eigenvalues are kept from 0 by n eps |B|, their own rounding error, so the
 * result is positive definite; the zero matrix becomes the identity.
 *
 * <p>One dense eigen-decomposition an iteration: n products where B is no matrix, about 9 n^3
 * multiplications, 3 n^2 doubles.
 */
public final class AbsoluteTransform implements CurvatureTransform {

  @Inject
  public AbsoluteTransform() {}

  @Override
  public SymmetricOperator apply(Model model, RunContext context) {
    return SpectralOperator.absolute(Dense.eigen(model.curvature().toDense()));
  }

  /** Room for the dense matrix and its factors. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return DenseMemory.unmet(objective.dimension(), 3);
  }

  @Override
  public Set<Trait> gives() {
    return SpectralOperator.TRAITS;
  }
}

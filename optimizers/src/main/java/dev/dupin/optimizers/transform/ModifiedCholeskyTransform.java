package dev.dupin.optimizers.transform;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.internal.ModifiedCholesky;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Adds a diagonal E to the curvature while it is being factored, zero where it is safely positive
 * definite and no larger than it has to be elsewhere, so that B + E = P L D L' P' is positive
 * definite (Gill, Murray and Wright 1981, "Practical optimization", section 4.4.2.2; Nocedal and
 * Wright 2006, algorithm 3.4 with the bounds 3.47).
 *
 * <p>One factorisation an iteration: n products where B is no matrix, n^3 / 6 multiplications, 2
 * n^2 doubles: some thirty times cheaper than a transform by eigenvalues.
 */
public final class ModifiedCholeskyTransform implements CurvatureTransform {

  @Inject
  public ModifiedCholeskyTransform() {}

  @Override
  public SymmetricOperator apply(Model model, RunContext context) {
    return ModifiedCholesky.of(model.curvature().toDense());
  }

  @Override
  public Set<Trait> gives() {
    return Set.of(Trait.POSITIVE_DEFINITE, Trait.POSITIVE_SEMIDEFINITE);
  }
}

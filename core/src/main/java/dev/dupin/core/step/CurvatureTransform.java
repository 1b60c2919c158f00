package dev.dupin.core.step;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import java.util.Optional;
import java.util.Set;

/**
 * Changes the curvature before a subproblem sees it, such as to the absolute value of the matrix.
 */
public interface CurvatureTransform {

  /** Returns the operator that the subproblem works with; called once an iteration. */
  SymmetricOperator apply(Model model, RunContext context);

  /**
   * Returns what the transformed operator promises whatever came in, so that a subproblem's needs
   * can be met.
   */
  default Set<Trait> gives() {
    return Set.of();
  }

  /**
   * Returns what else it needs of an objective and does not find, completing "needs …"; see {@link
   * StepStrategy#unmetNeed}.
   */
  default Optional<String> unmetNeed(Objective objective) {
    return Optional.empty();
  }
}

package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A curvature that depends on the point alone and remembers nothing of the way there. Asking twice
 * at one point gives the same operator, so that what it has paid is paid once.
 */
final class PointCurvature implements Curvature {

  private final Function<Evaluation, SymmetricOperator> operators;
  private @Nullable Evaluation lastPoint;
  private @Nullable SymmetricOperator last;

  /**
   * @param operators the operator of a point, which should pay as late as it can
   */
  PointCurvature(Function<Evaluation, SymmetricOperator> operators) {
    this.operators = operators;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
  public SymmetricOperator at(Evaluation here) {
    SymmetricOperator known = last;
    if (known == null || lastPoint != here) {
      known = operators.apply(here);
      last = known;
      lastPoint = here;
    }
    return known;
  }
}

package dev.dupin.objectives.fit;

import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;

/** A curve fit at one point: the sum of squares, and what it says of the parameters. */
final class FitEvaluation implements Evaluation {

  private final CurveFit fit;
  private final Evaluation sum;

  /**
   * @param sum the sum of squares at the same point
   */
  FitEvaluation(CurveFit fit, Evaluation sum) {
    this.fit = fit;
    this.sum = sum;
  }

  @Override
  public Objective objective() {
    return fit;
  }

  @Override
  public double[] point() {
    return sum.point();
  }

  @Override
  public double value() {
    return sum.value();
  }

  @Override
  public double[] gradient() {
    return sum.gradient();
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (kind == Metrics.class) {
      return Optional.of(kind.cast((Metrics) () -> new FitReport(fit, sum).metrics()));
    }
    if (kind == Estimates.class) {
      return Optional.of(kind.cast((Estimates) () -> new FitReport(fit, sum).estimates()));
    }
    return sum.structure(kind);
  }
}

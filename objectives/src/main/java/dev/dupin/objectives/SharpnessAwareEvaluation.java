package dev.dupin.objectives;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One point, and the worst point near it. */
final class SharpnessAwareEvaluation implements Evaluation {

  private final SharpnessAware objective;
  private final SharpnessAware.Config config;
  private final Evaluation here;
  private @Nullable Evaluation worst;

  SharpnessAwareEvaluation(
      SharpnessAware objective, SharpnessAware.Config config, Objective of, double[] x) {
    this.objective = objective;
    this.config = config;
    this.here = of.at(x);
  }

  @Override
  public Objective objective() {
    return objective;
  }

  @Override
  public double[] point() {
    return here.point();
  }

  @Override
  public double value() {
    return worst().value();
  }

  @Override
  public double[] gradient() {
    return worst().gradient();
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (SharpnessAware.OF_PLAIN_FUNCTIONS.contains(kind)) {
      return Optional.empty();
    }
    boolean isOfPoint = kind == Metrics.class || kind == Estimates.class;
    return (isOfPoint ? here : worst()).structure(kind);
  }

  private Evaluation worst() {
    if (worst == null) {
      worst = seek();
    }
    return worst;
  }

  private Evaluation seek() {
    if (config.radius() == 0) {
      return here;
    }
    double[] gradient = here.gradient();
    double[] scales = scales(here.point());
    double[] scaled = new double[gradient.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = scales[i] * gradient[i];
    }
    double norm = Vectors.norm(scaled);
    if (norm == 0) {
      return here;
    }
    double[] x = here.point().clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += config.radius() * scales[i] * (scaled[i] / norm);
    }
    return here.objective().at(x);
  }

  /** Returns the diagonal of T; ones where the form is not adaptive. */
  private double[] scales(double[] x) {
    double[] scales = Vectors.filled(x.length, 1);
    if (config.adaptive()) {
      for (int i = 0; i < x.length; i++) {
        scales[i] = Math.abs(x[i]) + config.eta();
      }
    }
    return scales;
  }
}

package dev.dupin.runtime.parts;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import jakarta.inject.Inject;

/** An objective around another. */
public final class Decorated implements Objective {

  /**
   * @param of the other
   */
  public record Config(Objective of) {}

  private final Config config;

  @Inject
  public Decorated(Config config) {
    this.config = config;
  }

  /** Returns the objective inside. */
  public Objective inside() {
    return config.of();
  }

  @Override
  public int dimension() {
    return config.of().dimension();
  }

  @Override
  public Evaluation at(double[] x) {
    return config.of().at(x);
  }
}

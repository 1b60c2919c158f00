package dev.dupin.runtime.parts;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;

/** The simplest objective with keys. */
public final class Bowl extends Quadratic {

  /**
   * @param dimension of the bowl
   * @param curvature its only eigenvalue
   */
  public record Config(
      @Range("[1, inf)") int dimension, @Default("1") @Range("(0, 10]") double curvature) {}

  private final Config config;

  @Inject
  public Bowl(Config config) {
    this.config = config;
  }

  @Override
  public int dimension() {
    return config.dimension();
  }

  @Override
  double scale() {
    return config.curvature();
  }
}

package dev.dupin.runtime.parts;

import dev.dupin.core.plugin.Default;
import jakarta.inject.Inject;

/** Its keys depend on one another. */
public final class Crossed extends Quadratic {

  /**
   * @param low the lower end
   * @param high the upper end
   */
  public record Config(@Default("0") double low, @Default("1") double high) {
    public Config {
      if (!(low < high)) {
        throw new IllegalArgumentException("low (" + low + ") must be below high (" + high + ")");
      }
    }
  }

  @Inject
  public Crossed(Config config) {
    if (config.high() > 100) {
      throw new IllegalArgumentException("high is " + config.high() + ", which is ridiculous");
    }
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  double scale() {
    return 1;
  }
}

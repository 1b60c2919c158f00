package dev.dupin.runtime.parts;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Exclusive;
import dev.dupin.core.plugin.Replaces;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Takes one of two keys. */
public final class Either extends Quadratic {

  /**
   * @param matrix either this
   * @param eigenvalues or this
   * @param units what the numbers are in
   * @param scale in other units
   */
  @Exclusive({"matrix", "eigenvalues"})
  public record Config(
      Optional<List<Double>> matrix,
      Optional<List<Double>> eigenvalues,
      @Replaces("scale") Optional<String> units,
      @Default("1") double scale) {}

  private final Config config;

  @Inject
  public Either(Config config) {
    this.config = config;
  }

  @Override
  public int dimension() {
    return config.matrix().or(config::eigenvalues).orElseThrow().size();
  }

  @Override
  double scale() {
    return 1;
  }
}

package dev.dupin.runtime.parts;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.RefusedValueException;
import jakarta.inject.Inject;
import java.util.Optional;

/** Its keys depend on one another. */
public final class Crossed extends Quadratic {

  /**
   * @param low the lower end
   * @param high the upper end
   * @param label any text without a question mark
   */
  public record Config(
      @Default("0") double low, @Default("1") double high, Optional<String> label) {
    public Config {
      if (!(low < high)) {
        throw new IllegalArgumentException("low (" + low + ") must be below high (" + high + ")");
      }
    }
  }

  @Inject
  public Crossed(Config config) {
    config.label().ifPresent(Crossed::checkLabel);
    if (config.high() > 100) {
      throw new IllegalArgumentException("high is " + config.high() + ", which is ridiculous");
    }
  }

  private static void checkLabel(String label) {
    if (label.indexOf('?') >= 0) {
      throw new RefusedValueException(
          "label", label.indexOf('?') + 1, new IllegalArgumentException("a question"));
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

package dev.dupin.optimizers.schedule;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.step.Schedule;
import jakarta.inject.Inject;

/**
 * The learning rate falls along half a cosine from 1 to {@code floor}, floor + (1 - floor) (1 + cos
 * (pi t / iterations)) / 2, and stays there; or, with {@code restart}, starts anew (Loshchilov and
 * Hutter 2017, "SGDR: stochastic gradient descent with warm restarts", equation 5).
 */
public final class CosineSchedule implements Schedule {

  private final Config config;

  /**
   * The keys of {@code cosine}.
   *
   * @param iterations how long the fall takes
   * @param floor the factor at its end
   * @param restart whether it starts anew then
   */
  public record Config(
      @Default("1000") @Range("[1, inf)") long iterations,
      @Default("0") @Range("[0, 1]") double floor,
      @Default("false") boolean restart) {}

  @Inject
  public CosineSchedule(Config config) {
    this.config = config;
  }

  /** Returns the schedule that falls to 0 in 1000 iterations. */
  public static CosineSchedule withDefaults() {
    return new CosineSchedule(new Config(1000, 0, false));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public double factor(long iteration) {
    long length = config.iterations();
    long time = config.restart() ? iteration % length : Math.min(iteration, length);
    double fall = (1 + Math.cos(Math.PI * time / length)) / 2;
    return config.floor() + (1 - config.floor()) * fall;
  }
}

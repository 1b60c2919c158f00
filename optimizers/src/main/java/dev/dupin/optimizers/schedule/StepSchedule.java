package dev.dupin.optimizers.schedule;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.step.Schedule;
import jakarta.inject.Inject;

/** The learning rate falls by a constant factor every so often: factor^floor(iteration / every). */
public final class StepSchedule implements Schedule {

  private final Config config;

  /**
   * The keys of {@code step}.
   *
   * @param every how many iterations the rate stays the same
   * @param factor of the next rate to the last
   */
  public record Config(
      @Default("100") @Range("[1, inf)") long every,
      @Default("0.5") @Range("(0, 1]") double factor) {}

  @Inject
  public StepSchedule(Config config) {
    this.config = config;
  }

  /** Returns the schedule that halves the rate every 100 iterations. */
  public static StepSchedule withDefaults() {
    return new StepSchedule(new Config(100, 0.5));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public double factor(long iteration) {
    long falls = iteration / config.every();
    return Math.pow(config.factor(), (double) falls);
  }
}

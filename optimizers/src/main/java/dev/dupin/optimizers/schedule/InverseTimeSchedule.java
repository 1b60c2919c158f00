package dev.dupin.optimizers.schedule;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.step.Schedule;
import jakarta.inject.Inject;

/**
 * The learning rate falls as 1 / (1 + decay t)^power: with power 1 the rate under which stochastic
 * approximation converges (Robbins and Monro 1951).
 */
public final class InverseTimeSchedule implements Schedule {

  private final Config config;

  /**
   * The keys of {@code inverse-time}.
   *
   * @param decay how fast, per iteration; after 1 / decay iterations the factor is 1 / 2^power
   * @param power above 1/2 and at most 1 for convergence with noisy gradients
   */
  public record Config(
      @Default("0.01") @Range("(0, inf)") double decay,
      @Default("1") @Range("(0, inf)") double power) {}

  @Inject
  public InverseTimeSchedule(Config config) {
    this.config = config;
  }

  /** Returns the schedule whose rate is halved after 100 iterations. */
  public static InverseTimeSchedule withDefaults() {
    return new InverseTimeSchedule(new Config(0.01, 1));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public double factor(long iteration) {
    return Math.pow(1 + config.decay() * iteration, -config.power());
  }
}

package dev.dupin.optimizers.schedule;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.step.Schedule;
import jakarta.inject.Inject;

/**
 * The learning rate rises in equal steps to its full height, which it has at iteration number
 * {@code iterations}, and follows another schedule from there (Goyal et al. 2017, "Accurate, large
 * minibatch SGD", section 2.2). With 0 iterations it is that schedule.
 */
public final class WarmUpSchedule implements Schedule {

  private final Config config;

  /**
   * The keys of {@code warm-up}.
   *
   * @param iterations how long the rise takes
   * @param then the schedule after it, whose time starts there
   */
  public record Config(
      @Default("10") @Range("[0, inf)") long iterations, @Default("constant") Schedule then) {}

  @Inject
  public WarmUpSchedule(Config config) {
    this.config = config;
  }

  /** Returns the schedule that rises for 10 iterations and stays there. */
  public static WarmUpSchedule withDefaults() {
    return new WarmUpSchedule(new Config(10, new ConstantSchedule()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public double factor(long iteration) {
    long rise = config.iterations();
    return iteration < rise
        ? (iteration + 1.0) / (rise + 1)
        : config.then().factor(iteration - rise);
  }
}

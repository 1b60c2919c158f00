package dev.dupin.optimizers.schedule;

import dev.dupin.core.step.Schedule;
import jakarta.inject.Inject;

/** The learning rate stays as it is. */
public final class ConstantSchedule implements Schedule {

  @Inject
  public ConstantSchedule() {}

  @Override
  public double factor(long iteration) {
    return 1;
  }
}

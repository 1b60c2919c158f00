package com.acme.dupin;

import dev.dupin.core.run.RunContext;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A run that nothing here asks anything of. */
final class NoContext implements RunContext {
  @Override
  public RandomGenerator random(String axis) {
    return new Random(0);
  }

  @Override
  public RunContext part(String name) {
    return this;
  }

  @Override
  public boolean cancelled() {
    return false;
  }

  @Override
  public double gradientTolerance() {
    return 1e-6;
  }
}

package dev.dupin.optimizers;

import dev.dupin.core.run.RunContext;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A run in its first iteration, for parts tested alone. */
public record TestContext(String path) implements RunContext {

  /** The root. */
  public static final RunContext ROOT = new TestContext("step");

  @Override
  public RandomGenerator random(String axis) {
    return new SplittableRandom((path + "/" + axis).hashCode());
  }

  @Override
  public RunContext part(String name) {
    return new TestContext(path + "." + name);
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

package dev.dupin.testkit;

import dev.dupin.core.run.RunContext;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A run in its first iteration, for parts tested alone: a stream for each axis, nothing is ever
 * cancelled.
 *
 * @param gradientTolerance up to which a point counts as critical
 * @param path of the part
 */
public record TestContext(double gradientTolerance, String path) implements RunContext {

  /** A run with the usual tolerance. */
  public static final RunContext ROOT = new TestContext(1e-6);

  /** A run with that tolerance. */
  public TestContext(double gradientTolerance) {
    this(gradientTolerance, "test");
  }

  @Override
  public RandomGenerator random(String axis) {
    return new SplittableRandom((path + "/" + axis).hashCode());
  }

  @Override
  public RunContext part(String name) {
    return new TestContext(gradientTolerance, path + "." + name);
  }

  @Override
  public boolean cancelled() {
    return false;
  }
}

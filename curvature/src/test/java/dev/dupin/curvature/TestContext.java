package dev.dupin.curvature;

import dev.dupin.core.run.RunContext;
import java.util.Random;
import java.util.random.RandomGenerator;

/** A run for tests: streams by the name of their axis, nothing is ever cancelled. */
public record TestContext(double gradientTolerance, String path) implements RunContext {

  public TestContext(double gradientTolerance) {
    this(gradientTolerance, "test");
  }

  @Override
  public RandomGenerator random(String axis) {
    return new Random((path + "/" + axis).hashCode());
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

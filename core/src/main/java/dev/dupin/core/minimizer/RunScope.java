package dev.dupin.core.minimizer;

import dev.dupin.core.run.RunContext;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** What the parts of one run share: seed, iteration, clock, tolerance. */
final class RunScope {

  private final long seed;
  private final Gate gate;
  private long iteration;
  private double gradientTolerance;

  RunScope(long seed, Gate gate, double gradientTolerance) {
    this.seed = seed;
    this.gate = gate;
    this.gradientTolerance = gradientTolerance;
  }

  RunContext part(String path) {
    return new Part(this, path);
  }

  void iteration(long present) {
    iteration = present;
  }

  void gradientTolerance(double tolerance) {
    gradientTolerance = tolerance;
  }

  double gradientTolerance() {
    return gradientTolerance;
  }

  /**
   * Returns the stream of (seed, path, axis, iteration): equal for equal arguments, unrelated
   * otherwise.
   */
  static RandomGenerator stream(long seed, String path, String axis, long iteration) {
    long state = mix(seed + 0x9E3779B97F4A7C15L);
    state = absorb(state, path);
    state = absorb(mix(state ^ 0xD1B54A32D192ED03L), axis);
    return new SplittableRandom(mix(state ^ mix(iteration + 0x9E3779B97F4A7C15L)));
  }

  private static long absorb(long state, String text) {
    long mixed = state;
    for (int i = 0; i < text.length(); i++) {
      mixed = mix(mixed ^ (text.charAt(i) + 1));
    }
    return mixed;
  }

  /**
   * The finaliser of SplitMix64 (Steele, Lea and Flood 2014): every input bit reaches every output
   * bit.
   */
  private static long mix(long bits) {
    long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  private record Part(RunScope run, String path) implements RunContext {

    @Override
    public RandomGenerator random(String axis) {
      return stream(run.seed, path, axis, run.iteration);
    }

    @Override
    public RunContext part(String name) {
      return new Part(run, path + "." + name);
    }

    @Override
    public boolean cancelled() {
      return run.gate.isOver();
    }

    @Override
    public double gradientTolerance() {
      return run.gradientTolerance;
    }
  }
}

package dev.dupin.curvature;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A checkpoint in memory. Arrays are kept without a copy, as the contract allows, so a part that
 * writes to one it handed over is found out.
 */
public final class TestState implements State {

  private final Map<String, Object> saved = new HashMap<>();
  private boolean loading;

  /** Saves a part. */
  public static TestState of(Checkpointable part) {
    TestState state = new TestState();
    part.exchange(state);
    return state;
  }

  /** Loads into a part. */
  public void into(Checkpointable part) {
    loading = true;
    part.exchange(this);
  }

  private Object swap(String name, Object value) {
    if (loading) {
      return Objects.requireNonNull(saved.get(name), name);
    }
    if (saved.put(name, value) != null) {
      throw new IllegalStateException("saved twice: " + name);
    }
    return value;
  }

  @Override
  public double exchange(String name, double value) {
    return (double) swap(name, value);
  }

  @Override
  public long exchange(String name, long value) {
    return (long) swap(name, value);
  }

  @Override
  public double[] exchange(String name, double[] value) {
    return (double[]) swap(name, value);
  }

  @Override
  public void exchange(String name, Checkpointable part) {
    TestState nested = loading ? (TestState) swap(name, this) : new TestState();
    nested.loading = loading;
    part.exchange(nested);
    if (!loading) {
      swap(name, nested);
    }
  }
}

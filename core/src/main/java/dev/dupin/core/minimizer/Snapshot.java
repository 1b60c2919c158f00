package dev.dupin.core.minimizer;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The state of a run between two iterations: names with dots to numbers ({@code Double}, {@code
 * Long}) and arrays ({@code double[]}). A run resumed from it goes on to the same bits.
 */
public final class Snapshot {

  private final Map<String, Object> values;

  private Snapshot(Map<String, Object> values) {
    this.values = values;
  }

  /** Saves a part: its arrays are copied. */
  public static Snapshot of(Checkpointable part) {
    Map<String, Object> values = new LinkedHashMap<>();
    part.exchange(new Saving(values, ""));
    return new Snapshot(values);
  }

  /**
   * Returns a snapshot read back from where {@link #values} was written.
   *
   * @param values names to {@code Double}, {@code Long} or {@code double[]}
   */
  public static Snapshot of(Map<String, Object> values) {
    return new Snapshot(new LinkedHashMap<>(values));
  }

  /**
   * Loads a part that was made anew from the same recipe.
   *
   * @throws IllegalArgumentException if this snapshot is not one of such a part
   */
  public void restore(Checkpointable part) {
    part.exchange(new Loading(values, ""));
  }

  /** Returns everything saved, in the order of saving; unmodifiable, its arrays frozen. */
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  private record Saving(Map<String, Object> values, String prefix) implements State {

    @Override
    public double exchange(String name, double value) {
      put(name, value);
      return value;
    }

    @Override
    public long exchange(String name, long value) {
      put(name, value);
      return value;
    }

    @Override
    public double[] exchange(String name, double[] value) {
      put(name, value.clone());
      return value;
    }

    @Override
    public void exchange(String name, Checkpointable part) {
      part.exchange(new Saving(values, prefix + name + "."));
    }

    private void put(String name, Object value) {
      if (values.put(prefix + name, value) != null) {
        throw new IllegalStateException("two pieces of state are called '" + prefix + name + "'");
      }
    }
  }

  private record Loading(Map<String, Object> values, String prefix) implements State {

    @Override
    public double exchange(String name, double value) {
      return get(name, Double.class);
    }

    @Override
    public long exchange(String name, long value) {
      return get(name, Long.class);
    }

    @Override
    public double[] exchange(String name, double[] value) {
      return get(name, double[].class).clone();
    }

    @Override
    public void exchange(String name, Checkpointable part) {
      part.exchange(new Loading(values, prefix + name + "."));
    }

    private <T> T get(String name, Class<T> type) {
      Object value = values.get(prefix + name);
      if (!type.isInstance(value)) {
        throw new IllegalArgumentException(
            "the checkpoint has no "
                + type.getSimpleName()
                + " '"
                + prefix
                + name
                + "': it is of another run");
      }
      return type.cast(value);
    }
  }
}

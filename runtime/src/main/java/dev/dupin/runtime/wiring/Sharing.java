package dev.dupin.runtime.wiring;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.objective.Objective;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.Yaml;
import dev.dupin.runtime.plugin.Kinds;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the trials of a sweep share: equal objectives are one objective, and equal data are read
 * once. Recipes are immutable, so nobody can tell the difference. A single run shares nothing.
 */
public final class Sharing {

  private final boolean on;
  private final Map<String, Object> shared = new HashMap<>();

  /**
   * @param on whether there is more than one trial
   */
  public Sharing(boolean on) {
    this.on = on;
  }

  /** Returns the instance that an earlier trial built, if there is an equal one. */
  Optional<Object> find(BoundPart part) {
    return isShared(part) ? Optional.ofNullable(shared.get(key(part))) : Optional.empty();
  }

  /** Returns what stands for a newly built instance, here and in later trials. */
  Object share(BoundPart part, Object instance) {
    if (!isShared(part)) {
      return instance;
    }
    return shared.computeIfAbsent(
        key(part),
        key -> instance instanceof DataSource source ? new SharedData(source) : instance);
  }

  /** Lets go of the data read, once every objective is built. */
  public void release() {
    for (Object instance : shared.values()) {
      if (instance instanceof SharedData data) {
        data.release();
      }
    }
    shared.clear();
  }

  private boolean isShared(BoundPart part) {
    Class<?> kind = part.part().kind();
    return on && (kind == Objective.class || kind == DataSource.class);
  }

  private static String key(BoundPart part) {
    return Kinds.word(part.part().kind()) + ": " + Yaml.write(part.plain());
  }
}

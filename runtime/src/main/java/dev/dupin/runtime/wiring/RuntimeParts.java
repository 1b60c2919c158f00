package dev.dupin.runtime.wiring;

import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.run.Observer;

/** The parts of the runtime itself. */
public final class RuntimeParts implements Plugin {

  @Override
  public void register(Registry registry) {
    registry.add(Start.class, "default", Starts.ByObjective.class);
    registry.add(Start.class, "zeros", Starts.Zeros.class);
    registry.add(Start.class, "point", Starts.Point.class);
    registry.add(Start.class, "normal", Starts.Normal.class);
    registry.add(Start.class, "run", StartFromRun.class);
    registry.add(Observer.class, "trace", Trace.class);
  }
}

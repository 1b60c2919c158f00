package dev.dupin.objectives;

import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;

/** Announces the parts of this module. */
public final class ObjectivesPlugin implements Plugin {

  @Override
  public void register(Registry registry) {
    registry.add(Objective.class, "formula", Formula.class);
    registry.add(Objective.class, "rosenbrock", Rosenbrock.class);
  }
}

package dev.dupin.optimizers;

import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;

/** Announces the parts of this module. */
public final class OptimizersPlugin implements Plugin {

  @Override
  public void register(Registry registry) {}
}

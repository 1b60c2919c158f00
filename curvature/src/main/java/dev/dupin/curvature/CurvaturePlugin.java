package dev.dupin.curvature;

import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;

/** Announces the parts of this module. */
public final class CurvaturePlugin implements Plugin {

  @Override
  public void register(Registry registry) {}
}

package com.acme.dupin;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.step.StepStrategy;

/** Announces the parts of this plugin; named in {@code META-INF/services}. */
public final class AcmePlugin implements Plugin {
  @Override
  public void register(Registry registry) {
    registry.add(Objective.class, "double-well", DoubleWell.class);
    registry.add(HessianProvider.class, "diagonal-secant", DiagonalSecant.class);
    registry.add(StepStrategy.class, "cautious-newton", CautiousNewton.class);
  }
}

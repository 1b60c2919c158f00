package dev.dupin.runtime.parts;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.StepStrategy;

/** Announces the parts of the tests. */
public final class TestParts implements Plugin {

  @Override
  public void register(Registry registry) {
    registry.add(Objective.class, "bowl", Bowl.class);
    registry.add(Objective.class, "mean-of-squares", MeanOfSquares.class);
    registry.add(Objective.class, "decorated", Decorated.class);
    registry.add(Objective.class, "every-type", EveryType.class);
    registry.add(Objective.class, "crossed", Crossed.class);
    registry.add(Objective.class, "exclusive", Either.class);
    registry.add(Objective.class, "keyless", Keyless.class);
    registry.add(Objective.class, "buggy", Bugs.Throws.class);
    registry.add(Objective.class, "asks-too-much", Bugs.AsksTooMuch.class);
    registry.add(Objective.class, "bad-schema", Bugs.BadSchema.class);
    registry.add(Objective.class, "bad-default", Bugs.BadDefault.class);
    registry.add(Objective.class, "served", Served.class);
    registry.add(DataSource.class, "numbers", Numbers.class);
    registry.add(HessianProvider.class, "exact", Hessians.Exact.class);
    registry.add(HessianProvider.class, "scaled", Hessians.Scaled.class);
    registry.add(HessianProvider.class, "by-layers", Hessians.ByLayers.class);
    registry.add(HessianProvider.class, "needs-key", Hessians.NeedsKey.class);
    registry.add(StepStrategy.class, "trust-region", Steps.Plain.class);
    registry.add(StepStrategy.class, "definite", Steps.Definite.class);
    registry.add(StepStrategy.class, "alternating", Steps.Alternating.class);
    registry.add(StepStrategy.class, "by-layers", Steps.ByLayers.class);
    registry.add(Analysis.class, "verdict", Watchers.Verdict.class);
    registry.add(Analysis.class, "spectrum", Watchers.Spectrum.class);
    registry.add(Observer.class, "counter", Watchers.Counter.class);
    registry.add(StopRule.class, "after", Watchers.After.class);
  }
}

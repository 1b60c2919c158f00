package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.StepStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything a run is told. */
record Setup(
    Objective objective,
    HessianProvider hessian,
    StepStrategy step,
    StopConditions conditions,
    Map<String, StopRule> stopRules,
    Map<String, Analysis> analyses,
    List<Observer> observers,
    Optional<double[]> start,
    long seed,
    Optional<Batching> batching,
    double checkpointSeconds,
    Optional<Consumer<Snapshot>> checkpoints,
    Optional<Snapshot> resumed) {}

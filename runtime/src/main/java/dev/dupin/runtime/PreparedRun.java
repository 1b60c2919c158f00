package dev.dupin.runtime;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.runtime.wiring.RunSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run that was checked and only needs to be started. Immutable; it may be run more than once. */
public final class PreparedRun {

  private final Parts parts;
  private final Settings settings;
  private final EffectiveSpec effective;
  private final String hash;

  PreparedRun(Parts parts, Settings settings, EffectiveSpec effective) {
    this.parts = parts;
    this.settings = settings;
    this.effective = effective;
    this.hash = effective.hash();
  }

  /** The parts of a run; the strings are their types. */
  record Parts(
      Objective objective,
      String objectiveType,
      HessianProvider hessian,
      String hessianType,
      StepStrategy step,
      String stepType,
      Map<String, StopRule> rules,
      Map<String, Analysis> analyses,
      List<Observer> observers,
      List<PluginInfo> plugins) {}

  /** The rest of what a run is told. */
  record Settings(
      String name,
      String trial,
      long seed,
      Optional<double[]> start,
      Optional<RunSpec.Batch> batch,
      RunSpec.StopKeys stop,
      int traceEvery,
      RunSpec.Checkpointing checkpoint) {}

  /** Returns the name of the run; for a trial of a sweep, its own name follows after a slash. */
  public String name() {
    return settings.name();
  }

  /** Returns the name of the trial, such as {@code 002-hessian-bfgs}; empty without a sweep. */
  public String trial() {
    return settings.trial();
  }

  /** Returns the seed of every random stream. */
  public long seed() {
    return settings.seed();
  }

  /**
   * Returns the SHA-256, in hexadecimal, of what decides about the path of the run: the effective
   * spec without its name, limits and observers, with files by their content.
   */
  public String specHash() {
    return hash;
  }

  /** Returns the spec as YAML with every default filled in; it composes to this run again. */
  public String effectiveSpec() {
    return effective.yaml();
  }

  /** Returns where each value of the effective spec came from, by path. */
  public Map<String, Origin> origins() {
    return effective.origins();
  }

  /** Returns the objective. */
  public Objective objective() {
    return parts.objective();
  }

  /** Returns the type of the objective, as a spec names it. */
  public String objectiveType() {
    return parts.objectiveType();
  }

  /** Returns the type of the Hessian. */
  public String hessianType() {
    return parts.hessianType();
  }

  /** Returns the type of the step. */
  public String stepType() {
    return parts.stepType();
  }

  /** Returns how many trials make one row of the trace. */
  public int traceEvery() {
    return settings.traceEvery();
  }

  /**
   * Returns after how many seconds the state of the run is saved again; infinity: only where it
   * ends.
   */
  public double checkpointSeconds() {
    return settings.checkpoint().everySeconds();
  }

  /** Returns the plugins whose parts this run uses. */
  public List<PluginInfo> plugins() {
    return parts.plugins();
  }

  /** Returns a new minimizer, told everything that the spec says. */
  public Minimizer minimizer() {
    Minimizer minimizer =
        Minimizer.of(parts.objective())
            .hessian(parts.hessian())
            .step(parts.step())
            .stop(settings.stop().conditions())
            .seed(settings.seed());
    settings.start().ifPresent(minimizer::start);
    settings.batch().ifPresent(batch -> minimizer.batches(batch.batching()));
    parts.rules().forEach(minimizer::stopRule);
    parts.analyses().forEach(minimizer::analyze);
    parts.observers().forEach(minimizer::observe);
    return minimizer;
  }
}

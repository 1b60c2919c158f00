package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.StepStrategy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Minimises an objective with a Hessian and a step strategy, and says where that ended.
 *
 * <pre>{@code
 * Result result = Minimizer.of(objective)
 *     .hessian(new ExactHessian())
 *     .step(TrustRegion.withDefaults())
 *     .stop(gradientNorm(1e-10))
 *     .run();
 * }</pre>
 *
 * Two nested loops: an iteration has one point and one curvature, its trials are the radii of a
 * trust region or the lengths of a line search. The minimizer owns the loop, the counts, the
 * limits, the stop rules, the observers and the checkpoints, so that no part can forget them. This
 * object only collects what a run is told; {@link #run} may be called again.
 */
public final class Minimizer {

  private final Objective objective;
  private @Nullable HessianProvider hessian;
  private @Nullable StepStrategy step;
  private StopConditions conditions = StopConditions.DEFAULTS;
  private final Map<String, StopRule> stopRules = new LinkedHashMap<>();
  private final Map<String, Analysis> analyses = new LinkedHashMap<>();
  private final List<Observer> observers = new ArrayList<>();
  private double @Nullable [] start;
  private long seed;
  private @Nullable Batching batching;
  private double checkpointSeconds = Double.POSITIVE_INFINITY;
  private @Nullable Consumer<Snapshot> checkpoints;
  private @Nullable Snapshot resumed;

  private Minimizer(Objective objective) {
    this.objective = objective;
  }

  /** Starts a description of a run on this objective. */
  public static Minimizer of(Objective objective) {
    return new Minimizer(objective);
  }

  /** Sets the curvature; required. */
  public Minimizer hessian(HessianProvider provider) {
    hessian = provider;
    return this;
  }

  /** Sets the step; required. */
  public Minimizer step(StepStrategy strategy) {
    step = strategy;
    return this;
  }

  /** Changes single stop conditions, see {@link Stop}. */
  @SafeVarargs
  public final Minimizer stop(UnaryOperator<StopConditions>... changes) {
    for (UnaryOperator<StopConditions> change : changes) {
      conditions = change.apply(conditions);
    }
    return this;
  }

  /** Sets all stop conditions at once. */
  public Minimizer stop(StopConditions all) {
    conditions = all;
    return this;
  }

  /** Adds a stop rule under a name that the message of its status will show. */
  public Minimizer stopRule(String name, StopRule rule) {
    stopRules.put(name, rule);
    return this;
  }

  /** Adds an analysis under the name its findings will have in the result. */
  public Minimizer analyze(String name, Analysis analysis) {
    analyses.put(name, analysis);
    return this;
  }

  /** Adds an observer; it is called in the thread of the run. */
  public Minimizer observe(Observer observer) {
    observers.add(observer);
    return this;
  }

  /**
   * Sets the start; without it the objective says where to start.
   *
   * @param point n finite coordinates; copied
   */
  public Minimizer start(double[] point) {
    if (point.length != objective.dimension()) {
      throw new IllegalArgumentException(
          "the start has "
              + point.length
              + " coordinates, but the objective has "
              + objective.dimension());
    }
    start = point.clone();
    return this;
  }

  /**
   * Returns the point where a run starts: the one set, or the objective's choice for the seed.
   *
   * @throws IllegalStateException if the objective chooses a point of another dimension
   */
  public double[] startingPoint() {
    double[] set = start;
    return set == null ? Execution.objectivesStart(objective, seed) : set.clone();
  }

  /** Sets the seed that every random stream of the run is derived from; 0 unless set. */
  public Minimizer seed(long value) {
    seed = value;
    return this;
  }

  /** Draws mini-batches; the objective must be a finite sum. */
  public Minimizer batches(Batching value) {
    if (objective.sum().isEmpty()) {
      throw new IllegalArgumentException(
          "mini-batches need an objective that is a finite sum; this one is not");
    }
    batching = value;
    return this;
  }

  /**
   * Saves checkpoints between iterations.
   *
   * @param everySeconds not sooner than that after the last one, infinity for never; besides, a run
   *     that is interrupted or ends at a limit between two iterations leaves one
   * @param sink takes each, in the thread of the run
   */
  public Minimizer checkpoint(double everySeconds, Consumer<Snapshot> sink) {
    checkpointSeconds = everySeconds;
    checkpoints = sink;
    return this;
  }

  /**
   * Goes on from a checkpoint of a run that was told the same; limits may differ. It goes on to the
   * same bits.
   */
  public Minimizer resume(Snapshot snapshot) {
    resumed = snapshot;
    return this;
  }

  /**
   * Runs. An interrupt of the calling thread ends the run as {@link Status#INTERRUPTED}, and stays
   * set.
   *
   * @return always a result, with the best point found, whatever happened
   * @throws IllegalStateException if Hessian or step are missing
   * @throws IllegalArgumentException if the parts do not go together
   */
  public Result run() {
    return new Execution(setup()).result();
  }

  private Setup setup() {
    HessianProvider provider = hessian;
    StepStrategy strategy = step;
    if (provider == null || strategy == null) {
      throw new IllegalStateException("a run needs a hessian(...) and a step(...)");
    }
    provider = batching == null ? provider : batching.seenBy(provider);
    List<Compatibility.Mismatch> mismatches = Compatibility.check(objective, provider, strategy);
    if (!mismatches.isEmpty()) {
      throw new IllegalArgumentException(
          mismatches.stream().map(Object::toString).collect(Collectors.joining("; ")));
    }
    analyses.forEach((name, analysis) -> requireNoNeed(name, analysis));
    return new Setup(
        objective,
        provider,
        strategy,
        conditions,
        new LinkedHashMap<>(stopRules),
        new LinkedHashMap<>(analyses),
        List.copyOf(observers),
        Optional.ofNullable(start).map(double[]::clone),
        seed,
        Optional.ofNullable(batching),
        checkpointSeconds,
        Optional.ofNullable(checkpoints),
        Optional.ofNullable(resumed));
  }

  private void requireNoNeed(String name, Analysis analysis) {
    analysis
        .unmetNeed(objective.judged())
        .ifPresent(
            need -> {
              throw new IllegalArgumentException("the analysis " + name + " needs " + need);
            });
  }
}

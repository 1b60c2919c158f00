package dev.dupin.runtime;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.minimizer.StopConditions;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.runtime.Candidates.Candidate;
import dev.dupin.runtime.binding.Binder;
import dev.dupin.runtime.binding.Bound;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.BoundRecord;
import dev.dupin.runtime.binding.RecordSchema;
import dev.dupin.runtime.binding.SpecBinding;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.spec.Sweep;
import dev.dupin.runtime.spec.Trial;
import dev.dupin.runtime.wiring.RunSpec;
import dev.dupin.runtime.wiring.Start;
import dev.dupin.runtime.wiring.Wiring;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Composes one trial. Everything that can be looked at is, whatever else is wrong. */
final class TrialComposer {

  static final String OBJECTIVE = "objective";
  static final String HESSIAN = "hessian";
  static final String STEP = "step";

  private static final String BATCH = "batch";
  private static final String ANALYZE = "analyze";
  private static final String START = "start";
  private static final String STOP = "stop";
  private static final String NORM = "gradientNorm";
  private static final String COSINE = "gradientCosine";

  private final Workshop workshop;
  private final Trial trial;
  private final Problems problems = new Problems();
  private final NormalSpec normal;
  private final Binder binder;
  private final BoundRecord spec;
  private final Wiring wiring;

  TrialComposer(Workshop workshop, Trial trial) {
    this.workshop = workshop;
    this.trial = trial;
    normal =
        NormalSpec.of(trial, workshop.spec().usualName(), workshop.schemas().registry(), problems);
    binder = workshop.binder(problems);
    RecordSchema.Binding binding =
        SpecBinding.spec(RunSpec.class, normal.tree(), List.of(Sweep.KEY), binder);
    spec = binding.record();
    wiring = workshop.root().with(binder.parts(), problems);
  }

  /** Returns everything that is wrong. */
  Problems problems() {
    return problems;
  }

  /** Returns the run, empty if there are problems. */
  Optional<PreparedRun> compose() {
    Objective objective = instance(OBJECTIVE, Objective.class);
    if (objective == null) {
      return Optional.empty();
    }
    try {
      return compose(objective);
    } catch (RuntimeException | LinkageError e) {
      BoundPart part = part(OBJECTIVE);
      String message = "the parts cannot be checked: " + e;
      problems.keep(e);
      problems.add(part.origin(), OBJECTIVE, message, "this is a bug of one of them");
      return Optional.empty();
    }
  }

  private Optional<PreparedRun> compose(Objective objective) {
    Optional<double[]> start = start(objective);
    Optional<RunSpec.Batch> batch = batch(objective);
    Optional<Candidate<HessianProvider>> hessian = hessian(objective, batch);
    StepStrategy step = instance(STEP, StepStrategy.class);
    if (!problems.isEmpty() || hessian.isEmpty() || step == null) {
      return Optional.empty();
    }
    BoundRecord complete = complete(objective).with(HESSIAN, hessian.get().part());
    Assembly assembly = new Assembly(complete, wiring, hessian.get());
    return Optional.of(
        new PreparedRun(
            assembly.parts(objective, step),
            assembly.settings(trial.name(), start, batch),
            new EffectiveSpec(complete, normal.verdictOff())));
  }

  private Optional<double[]> start(Objective objective) {
    Start start = instance(START, Start.class);
    if (start == null) {
      return Optional.empty();
    }
    long seed = spec.get("seed").map(value -> (Long) value.realise(this::nothing)).orElse(0L);
    try {
      return start.point(objective.dimension(), seed);
    } catch (IllegalArgumentException e) {
      problems.add(part(START).origin(), START, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<RunSpec.Batch> batch(Objective objective) {
    Optional<Bound> bound = spec.get(BATCH);
    if (bound.isEmpty()) {
      return Optional.empty();
    }
    RunSpec.Batch batch =
        (RunSpec.Batch) ((Optional<?>) bound.get().realise(this::nothing)).orElseThrow();
    Optional<FiniteSum> sum = objective.sum();
    Located node = Objects.requireNonNull(normal.tree().get(BATCH));
    if (sum.isPresent()) {
      checkTerms(batch.size(), "size", sum.get().terms(), node);
      checkTerms(batch.curvatureSize().orElse(1), "curvatureSize", sum.get().terms(), node);
    } else {
      String message = part(OBJECTIVE).part().words() + " is no finite sum, so it has no batches";
      problems.add(node.origin(), BATCH, message);
    }
    return Optional.of(batch);
  }

  private void checkTerms(int size, String key, int terms, Located batch) {
    if (size > terms) {
      Located value = batch instanceof LocatedMap keys ? keys.get(key) : null;
      Origin origin = value == null ? batch.origin() : value.origin();
      String objective = part(OBJECTIVE).part().words();
      String message = size + " is more than the " + terms + " terms of " + objective;
      problems.add(origin, BATCH + "." + key, message);
    }
  }

  private Optional<Candidate<HessianProvider>> hessian(
      Objective objective, Optional<RunSpec.Batch> batch) {
    StepStrategy step = instance(STEP, StepStrategy.class);
    if (step == null) {
      return Optional.empty();
    }
    UnaryOperator<HessianProvider> seen =
        hessian -> batch.map(keys -> keys.batching().seenBy(hessian)).orElse(hessian);
    Candidates candidates = new Candidates(workshop, seen);
    Matching matching =
        new Matching(candidates, objective, part(OBJECTIVE), step, part(STEP), problems);
    checkAnalyses(matching, objective);
    if (normal.tree().get(HESSIAN) == null) {
      return matching.usual();
    }
    HessianProvider hessian = instance(HESSIAN, HessianProvider.class);
    if (hessian == null) {
      return Optional.empty();
    }
    matching.check(hessian, part(HESSIAN));
    return Optional.of(new Candidate<>(part(HESSIAN), hessian));
  }

  /** Analyses may name Hessians of their own, and have needs like any other part. */
  private void checkAnalyses(Matching matching, Objective objective) {
    spec.get(ANALYZE)
        .ifPresent(analyses -> analyses.parts(part -> checkAnalysis(part, matching, objective)));
  }

  private void checkAnalysis(BoundPart part, Matching matching, Objective objective) {
    Analysis analysis = instance(part.path(), Analysis.class);
    if (analysis == null) {
      return;
    }
    boolean hessiansWork = true;
    for (BoundPart child : part.children()) {
      if (child.part().kind() == HessianProvider.class) {
        HessianProvider hessian = instance(child.path(), HessianProvider.class);
        hessiansWork &= hessian != null && matching.checkAlone(hessian, child);
      }
    }
    if (hessiansWork) {
      analysis
          .unmetNeed(objective.judged())
          .ifPresent(
              need ->
                  problems.add(
                      part.typeOrigin(), part.path(), part.part().words() + " needs " + need));
    }
  }

  /** Fills in what depends on the objective: the gradient tests, scale-free for sums of squares. */
  private BoundRecord complete(Objective objective) {
    BoundRecord stop = (BoundRecord) spec.get(STOP).orElseThrow();
    StopConditions given = StopConditions.DEFAULTS;
    OptionalDouble norm = number(stop, NORM);
    if (norm.isPresent()) {
      given = Stop.gradientNorm(norm.getAsDouble()).apply(given);
    }
    OptionalDouble cosine = number(stop, COSINE);
    if (cosine.isPresent()) {
      given = Stop.gradientCosine(cosine.getAsDouble()).apply(given);
    }
    StopConditions completed = given.completed(objective.structures().contains(Residuals.class));
    BoundRecord filled = filled(stop, NORM, completed.gradientNorm());
    return spec.with(STOP, filled(filled, COSINE, completed.gradientCosine()));
  }

  private OptionalDouble number(BoundRecord stop, String key) {
    return stop.get(key)
        .map(bound -> (OptionalDouble) bound.realise(this::nothing))
        .orElse(OptionalDouble.empty());
  }

  private BoundRecord filled(BoundRecord stop, String key, OptionalDouble value) {
    return stop.get(key).isPresent() || value.isEmpty()
        ? stop
        : SpecBinding.with(stop, key, Double.toString(value.getAsDouble()), binder);
  }

  private <T> @Nullable T instance(String path, Class<T> kind) {
    return wiring.instance(path, kind).orElse(null);
  }

  private BoundPart part(String path) {
    return binder.parts().stream()
        .filter(part -> part.path().equals(path))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(path + " was not bound"));
  }

  private Object nothing(BoundPart part) {
    throw new IllegalStateException(part.path() + " is no part of this record");
  }
}

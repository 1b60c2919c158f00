package dev.dupin.runtime.wiring;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Batching;
import dev.dupin.core.minimizer.StopConditions;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.StepStrategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The keys of a spec.
 *
 * @param name of the run; left out, that of the file
 * @param seed of every random stream
 * @param objective what is minimised
 * @param start where
 * @param hessian the curvature; left out, the first usual one of the step that works here
 * @param step how far to trust it
 * @param batch mini-batches; left out, none
 * @param stop when the run ends
 * @param analyze what to look at, by name
 * @param observe who watches, by name
 * @param checkpoint when the state of the run is saved
 */
public record RunSpec(
    String name,
    @Default("0") long seed,
    Objective objective,
    @Default("default") Start start,
    Optional<HessianProvider> hessian,
    @Default("trust-region") StepStrategy step,
    Optional<Batch> batch,
    @Default("{}") StopKeys stop,
    Map<String, Analysis> analyze,
    Map<String, Observer> observe,
    @Default("{}") Checkpointing checkpoint) {

  /**
   * When the state of a run is saved, for {@code dupin resume}: between iterations, and besides
   * where the run is interrupted or ends at a limit.
   *
   * @param everySeconds not sooner than that after the last time; infinity: only where it ends
   */
  public record Checkpointing(@Default("30") @Range("(0, inf]") double everySeconds) {}

  /**
   * Mini-batches of a finite sum, see {@link Batching}.
   *
   * @param size terms in a batch
   * @param curvatureSize terms in the batch that the Hessian sees, drawn afresh for every
   *     iteration; left out: the batch of the gradient
   * @param evaluateEvery after how many epochs f of the full set is evaluated, which says what the
   *     best point is and is not counted; inf: at the start and at the end only
   * @param testFullGradient whether the gradient tests run, on all terms, at the end of every epoch
   */
  public record Batch(
      @Range("[1, inf)") int size,
      @Range("[1, inf)") OptionalInt curvatureSize,
      @Default("1") @Range("[1, inf)") long evaluateEvery,
      @Default("false") boolean testFullGradient) {

    /** Returns the same for the minimizer. */
    public Batching batching() {
      return new Batching(size, curvatureSize, evaluateEvery, testFullGradient);
    }
  }

  /**
   * When a run ends, see {@link StopConditions}; the defaults are those of {@link
   * StopConditions#DEFAULTS}.
   *
   * @param gradientNorm 2-norm of the gradient; left out: 1e-6, but 0 for sums of squares, where
   *     gradientCosine alone decides
   * @param relativeGradientNorm the same, as a multiple of that at the start; 0: not tested
   * @param gradientCosine for sums of squares; left out: 1e-10 there; 0: not tested
   * @param maxIterations accepted steps
   * @param maxTrials trial steps
   * @param maxEvaluations gradient equivalents
   * @param maxSeconds wall-clock time
   * @param maxEpochs passes over the terms
   * @param unboundedBelow f below this counts as minus infinity
   * @param rules of plugins
   */
  public record StopKeys(
      @Range("[0, inf)") OptionalDouble gradientNorm,
      @Default("0") @Range("[0, inf)") double relativeGradientNorm,
      @Range("[0, inf)") OptionalDouble gradientCosine,
      @Default("10000") @Range("[0, inf)") long maxIterations,
      @Default("inf") @Range("[0, inf)") long maxTrials,
      @Default("inf") @Range("[0, inf]") double maxEvaluations,
      @Default("inf") @Range("[0, inf]") double maxSeconds,
      @Default("inf") @Range("[0, inf)") long maxEpochs,
      @Range("[-inf, inf)") OptionalDouble unboundedBelow,
      @Default("[]") List<StopRule> rules) {

    /** Returns the same for the minimizer. */
    public StopConditions conditions() {
      return new StopConditions(
          gradientNorm,
          relativeGradientNorm,
          gradientCosine,
          maxIterations,
          maxTrials,
          maxEvaluations,
          maxSeconds,
          maxEpochs,
          unboundedBelow);
    }
  }
}

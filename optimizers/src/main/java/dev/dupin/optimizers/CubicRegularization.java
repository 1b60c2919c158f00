package dev.dupin.optimizers;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CubicWeight;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.globalizer.AdaptiveCubic;
import dev.dupin.optimizers.subproblem.CubicLanczos;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Adaptive cubic regularisation, ARC: minimises the model plus weight |s|^3 / 3, where the weight
 * follows how well that predicts f (Griewank 1981; Nesterov and Polyak 2006; Cartis, Gould and
 * Toint 2011). Works with any Hessian, definite or not. It is {@link ComposedStep} with the {@link
 * AdaptiveCubic} rule, whose keys it takes directly.
 */
public final class CubicRegularization implements StepStrategy {

  /**
   * The keys of {@code cubic-regularization}.
   *
   * @param transform what is done to the curvature first
   * @param subproblem minimises the cubic model: {@code cubic-lanczos} by products, {@code cubic}
   *     exactly, by a dense matrix
   * @param initialWeight the first weight; if left out, the one under which the first step along -g
   *     is about as long as the way to the minimum of the model along it, or 1 where that is no
   *     number
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   * @param reduceAbove the weight falls if it is more than this part
   * @param reduce the next weight as a part of the last, where it falls
   * @param grow the next weight as a multiple of the last, where it grows
   */
  public record Config(
      @Default("identity") CurvatureTransform transform,
      @Default("cubic-lanczos") Subproblem subproblem,
      @Range("(0, inf)") OptionalDouble initialWeight,
      @Default("0.1") @Range("[0, 1)") double acceptance,
      @Default("0.75") @Range("(0, 1)") double reduceAbove,
      @Default("0.1") @Range("(0, 1)") double reduce,
      @Default("3") @Range("(1, inf)") double grow) {

    public Config {
      ComposedStep.requireControl(
          "cubic-regularization", "subproblem", subproblem.control(), CubicWeight.class);
      new AdaptiveCubic.Config(initialWeight, acceptance, reduceAbove, reduce, grow);
    }

    private AdaptiveCubic globalizer() {
      return new AdaptiveCubic(
          new AdaptiveCubic.Config(initialWeight, acceptance, reduceAbove, reduce, grow));
    }
  }

  private final Config config;
  private final ComposedStep parts;

  @Inject
  public CubicRegularization(Config config) {
    this.config = config;
    parts =
        new ComposedStep(
            new ComposedStep.Config(config.transform(), config.subproblem(), config.globalizer()));
  }

  /** Returns this strategy with its default keys. */
  public static CubicRegularization withDefaults() {
    return with(CubicLanczos.withDefaults());
  }

  /** Returns this strategy with another subproblem and default keys besides. */
  public static CubicRegularization with(Subproblem subproblem) {
    AdaptiveCubic.Config rule = AdaptiveCubic.withDefaults().config();
    return new CubicRegularization(
        new Config(
            new IdentityTransform(),
            subproblem,
            rule.initialWeight(),
            rule.acceptance(),
            rule.reduceAbove(),
            rule.reduce(),
            rule.grow()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Stepper start(RunContext context) {
    return parts.start(context);
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return parts.unmetNeed(objective);
  }

  @Override
  public Requirements requires() {
    return parts.requires();
  }
}

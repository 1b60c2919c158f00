package dev.dupin.optimizers;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.Replaces;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.globalizer.RatioRadius;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A trust-region method: minimises the model within a radius that follows how well the model
 * predicts f. Works with any Hessian, definite or not. It is {@link ComposedStep} with the classic
 * rule {@link RatioRadius}, whose keys it takes directly, or with another rule.
 */
public final class TrustRegion implements StepStrategy {

  /**
   * The keys of {@code trust-region}.
   *
   * @param transform what is done to the curvature first
   * @param subproblem minimises the model within the radius
   * @param globalizer another rule for the radius, such as {@code adaptive-radius}; the keys below
   *     are those of the classic rule, and not given beside another one
   * @param initialRadius the first radius; if left out, the length of the step to the minimum of
   *     the first model along -g, or |g|^2 / |Bg| where that model has none, or max(1, |x|) where
   *     the curvature along -g, or g itself, is zero
   * @param maxRadius the radius grows no further
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   * @param shrinkBelow the radius shrinks if it is less than this part
   * @param expandAbove the radius may grow if it is more than this part
   * @param shrink the next radius as a part of the step, where that was taken and the radius
   *     shrinks
   * @param shrinkRefused the next radius as a part of a step that was refused
   * @param expand the next radius as a multiple of the last, where it grows
   */
  public record Config(
      @Default("identity") CurvatureTransform transform,
      @Default("steihaug-cg") Subproblem subproblem,
      @Replaces({
            "initialRadius",
            "maxRadius",
            "acceptance",
            "shrinkBelow",
            "expandAbove",
            "shrink",
            "shrinkRefused",
            "expand"
          })
          Optional<Globalizer> globalizer,
      @Range("(0, inf)") OptionalDouble initialRadius,
      @Default("inf") @Range("(0, inf]") double maxRadius,
      @Default("1e-4") @Range("[0, 1)") double acceptance,
      @Default("0.25") @Range("(0, 1)") double shrinkBelow,
      @Default("0.75") @Range("(0, 1)") double expandAbove,
      @Default("0.25") @Range("(0, 1)") double shrink,
      @Default("0.5") @Range("(0, 1)") double shrinkRefused,
      @Default("2") @Range("(1, inf)") double expand) {

    public Config {
      ComposedStep.requireControl("trust-region", "subproblem", subproblem.control(), Radius.class);
      globalizer.ifPresent(
          other ->
              ComposedStep.requireControl(
                  "trust-region", "globalizer", other.control(), Radius.class));
      new RatioRadius.Config(
          initialRadius,
          maxRadius,
          acceptance,
          shrinkBelow,
          expandAbove,
          shrink,
          shrinkRefused,
          expand);
    }

    private Globalizer rule() {
      return globalizer.orElseGet(
          () ->
              new RatioRadius(
                  new RatioRadius.Config(
                      initialRadius,
                      maxRadius,
                      acceptance,
                      shrinkBelow,
                      expandAbove,
                      shrink,
                      shrinkRefused,
                      expand)));
    }
  }

  private final Config config;
  private final ComposedStep parts;

  @Inject
  public TrustRegion(Config config) {
    this.config = config;
    parts =
        new ComposedStep(
            new ComposedStep.Config(config.transform(), config.subproblem(), config.rule()));
  }

  /** Returns this strategy with its default keys. */
  public static TrustRegion withDefaults() {
    return with(SteihaugCg.withDefaults());
  }

  /** Returns this strategy with another subproblem and default keys besides. */
  public static TrustRegion with(Subproblem subproblem) {
    return with(subproblem, Optional.empty());
  }

  /** Returns this strategy with another subproblem and another rule for the radius. */
  public static TrustRegion with(Subproblem subproblem, Globalizer globalizer) {
    return with(subproblem, Optional.of(globalizer));
  }

  private static TrustRegion with(Subproblem subproblem, Optional<Globalizer> globalizer) {
    RatioRadius.Config rule = RatioRadius.withDefaults().config();
    return new TrustRegion(
        new Config(
            new IdentityTransform(),
            subproblem,
            globalizer,
            rule.initialRadius(),
            rule.maxRadius(),
            rule.acceptance(),
            rule.shrinkBelow(),
            rule.expandAbove(),
            rule.shrink(),
            rule.shrinkRefused(),
            rule.expand()));
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

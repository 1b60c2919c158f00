package dev.dupin.optimizers;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.globalizer.GainDamping;
import dev.dupin.optimizers.subproblem.Damped;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The method of Levenberg 1944 and Marquardt 1963: takes the step s with (B + damping D^2) s = -g,
 * where the damping follows how well the model predicts f, and D measures each variable in a unit
 * of its own (Moré 1978). Made for least squares with the Gauss-Newton matrix; with any other
 * Hessian it is a damped Newton method. It is {@link ComposedStep} with the {@link GainDamping}
 * rule, whose keys it takes directly.
 */
public final class LevenbergMarquardt implements StepStrategy {

  /**
   * The keys of {@code levenberg-marquardt}.
   *
   * @param transform what is done to the curvature first
   * @param subproblem solves the damped system
   * @param rule how the damping follows the gain, the actual over the predicted reduction
   * @param scaling what the unit of each variable is
   * @param initialDamping the first damping, relative to the largest diagonal entry of B in these
   *     units; the rule {@code more} begins without
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   */
  public record Config(
      @Default("identity") CurvatureTransform transform,
      @Default("damped") Subproblem subproblem,
      @Default("more") GainDamping.Rule rule,
      @Default("running-maximum") GainDamping.Scaling scaling,
      @Default("1e-3") @Range("(0, inf)") double initialDamping,
      @Default("1e-4") @Range("[0, 1)") double acceptance) {

    public Config {
      ComposedStep.requireControl(
          "levenberg-marquardt", "subproblem", subproblem.control(), Damping.class);
    }

    private GainDamping globalizer() {
      return new GainDamping(new GainDamping.Config(rule, scaling, initialDamping, acceptance));
    }
  }

  private final Config config;
  private final ComposedStep parts;

  @Inject
  public LevenbergMarquardt(Config config) {
    this.config = config;
    parts =
        new ComposedStep(
            new ComposedStep.Config(config.transform(), config.subproblem(), config.globalizer()));
  }

  /** Returns this strategy with its default keys. */
  public static LevenbergMarquardt withDefaults() {
    return with(Damped.withDefaults());
  }

  /** Returns this strategy with another subproblem and default keys besides. */
  public static LevenbergMarquardt with(Subproblem subproblem) {
    return with(subproblem, GainDamping.withDefaults());
  }

  /** Returns this strategy with another subproblem and another rule. */
  public static LevenbergMarquardt with(Subproblem subproblem, GainDamping globalizer) {
    GainDamping.Config rule = globalizer.config();
    return new LevenbergMarquardt(
        new Config(
            new IdentityTransform(),
            subproblem,
            rule.rule(),
            rule.scaling(),
            rule.initialDamping(),
            rule.acceptance()));
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

  /** Returns the Gauss-Newton matrix for what it was made for, the Hessian elsewhere. */
  @Override
  public List<String> usualHessians() {
    return List.of("gauss-newton", "exact", "finite-difference");
  }
}

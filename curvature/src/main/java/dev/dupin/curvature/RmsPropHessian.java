package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.diagonal.GradientMoments;
import dev.dupin.curvature.diagonal.RunningSum;
import dev.dupin.curvature.diagonal.ScalarOperator;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * What RMSProp takes for the Hessian (Tieleman and Hinton 2012, "Lecture 6.5, rmsprop: divide the
 * gradient by a running average of its recent magnitude"): the diagonal sqrt(v) + epsilon, where v
 * is the running mean of the squared gradients, the one at the point included. With {@code
 * fixed-step} this is RMSProp.
 *
 * <p>The mean starts at zero, so that first steps are up to 1 / sqrt(1 - decay) times as long as
 * later ones, unless {@code biasCorrected}. A point costs n square roots, a product or solution n
 * multiplications; n doubles are kept.
 */
public final class RmsPropHessian implements HessianProvider {

  /**
   * The keys of {@code rmsprop}.
   *
   * @param decay the part of the running mean that is kept at every step
   * @param epsilon added to the root of the mean; what a coordinate without gradient has left
   * @param biasCorrected whether the zero that the mean starts from is made up for, as Adam does
   */
  public record Config(
      @Default("0.9") @Range("[0, 1)") double decay,
      @Default("1e-8") @Range("(0, inf)") double epsilon,
      @Default("false") boolean biasCorrected) {
    public Config {
      Checks.part("decay", decay);
      Checks.positive("epsilon", epsilon);
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public RmsPropHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static RmsPropHessian withDefaults() {
    return new RmsPropHessian(new Config(0.9, 1e-8, false));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return ScalarOperator.TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new GradientMoments(
        RunningSum.Rule.meanOfSquares(config.decay(), config.biasCorrected()),
        config.epsilon(),
        false);
  }
}

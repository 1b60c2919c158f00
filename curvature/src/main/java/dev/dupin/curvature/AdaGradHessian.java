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
 * What AdaGrad takes for the Hessian (Duchi, Hazan and Singer 2011, "Adaptive subgradient methods
 * for online learning and stochastic optimization", figure 1): the diagonal sqrt(v) + epsilon,
 * where v is the sum of all squared gradients of the run, the one at the point included. It only
 * grows, so steps only get shorter. With {@code fixed-step} this is AdaGrad.
 *
 * <p>A point costs n square roots, a product or solution n multiplications; n doubles are kept.
 */
public final class AdaGradHessian implements HessianProvider {

  /**
   * The keys of {@code adagrad}.
   *
   * @param epsilon added to the root of the sum; what a coordinate without gradient has left
   */
  public record Config(@Default("1e-8") @Range("(0, inf)") double epsilon) {
    public Config {
      Checks.positive("epsilon", epsilon);
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public AdaGradHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static AdaGradHessian withDefaults() {
    return new AdaGradHessian(new Config(1e-8));
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
    return new GradientMoments(RunningSum.Rule.sumOfSquares(), config.epsilon(), false);
  }
}

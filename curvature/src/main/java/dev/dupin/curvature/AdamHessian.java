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
 * What Adam takes for the Hessian (Kingma and Ba 2015, "Adam: a method for stochastic
 * optimization", algorithm 1): the diagonal sqrt(v) + epsilon, where v is the running mean of the
 * squared gradients, bias corrected, the one at the point included. It is of the size of the
 * gradients, not of the curvature: a scale for every coordinate, so that all move at the same pace.
 *
 * <p>With {@code fixed-step} and its momentum {@code {type: average, beta: 0.9, biasCorrected:
 * true}} this is Adam, with weight decay AdamW. A point costs n square roots, a product or solution
 * n multiplications; n doubles are kept, 2 n with {@code amsgrad}.
 */
public final class AdamHessian implements HessianProvider {

  /**
   * The keys of {@code adam}.
   *
   * @param beta2 the part of the running mean that is kept at every step
   * @param epsilon added to the root of the mean; what a coordinate without gradient has left
   * @param amsgrad whether v is the largest mean so far, so that no pace ever rises again (Reddi,
   *     Kale and Kumar 2018, "On the convergence of Adam and beyond", algorithm 2; of the corrected
   *     means)
   */
  public record Config(
      @Default("0.999") @Range("[0, 1)") double beta2,
      @Default("1e-8") @Range("(0, inf)") double epsilon,
      @Default("false") boolean amsgrad) {
    public Config {
      Checks.part("beta2", beta2);
      Checks.positive("epsilon", epsilon);
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public AdamHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys, those of the paper. */
  public static AdamHessian withDefaults() {
    return new AdamHessian(new Config(0.999, 1e-8, false));
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
        RunningSum.Rule.meanOfSquares(config.beta2(), true), config.epsilon(), config.amsgrad());
  }
}

package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.jacobian.OutputMetric;
import dev.dupin.curvature.jacobian.PullbackOperator;
import dev.dupin.curvature.jacobian.RootMetric;
import dev.dupin.curvature.jacobian.SampledMetric;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * The Fisher information matrix of a model whose loss is a negative log-likelihood, plus the
 * weights of the penalty: the mean over examples of E[g g'], where g is the gradient of the
 * example's loss under labels that the <em>model</em> predicts (Amari 1998, "Natural gradient works
 * efficiently in learning"; Martens 2020, "New insights and perspectives on the natural gradient
 * method", section 5). Newton-like steps with it are natural gradient steps.
 *
 * <p>The expectation is exact, or a mean over labels drawn from the model. The exact one equals the
 * Gauss-Newton matrix for the softmax, logistic and normal likelihoods of unit variance, and for
 * every loss that is a likelihood in its natural parameters. Samples are drawn anew in every
 * iteration, from a stream of their own; within an iteration they stay.
 *
 * <p>A product costs one with J and one with J', counted as one Hessian product, and for every
 * example outputs^2 multiplications, or outputs * samples; memory is two vectors over outputs, and
 * one for each sample. The dense matrix, made only if a step asks for it, takes n products and n^2
 * doubles.
 */
public final class FisherHessian implements HessianProvider {

  private static final String NAME = "fisher";

  /**
   * The keys of {@code fisher}.
   *
   * @param samples labels drawn for each example in an iteration; 0 for the exact expectation
   */
  public record Config(@Default("0") @Range("[0, inf)") int samples) {
    public Config {
      if (samples < 0) {
        throw new IllegalArgumentException("samples is " + samples + ", but must not be negative");
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public FisherHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys: the exact expectation. */
  public static FisherHessian withDefaults() {
    return new FisherHessian(new Config(0));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return Requirements.anyOf(OutputLoss.class);
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return config.samples() == 0
        ? Set.of(Trait.POSITIVE_SEMIDEFINITE)
        : Set.of(Trait.POSITIVE_SEMIDEFINITE, Trait.STOCHASTIC);
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Set<Trait> traits = traits(objective);
    return new PointCurvature(
        here -> {
          OutputLoss loss = Structures.at(here, OutputLoss.class, NAME);
          return new PullbackOperator("Fisher matrix", loss, metric(loss, context), traits);
        });
  }

  private OutputMetric metric(OutputLoss loss, RunContext context) {
    return config.samples() == 0
        ? new RootMetric(loss)
        : new SampledMetric(loss, config.samples(), context.random("labels"));
  }
}

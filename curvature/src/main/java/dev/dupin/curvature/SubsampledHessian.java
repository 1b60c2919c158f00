package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * Another Hessian of some of the terms only, while value and gradient are those of all: the
 * curvature needs fewer examples than the gradient (Byrd, Chin, Neveitt and Nocedal 2011, "On the
 * use of stochastic Hessian information in optimization methods for machine learning"; Roosta and
 * Mahoney 2019, "Sub-sampled Newton methods"). The terms are drawn without repetition, from a
 * stream of their own; with mini-batches, from those of the batch.
 *
 * <p>Everything costs the share of the terms of what it costs the other Hessian, besides a copy of
 * the terms where the objective makes one. Where there are no more terms than are wanted, it is the
 * other Hessian. A Hessian that learns from steps learns from gradients of the same terms at both
 * ends, which are evaluated for it.
 */
public final class SubsampledHessian implements HessianProvider {

  /**
   * The keys of {@code subsampled}.
   *
   * @param size how many terms
   * @param fresh whether every iteration draws new ones, rather than one set for the whole run
   * @param of the Hessian of those terms
   */
  public record Config(
      @Default("256") @Range("[1, inf)") int size,
      @Default("true") boolean fresh,
      @Default("exact") HessianProvider of) {
    public Config {
      if (size < 1) {
        throw new IllegalArgumentException("size is " + size + ", but must be at least 1");
      }
      Objects.requireNonNull(of, "of is null");
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public SubsampledHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static SubsampledHessian withDefaults() {
    return new SubsampledHessian(new Config(256, true, new ExactHessian()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return config.of().requires().and(Requirements.finiteSum());
  }

  /** What the other Hessian promises of its matrix. */
  @Override
  public Set<Trait> traits(Objective objective) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(config.of().traits(objective));
    traits.remove(Trait.EXACT);
    traits.remove(Trait.GAUSS_NEWTON);
    if (config.fresh()) {
      traits.add(Trait.STOCHASTIC);
    }
    return traits;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Curvature inner = config.of().start(objective, context.part("of"));
    return new SubsampledCurvature(config, inner, context, traits(objective));
  }
}

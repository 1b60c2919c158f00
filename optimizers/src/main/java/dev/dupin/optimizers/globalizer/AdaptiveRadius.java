package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import jakarta.inject.Inject;
import java.util.OptionalDouble;

/**
 * The radius rule of CAT, the consistently adaptive trust-region method (Hamad and Hinder 2022, "A
 * consistently adaptive trust-region method", NeurIPS 35; 2024, "A simple and practical adaptive
 * trust-region method", arXiv 2412.02079). The radius follows the step: it becomes {@code omega2}
 * times its length, or {@code 1 / omega1} of it. Which of them, the ratio
 *
 * <pre>rho = actual / (predicted + theta/2 min(|g|, |g there|) |s|)</pre>
 *
 * decides: the last term asks for more where the gradient stays large, and so a gradient norm below
 * tau needs at most order tau^(-3/2) iterations, the least that any method of second order can
 * promise, whatever the Lipschitz constant of the Hessian. That is said of the exact Hessian: with
 * secant pairs on badly conditioned functions the gradient zigzags, the term blames the model, and
 * the radius stays small; {@code theta: 0} leaves it out.
 *
 * <p>Every step that lowers f is taken. After a bad one the radius falls to a part of the step, as
 * in the first paper, and not of the radius, as in the second: so the same step is never tried
 * twice. Pays one value a trial, and the gradient of those that lower f. Every comparison is false
 * for NaN: a trial outside the domain is refused and the radius contracts.
 */
public final class AdaptiveRadius implements Globalizer {

  /**
   * The keys of {@code adaptive-radius}, under their names in the papers.
   *
   * @param initialRadius the first radius; if left out, the length of the step to the minimum of
   *     the first model along -g, or |g|^2 / |Bg| where that model has none, or max(1, |x|) where
   *     the curvature along -g, or g itself, is zero
   * @param beta the radius grows if rho is at least this, and falls if it is less
   * @param theta how much the gradient counts in rho
   * @param omega1 where the radius falls, it is the length of the step divided by this
   * @param omega2 where it grows, it is the length of the step times this, if that is more
   */
  public record Config(
      @Range("(0, inf)") OptionalDouble initialRadius,
      @Default("0.1") @Range("(0, 1)") double beta,
      @Default("0.1") @Range("[0, 1)") double theta,
      @Default("8") @Range("(1, inf)") double omega1,
      @Default("16") @Range("[1, inf)") double omega2) {

    public Config {
      if (omega2 < omega1) {
        throw new IllegalArgumentException(
            "omega1 <= omega2 is required, but they are " + omega1 + " and " + omega2);
      }
    }
  }

  private final Config config;

  @Inject
  public AdaptiveRadius(Config config) {
    this.config = config;
  }

  /** Returns this rule with its default keys, those of the paper of 2024. */
  public static AdaptiveRadius withDefaults() {
    return new AdaptiveRadius(new Config(OptionalDouble.empty(), 0.1, 0.1, 8, 16));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public Controller start(RunContext context) {
    return new Rule(config);
  }

  private static final class Rule extends RadiusController {

    private final Config config;

    Rule(Config config) {
      super(config.initialRadius(), Double.POSITIVE_INFINITY);
      this.config = config;
    }

    @Override
    boolean follow(Trial trial, double predicted, double actual) {
      boolean accepted = predicted > 0 && actual > 0 && Trials.usable(trial.there());
      double length = trial.proposal().length();
      boolean good = accepted && actual >= config.beta() * (predicted + gradientTerm(trial));
      change(
          good
              ? Math.max(config.omega2() * length, radius())
              : Math.min(length, radius()) / config.omega1());
      return accepted;
    }

    /** Where f is -infinity the run ends, and nobody looks at a gradient there. */
    private double gradientTerm(Trial trial) {
      if (trial.there().value() == Double.NEGATIVE_INFINITY) {
        return 0;
      }
      double here = Vectors.norm(trial.model().here().gradient());
      double there = Vectors.norm(trial.there().gradient());
      return 0.5 * config.theta() * Math.min(here, there) * Vectors.norm(trial.proposal().step());
    }

    @Override
    double contracted() {
      return radius() / config.omega1();
    }
  }
}

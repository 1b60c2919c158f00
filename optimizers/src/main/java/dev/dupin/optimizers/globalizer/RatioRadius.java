package dev.dupin.optimizers.globalizer;

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
 * The classic trust-region rule: compares the actual with the predicted reduction (Nocedal and
 * Wright 2006, algorithm 4.1; Conn, Gould and Toint 2000, algorithm 6.1.1). Where the model
 * predicted badly, the radius falls to a part of the step that was tried, so that the same step is
 * never tried twice; where it predicted well and the step was held back by the region, it grows.
 *
 * <p>Every comparison is false for NaN: a trial outside the domain is refused and the radius
 * contracts.
 */
public final class RatioRadius implements Globalizer {

  /** A step this close to the boundary was held back by it; the rest is rounding. */
  private static final double AT_BOUNDARY = 0.99;

  /**
   * The keys of {@code ratio-radius}.
   *
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
      @Range("(0, inf)") OptionalDouble initialRadius,
      @Default("inf") @Range("(0, inf]") double maxRadius,
      @Default("1e-4") @Range("[0, 1)") double acceptance,
      @Default("0.25") @Range("(0, 1)") double shrinkBelow,
      @Default("0.75") @Range("(0, 1)") double expandAbove,
      @Default("0.25") @Range("(0, 1)") double shrink,
      @Default("0.5") @Range("(0, 1)") double shrinkRefused,
      @Default("2") @Range("(1, inf)") double expand) {

    public Config {
      if (acceptance > shrinkBelow || shrinkBelow > expandAbove) {
        throw new IllegalArgumentException(
            "acceptance <= shrinkBelow <= expandAbove is required, but they are "
                + acceptance
                + ", "
                + shrinkBelow
                + " and "
                + expandAbove);
      }
      if (initialRadius.orElse(0) > maxRadius) {
        throw new IllegalArgumentException(
            "initialRadius " + initialRadius.getAsDouble() + " is above maxRadius " + maxRadius);
      }
    }
  }

  private final Config config;

  @Inject
  public RatioRadius(Config config) {
    this.config = config;
  }

  /**
   * Returns this rule with its default keys: the thresholds and factors of Nocedal and Wright's
   * algorithm 4.1, but for a refused step, which halves the radius as in Conn, Gould and Toint 2000
   * (section 6.1): on the problems of Moré, Garbow and Hillstrom that saves 3 per cent of the
   * Hessians, where half after every poor step saves 4, and triples the steps of a Hessian that
   * promises too much, such as that of K-FAC. The acceptance is the one that Gould, Orban,
   * Sartenaer and Toint 2005 ("Sensitivity of trust-region algorithms to their parameters") found
   * best.
   */
  public static RatioRadius withDefaults() {
    return new RatioRadius(
        new Config(
            OptionalDouble.empty(), Double.POSITIVE_INFINITY, 1e-4, 0.25, 0.75, 0.25, 0.5, 2));
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
      super(config.initialRadius(), config.maxRadius());
      this.config = config;
    }

    @Override
    boolean follow(Trial trial, double predicted, double actual) {
      double length = trial.proposal().length();
      boolean accepted =
          predicted > 0 && actual > config.acceptance() * predicted && Trials.usable(trial.there());
      if (!accepted) {
        change(config.shrinkRefused() * Math.min(length, radius()));
      } else if (!(actual >= config.shrinkBelow() * predicted)) {
        change(config.shrink() * Math.min(length, radius()));
      } else if (actual > config.expandAbove() * predicted && length >= AT_BOUNDARY * radius()) {
        change(config.expand() * radius());
      }
      return accepted;
    }

    @Override
    double contracted() {
      return config.shrinkRefused() * radius();
    }
  }
}

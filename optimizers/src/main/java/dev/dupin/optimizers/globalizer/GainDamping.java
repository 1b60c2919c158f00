package dev.dupin.optimizers.globalizer;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Globalizer;
import jakarta.inject.Inject;

/**
 * The damping of Levenberg-Marquardt steps follows the gain, the actual reduction over the
 * predicted one: it falls where the model predicted well, and grows where a step is refused.
 *
 * <p>Every comparison is false for NaN: a trial outside the domain is refused and the damping
 * grows.
 */
public final class GainDamping implements Globalizer {

  /** How the damping follows the gain. */
  public enum Rule {
    /**
     * Falls by max(1/3, 1 - (2 gain - 1)^3), so without jumps, and grows by 2, 4, 8, … while steps
     * are refused (Nielsen 1999, "Damping parameter in Marquardt's method", eq. 2.5).
     */
    NIELSEN,
    /** Falls by 10 and grows by 10 (Marquardt 1963). */
    MARQUARDT,
    /**
     * Falls by 5 and grows by 2: so it never lets go of a narrow valley too early (Transtrum and
     * Sethna 2012, section 3, "delayed gratification").
     */
    DELAYED_GRATIFICATION,
    /**
     * Whatever makes the scaled step as long as the radius of a trust region, none where the Newton
     * step is shorter; the radius follows the gain (Moré 1978, algorithms 5.5 and 7.1). The damping
     * of one model says nothing to the next, so this holds out where the curvature changes by
     * orders of magnitude between two points. Some solves a trial, two or three mostly.
     */
    MORE
  }

  /** What the unit of each variable is. */
  public enum Scaling {
    /**
     * The square root of the largest diagonal entry of B so far: the norm of a column of J (Moré
     * 1978, eq. 6.2). No choice of units for the variables changes the steps.
     */
    RUNNING_MAXIMUM,
    /** The square root of the diagonal entry of B (Marquardt 1963). */
    DIAGONAL,
    /** All variables have the same unit (Levenberg 1944). */
    NONE
  }

  /**
   * The keys of {@code gain-damping}.
   *
   * @param rule how the damping follows the gain
   * @param scaling what the unit of each variable is
   * @param initialDamping the first damping, relative to the largest diagonal entry of B in these
   *     units; the rule {@code more} begins without
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   */
  public record Config(
      @Default("more") Rule rule,
      @Default("running-maximum") Scaling scaling,
      @Default("1e-3") @Range("(0, inf)") double initialDamping,
      @Default("1e-4") @Range("[0, 1)") double acceptance) {}

  private final Config config;

  @Inject
  public GainDamping(Config config) {
    this.config = config;
  }

  /** Returns this rule with its default keys. */
  public static GainDamping withDefaults() {
    return new GainDamping(new Config(Rule.MORE, Scaling.RUNNING_MAXIMUM, 1e-3, 1e-4));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return Damping.class;
  }

  @Override
  public Controller start(RunContext context) {
    return config.rule() == Rule.MORE ? new RegionDamping(config) : new FactorDamping(config);
  }
}

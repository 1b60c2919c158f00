package dev.dupin.optimizers;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A step strategy made of three parts: a transform of the curvature, a subproblem that minimises
 * the model under a control, and a globalizer that chooses the control and judges the outcome. The
 * named strategies are compositions of this kind.
 *
 * <p>Where the gradient is small it escapes along negative curvature of the curvature as it is
 * before the transform, if that is proven: see {@link Stepper#escape}. Finding it costs the dense
 * matrix up to n = 200 and some twenty to two hundred products above, and nothing where the
 * curvature is declared positive semidefinite.
 */
public final class ComposedStep implements StepStrategy {

  /**
   * The keys of {@code composed}.
   *
   * @param transform what is done to the curvature first
   * @param subproblem minimises the model under the control
   * @param globalizer gives the control and judges the step
   */
  public record Config(
      @Default("identity") CurvatureTransform transform,
      Subproblem subproblem,
      Globalizer globalizer) {

    public Config {
      if (subproblem.control() != globalizer.control()) {
        throw refused(
            "subproblem",
            "this subproblem works with a "
                + words(subproblem.control())
                + ", but the globalizer with a "
                + words(globalizer.control())
                + ": choose two of one kind");
      }
    }
  }

  private final Config config;

  @Inject
  public ComposedStep(Config config) {
    this.config = config;
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Stepper start(RunContext context) {
    return new ComposedStepper(config, context);
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return config
        .transform()
        .unmetNeed(objective)
        .or(() -> config.subproblem().unmetNeed(objective));
  }

  /** Returns what the subproblem needs, less what the transform gives whatever comes in. */
  @Override
  public Requirements requires() {
    Requirements needs = config.subproblem().requires();
    Set<Trait> traits = new HashSet<>(needs.traits());
    Set<Trait> given = config.transform().gives();
    traits.removeAll(given);
    if (given.contains(Trait.POSITIVE_DEFINITE)) {
      traits.remove(Trait.POSITIVE_SEMIDEFINITE);
    }
    return new Requirements(needs.structures(), traits, needs.terms());
  }

  /**
   * Checks that a part of a named strategy works under its kind of control.
   *
   * @param strategy its name
   * @param key under which the part stands
   * @param given the control that the part works under
   * @param wanted the one of the strategy
   * @throws RefusedValueException if they differ
   */
  static void requireControl(String strategy, String key, Class<?> given, Class<?> wanted) {
    if (given != wanted) {
      throw refused(
          key,
          strategy
              + " works with a "
              + words(wanted)
              + ", but this "
              + key
              + " with a "
              + words(given));
    }
  }

  /** Names no part: whoever knows what the user wrote under the key does. */
  private static RefusedValueException refused(String key, String message) {
    return new RefusedValueException(key, 0, new IllegalArgumentException(message));
  }

  /** Returns the name of a kind of control in the trace: {@code StepLength} is stepLength. */
  static String name(Class<? extends Control> control) {
    String name = control.getSimpleName();
    return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
  }

  private static String words(Class<?> control) {
    return control
        .getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}

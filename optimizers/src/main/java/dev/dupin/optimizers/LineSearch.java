package dev.dupin.optimizers;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.globalizer.StrongWolfe;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * A line search: a descent direction from the curvature, and a search for a good length along it.
 * With an exact Hessian a damped Newton method, with {@code bfgs} or {@code l-bfgs} the
 * quasi-Newton methods, with {@code identity} steepest descent. It is {@link ComposedStep} with
 * these parts.
 */
public final class LineSearch implements StepStrategy {

  /**
   * The keys of {@code line-search}.
   *
   * @param transform what is done to the curvature first
   * @param subproblem gives the direction
   * @param search finds the length: {@code strong-wolfe} keeps secant pairs positive, which BFGS
   *     needs; {@code hager-zhang} does so, too, and still works where differences of f are
   *     rounding; {@code backtracking} is a little cheaper with an exact Hessian
   */
  public record Config(
      @Default("identity") CurvatureTransform transform,
      @Default("newton-direction") Subproblem subproblem,
      @Default("strong-wolfe") Globalizer search) {

    public Config {
      ComposedStep.requireControl(
          "line-search", "subproblem", subproblem.control(), StepLength.class);
      ComposedStep.requireControl("line-search", "search", search.control(), StepLength.class);
    }
  }

  private final Config config;
  private final ComposedStep parts;

  @Inject
  public LineSearch(Config config) {
    this.config = config;
    parts =
        new ComposedStep(
            new ComposedStep.Config(config.transform(), config.subproblem(), config.search()));
  }

  /** Returns this strategy with its default keys. */
  public static LineSearch withDefaults() {
    return with(StrongWolfe.withDefaults());
  }

  /** Returns this strategy with another search and default keys besides. */
  public static LineSearch with(Globalizer search) {
    return new LineSearch(
        new Config(new IdentityTransform(), NewtonDirection.withDefaults(), search));
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
}

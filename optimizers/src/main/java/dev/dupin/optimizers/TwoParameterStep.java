package dev.dupin.optimizers;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * The step of K-FAC, for any Hessian (Martens and Grosse 2015, "Optimizing neural networks with
 * Kronecker-factored approximate curvature", sections 6.4 to 7): s = alpha d + mu p, where d = -(B
 * + shift I)^-1 g is the direction of a cheap Hessian B and p the step before. The two parameters
 * minimise the model g's + s'(C + damping I)s/2 of another, truer Hessian C, of which two products
 * are all that is needed; so B may have a wrong scale, and miss what couples its blocks. With C the
 * Hessian of a quadratic and no damping these are the conjugate gradients preconditioned by B.
 *
 * <p>Damping follows the reduction ratio, and the shift, their gamma^2, whatever the model likes
 * best of three; both slowly. What a step is predicted to win is said without the damping, as by
 * every other step. A step that raises f is refused and the damping raised, unless {@code
 * everyStep} is set. d is found as by {@link NewtonDirection} with its default keys.
 *
 * <p>Costs, besides d: two products with C a step, one without momentum, two more where three
 * shifts are compared, and one at the start. Memory: some vectors of n.
 */
public final class TwoParameterStep implements StepStrategy {

  /**
   * The keys of {@code two-parameter}.
   *
   * @param model the Hessian C of the model, {@code gauss-newton} for networks; the one of the run
   *     if left out
   * @param momentum whether the step before takes part; else s = alpha d
   * @param adaptive whether damping and shift follow the run; else both stay what they are at
   *     first, and the damping is raised only until a step is taken
   * @param initialDamping the first damping, and shift, relative to the curvature g'Cg / g'g along
   *     the first gradient, so that no unit matters; 1e-3 as is usual for Levenberg-Marquardt,
   *     where the 150 of Martens and Grosse is of the scale of their networks
   * @param dampingEvery how many iterations the damping is kept; then it falls where the last step
   *     gave more than 3/4 of what was predicted, and grows where it gave less than 1/4
   * @param shiftEvery how many iterations the shift is kept; then one smaller and one larger are
   *     compared with it
   * @param decay what damping and shift are multiplied or divided by for each of these iterations
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   * @param everyStep whether every step is taken, as Martens and Grosse do on mini-batches: values
   *     are then paid only where the damping is adapted, and f may rise
   */
  public record Config(
      Optional<HessianProvider> model,
      @Default("true") boolean momentum,
      @Default("true") boolean adaptive,
      @Default("1e-3") @Range("[0, inf)") double initialDamping,
      @Default("5") @Range("[1, inf)") long dampingEvery,
      @Default("20") @Range("[1, inf)") long shiftEvery,
      @Default("0.95") @Range("(0, 1)") double decay,
      @Default("1e-4") @Range("[0, 1)") double acceptance,
      @Default("false") boolean everyStep) {}

  private final Config config;

  @Inject
  public TwoParameterStep(Config config) {
    this.config = config;
  }

  /** Returns this strategy with its default keys. */
  public static TwoParameterStep withDefaults() {
    return new TwoParameterStep(
        new Config(Optional.empty(), true, true, 1e-3, 5, 20, 0.95, 1e-4, false));
  }

  /** Returns this strategy with the Hessian of its model, and default keys besides. */
  public static TwoParameterStep with(HessianProvider model) {
    return new TwoParameterStep(
        new Config(Optional.of(model), true, true, 1e-3, 5, 20, 0.95, 1e-4, false));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  /**
   * Starts this strategy where it has no Hessian of its own.
   *
   * @throws IllegalStateException if it has one: that needs the objective
   */
  @Override
  public Stepper start(RunContext context) {
    if (config.model().isPresent()) {
      throw new IllegalStateException(
          "the Hessian of the model needs the objective: whoever wraps two-parameter must start it"
              + " with start(objective, context)");
    }
    return new TwoParameterStepper(config, null, context);
  }

  @Override
  public Stepper start(Objective objective, RunContext context) {
    Optional<Curvature> model =
        config.model().map(hessian -> hessian.start(objective, context.part("model")));
    return new TwoParameterStepper(config, model.orElse(null), context);
  }

  @Override
  public Requirements requires() {
    return config.model().map(HessianProvider::requires).orElse(Requirements.NONE);
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return config.model().flatMap(hessian -> hessian.unmetNeed(objective));
  }
}

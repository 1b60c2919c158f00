package dev.dupin.optimizers;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import java.util.random.RandomGenerator;

/**
 * Another strategy, kicked at random where the gradient is small (Jin et al. 2017, "How to escape
 * saddle points efficiently", algorithm 2). The kick has a component along any negative curvature,
 * with probability 1, and from there even gradient descent, which sees no curvature, leaves a
 * strict saddle. A run ends where the gradient is small, the strategy inside has no escape of its
 * own, and the last kick has led to no lower value.
 *
 * <p>A kick is uniform in a ball and always taken if f is finite there, so f may rise a little. It
 * costs one gradient.
 */
public final class PerturbedStep implements StepStrategy {

  /**
   * The keys of {@code perturbed}.
   *
   * @param of the strategy that makes all other steps
   * @param radius of the ball that a kick is drawn from
   * @param gradientThreshold kicks are made wherever a gradient test of the run holds, and besides
   *     where |g| is at most this: mini-batches, whose gradients no test believes, need it
   * @param interval how many iterations there are from one kick below the threshold to the next, at
   *     least
   * @param decrease a kick that has led to a value lower by less than this, times max(1, |f|), has
   *     led nowhere
   */
  public record Config(
      @Default("fixed-step") StepStrategy of,
      @Default("0.01") @Range("(0, inf)") double radius,
      @Default("0") @Range("[0, inf)") double gradientThreshold,
      @Default("50") @Range("[1, inf)") long interval,
      @Default("1e-8") @Range("[0, inf)") double decrease) {}

  private static final String OF = "of";

  private final Config config;

  @Inject
  public PerturbedStep(Config config) {
    this.config = config;
  }

  /** Returns perturbed gradient descent with its default keys. */
  public static PerturbedStep withDefaults() {
    return of(FixedStep.withDefaults());
  }

  /** Returns another strategy perturbed, with default keys besides. */
  public static PerturbedStep of(StepStrategy inside) {
    return new PerturbedStep(new Config(inside, 0.01, 0, 50, 1e-8));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Stepper start(RunContext context) {
    return new Kicking(config, context, config.of().start(context.part(OF)));
  }

  @Override
  public Stepper start(Objective objective, RunContext context) {
    return new Kicking(config, context, config.of().start(objective, context.part(OF)));
  }

  @Override
  public Requirements requires() {
    return config.of().requires();
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return config.of().unmetNeed(objective);
  }

  @Override
  public List<String> usualHessians() {
    return config.of().usualHessians();
  }

  private static final class Kicking implements Stepper {

    private final Config config;
    private final RunContext context;
    private final Stepper inside;

    /** The iteration of the last kick; -1 before the first one. */
    private long lastKick = -1;

    /** f where the last kick was made. */
    private double valueBefore = Double.NaN;

    private boolean kicking;

    Kicking(Config config, RunContext context, Stepper inside) {
      this.config = config;
      this.context = context;
      this.inside = inside;
    }

    @Override
    public Proposal propose(Model model) {
      boolean isSmall =
          Vectors.norm(model.here().gradient()) <= config.gradientThreshold()
              && !hasLedNowhere(model);
      kicking = isSmall && isDue(model);
      return kicking ? kick(model) : inside.propose(model);
    }

    private boolean isDue(Model model) {
      return lastKick < 0 || model.iteration() >= lastKick + config.interval();
    }

    /** Returns whether f is not clearly below what it was before the last kick. */
    private boolean hasLedNowhere(Model model) {
      double value = model.here().value();
      double needed = config.decrease() * Math.max(1, Math.abs(valueBefore));
      return lastKick >= 0 && !(value < valueBefore - needed);
    }

    /**
     * A normal vector has a uniform direction, and the n-th root of a uniform number the radius.
     */
    private Proposal kick(Model model) {
      int n = model.here().point().length;
      RandomGenerator random = context.random("kick");
      double[] step = new double[n];
      for (int i = 0; i < n; i++) {
        step[i] = random.nextGaussian();
      }
      double length = config.radius() * Math.pow(1 - random.nextDouble(), 1.0 / n);
      return new Proposal(
          Vectors.scale(length / Vectors.norm(step), step), Double.NaN, config.radius());
    }

    @Override
    public Decision judge(Trial trial) {
      if (!kicking) {
        return inside.judge(trial);
      }
      lastKick = trial.model().iteration();
      valueBefore = trial.model().here().value();
      boolean usable = Double.isFinite(trial.there().value()) && Trials.usable(trial.there());
      return usable ? Decision.accept(trial.there()) : Decision.REJECT;
    }

    /** The gradient is small: what the strategy inside knows to do, else a kick, unless in vain. */
    @Override
    public Optional<Proposal> escape(Model model) {
      kicking = false;
      Optional<Proposal> way = inside.escape(model);
      if (way.isPresent() || hasLedNowhere(model)) {
        return way;
      }
      kicking = true;
      return Optional.of(kick(model));
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      inside.report(out);
      out.accept("kicked", kicking ? 1 : 0);
    }

    @Override
    public List<String> warnings() {
      return inside.warnings();
    }

    @Override
    public void exchange(State state) {
      lastKick = state.exchange("lastKick", lastKick);
      valueBefore = state.exchange("valueBefore", valueBefore);
      state.exchange(OF, inside);
    }
  }
}

package dev.dupin.optimizers;

import dev.dupin.core.linear.Vectors;
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
import dev.dupin.optimizers.internal.Direction;
import dev.dupin.optimizers.internal.NewtonDirections;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * Steps of a fixed length, always taken: s = -learningRate B^-1 g. With the identity for B it is
 * gradient descent, with the curvature of an adaptive method that method. It pays no value and has
 * no escape: it may diverge, on a quadratic where the learning rate is above 2 / lambda_max, and
 * may stay at a saddle.
 *
 * <p>With momentum beta, and v the last velocity, the next one is v' = beta v - learningRate B^-1
 * g. The heavy ball (Polyak 1964) steps by v'. Nesterov's method, written for the points where
 * gradients are taken (Sutskever et al. 2013), steps by beta v' - learningRate B^-1 g.
 *
 * <p>B^-1 g is solved as by {@link NewtonDirection} with its default keys.
 */
public final class FixedStep implements StepStrategy {

  /**
   * The keys of {@code fixed-step}.
   *
   * @param learningRate the multiple of B^-1 g that is stepped
   * @param momentum the part of the last velocity that is kept; 0 is none
   * @param nesterov whether to look ahead by the velocity; needs momentum
   */
  public record Config(
      @Default("0.01") @Range("(0, inf)") double learningRate,
      @Default("0") @Range("[0, 1)") double momentum,
      @Default("false") boolean nesterov) {

    public Config {
      if (nesterov && momentum == 0) {
        throw new IllegalArgumentException(
            "nesterov: true looks ahead by the momentum, but momentum is 0: set it, to 0.9 say");
      }
    }
  }

  private final Config config;

  @Inject
  public FixedStep(Config config) {
    this.config = config;
  }

  /** Returns this strategy with its default keys. */
  public static FixedStep withDefaults() {
    return of(0.01);
  }

  /** Returns this strategy with a learning rate and no momentum. */
  public static FixedStep of(double learningRate) {
    return new FixedStep(new Config(learningRate, 0, false));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Stepper start(RunContext context) {
    return new Moving(config, context);
  }

  @Override
  public List<String> usualHessians() {
    return List.of("identity");
  }

  private static final class Moving implements Stepper {

    private final Config config;
    private final RunContext context;
    private double[] velocity = new double[0]; // empty: at rest, or without momentum
    private double[] nextVelocity = velocity;

    Moving(Config config, RunContext context) {
      this.config = config;
      this.context = context;
    }

    @Override
    public Proposal propose(Model model) {
      Direction direction = NewtonDirections.USUAL.of(model, context);
      double rate = config.learningRate();
      double[] step = Vectors.scale(rate, direction.vector());
      if (config.momentum() == 0) {
        double predicted = -rate * (direction.slope() + 0.5 * rate * direction.curvature());
        return Vectors.maxAbs(step) == 0
            ? Proposal.NONE
            : new Proposal(step, predicted, Double.NaN);
      }
      return withMomentum(step);
    }

    private Proposal withMomentum(double[] step) {
      double[] moved = step.clone();
      if (velocity.length > 0) {
        Vectors.addScaled(moved, config.momentum(), velocity);
      }
      nextVelocity = moved;
      if (!config.nesterov()) {
        return new Proposal(moved, Double.NaN, Double.NaN);
      }
      Vectors.addScaled(step, config.momentum(), moved);
      return new Proposal(step, Double.NaN, Double.NaN);
    }

    @Override
    public Decision judge(Trial trial) {
      velocity = nextVelocity;
      return Decision.accept(trial.there());
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("learningRate", config.learningRate());
    }

    @Override
    public void exchange(State state) {
      velocity = state.exchange("velocity", velocity);
      nextVelocity = velocity;
    }
  }
}

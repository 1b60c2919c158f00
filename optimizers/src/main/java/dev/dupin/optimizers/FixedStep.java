package dev.dupin.optimizers;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.Shorthand;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Momentum;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Schedule;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Direction;
import dev.dupin.optimizers.internal.NewtonDirections;
import dev.dupin.optimizers.internal.StabilityLimit;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.optimizers.schedule.ConstantSchedule;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;
import java.util.random.RandomGenerator;

/**
 * Steps of a fixed length, always taken: s = -rate B^-1 g. With the identity for B it is gradient
 * descent, with the curvature of an adaptive method that method. It pays no value and has no
 * escape: it may diverge, on a quadratic where the rate is above 2 / lambda_max, and may stay at a
 * saddle.
 *
 * <p>The rate is the learning rate times the factor of the schedule. In this order: g is clipped,
 * noise is added, the momentum puts its average in the place of g or its velocity on the step, and
 * the weights decay.
 *
 * <p>B^-1 g is solved as by {@link NewtonDirection} with its default keys.
 */
public final class FixedStep implements StepStrategy {

  /**
   * The keys of {@code fixed-step}.
   *
   * @param learningRate the multiple of B^-1 g that is stepped
   * @param momentum what is remembered of the steps or gradients before: a number is that of {@code
   *     heavy-ball}, the part of the last velocity that is kept; 0 is none
   * @param nesterov whether to look ahead by the momentum; needs one
   * @param schedule how the learning rate changes over the run
   * @param weightDecay decoupled from the gradient: every step subtracts rate * weightDecay * x
   *     (Loshchilov and Hutter 2019, "Decoupled weight decay regularization", algorithm 2)
   * @param clipNorm the 2-norm that longer gradients are scaled down to (Pascanu, Mikolov and
   *     Bengio 2013, "On the difficulty of training recurrent neural networks", algorithm 1)
   * @param gradientNoise normal noise on the gradient
   * @param stabilityEvery how often, in iterations, the limit 2 / lambda_max of the learning rate
   *     is reported beside it, as stabilityLimit, for a diagonal B; it costs some ten to a hundred
   *     Hessian products; 0 is never
   */
  public record Config(
      @Default("0.01") @Range("(0, inf)") double learningRate,
      @Default("0") @Shorthand(type = "heavy-ball", key = "coefficient") Momentum momentum,
      @Default("false") boolean nesterov,
      @Default("constant") Schedule schedule,
      @Default("0") @Range("[0, inf)") double weightDecay,
      @Range("(0, inf)") OptionalDouble clipNorm,
      Optional<GradientNoise> gradientNoise,
      @Default("0") @Range("[0, inf)") long stabilityEvery) {

    public Config {
      if (nesterov && momentum instanceof HeavyBall ball && ball.config().coefficient() == 0) {
        throw new IllegalArgumentException(
            "nesterov: true looks ahead by the momentum, but momentum is 0: set it, to 0.9 say");
      }
    }
  }

  /**
   * Noise of variance variance / (1 + t)^decay on each entry of the gradient of iteration t
   * (Neelakantan et al. 2015, "Adding gradient noise improves learning for very deep networks").
   *
   * @param variance at the start
   * @param decay of the variance; 0 keeps it as it is
   */
  public record GradientNoise(
      @Default("0.01") @Range("(0, inf)") double variance,
      @Default("0.55") @Range("[0, inf)") double decay) {}

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
    return of(learningRate, HeavyBall.withDefaults());
  }

  /** Returns this strategy with a learning rate and a momentum. */
  public static FixedStep of(double learningRate, Momentum momentum) {
    return new FixedStep(
        new Config(
            learningRate,
            momentum,
            false,
            new ConstantSchedule(),
            0,
            OptionalDouble.empty(),
            Optional.empty(),
            0));
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
    private final Momentum.Memory memory;
    private double rate;
    private double stabilityLimit = Double.NaN;

    Moving(Config config, RunContext context) {
      this.config = config;
      this.context = context;
      memory = config.momentum().start(config.nesterov());
      rate = config.learningRate();
    }

    @Override
    public Proposal propose(Model model) {
      rate = config.learningRate() * config.schedule().factor(model.iteration());
      stabilityLimit = isDue(model.iteration()) ? StabilityLimit.of(model, context) : Double.NaN;
      double[] gradient = model.here().gradient();
      double[] remembered = memory.gradient(noisy(clipped(gradient), model.iteration()));
      Direction direction = NewtonDirections.USUAL.of(model, remembered, context);
      double[] fresh = Vectors.scale(rate, direction.vector());
      double[] step = decayed(memory.step(fresh), model.here().point());
      if (Vectors.maxAbs(step) == 0) {
        return Proposal.NONE;
      }
      boolean isPlain = isSame(remembered, gradient) && isSame(step, fresh);
      double predicted =
          isPlain ? -rate * (direction.slope() + 0.5 * rate * direction.curvature()) : Double.NaN;
      return new Proposal(step, predicted, Double.NaN);
    }

    private boolean isDue(long iteration) {
      return config.stabilityEvery() > 0 && iteration % config.stabilityEvery() == 0;
    }

    @SuppressWarnings("ArrayEquals") // the same array: nothing was done to it
    private static boolean isSame(double[] one, double[] other) {
      return one == other;
    }

    private double[] clipped(double[] gradient) {
      double most = config.clipNorm().orElse(Double.POSITIVE_INFINITY);
      double norm = Vectors.norm(gradient);
      return norm > most ? Vectors.scale(most / norm, gradient) : gradient;
    }

    private double[] noisy(double[] gradient, long iteration) {
      if (config.gradientNoise().isEmpty()) {
        return gradient;
      }
      GradientNoise noise = config.gradientNoise().get();
      double deviation = Math.sqrt(noise.variance() / Math.pow(1.0 + iteration, noise.decay()));
      RandomGenerator random = context.random("noise");
      double[] noisy = gradient.clone();
      for (int i = 0; i < noisy.length; i++) {
        noisy[i] += deviation * random.nextGaussian();
      }
      return noisy;
    }

    private double[] decayed(double[] step, double[] point) {
      if (config.weightDecay() == 0) {
        return step;
      }
      double[] decayed = step.clone();
      Vectors.addScaled(decayed, -rate * config.weightDecay(), point);
      return decayed;
    }

    @Override
    public Decision judge(Trial trial) {
      memory.taken();
      return Decision.accept(trial.there());
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("learningRate", rate);
      if (config.stabilityEvery() > 0) {
        out.accept("stabilityLimit", stabilityLimit);
      }
    }

    @Override
    public void exchange(State state) {
      state.exchange("momentum", memory);
    }
  }
}

package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.Trial;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * The line search of CG_DESCENT (Hager and Zhang 2005, "A new conjugate gradient method with
 * guaranteed descent and an efficient line search"; 2006, "Algorithm 851"): an interval over which
 * the slope changes its sign is closed by a double secant step, and by a bisection where that is
 * slow. It ends at a point with the Wolfe conditions. Where f cannot tell, since its fall by the
 * slope is below {@code epsilon |f|}, the approximate Wolfe conditions take their place: they read
 * the decrease from the slopes, which near a minimum still have half of their digits where the
 * difference of two values has none.
 *
 * <p>Where no such point is found within the trials allowed, or in an interval down at rounding,
 * the lowest point found is taken, and the result says how often; where none is lower than the
 * start, the length shrinks until f falls. Pays one value and one gradient a trial. The first
 * length is 1 where the direction has a length of its own; where B is still the identity it is the
 * one of the paper, which may cost one value more.
 */
public final class HagerZhang implements Globalizer {

  /**
   * The keys of {@code hager-zhang}, under their names in the paper of 2006.
   *
   * @param delta a length is taken if f falls by at least this part of the slope times the step
   * @param sigma and only if the slope there is at least this multiple of the one at the start,
   *     which is negative
   * @param epsilon how far f may rise by its own rounding, as a part of |f|, where slopes decide
   * @param theta where a point of an interval is tried that is too high: this part of the way to it
   * @param gamma a secant step that leaves more than this part of the interval is followed by a
   *     bisection
   * @param rho while f falls ever on, the next length is this multiple of the last
   * @param psi0 where B is the identity, the largest entry of the first step of the run is this
   *     part of that of x; at x = 0 the length is this part of |f| / |g|^2
   * @param psi1 later a parabola decides, through the point at this part of the last length
   * @param psi2 or, where that has no minimum, the next length is this multiple of the last
   * @param maxTrials after so many trials the lowest point is taken
   */
  public record Config(
      @Default("0.1") @Range("(0, 0.5)") double delta,
      @Default("0.9") @Range("(0, 1)") double sigma,
      @Default("1e-6") @Range("[0, inf)") double epsilon,
      @Default("0.5") @Range("(0, 1)") double theta,
      @Default("0.66") @Range("(0, 1)") double gamma,
      @Default("5") @Range("(1, inf)") double rho,
      @Default("0.01") @Range("(0, 1)") double psi0,
      @Default("0.1") @Range("(0, 1)") double psi1,
      @Default("2") @Range("(1, inf)") double psi2,
      @Default("50") @Range("[1, inf)") int maxTrials) {

    public Config {
      if (!(delta <= sigma)) {
        throw new IllegalArgumentException(
            "delta <= sigma is required, or there may be no such point; they are "
                + delta
                + " and "
                + sigma);
      }
    }
  }

  private final Config config;

  @Inject
  public HagerZhang(Config config) {
    this.config = config;
  }

  /**
   * Returns this search with its default keys, those of the paper of 2006. It tells no limit of the
   * trials; 50 are two a halving, for a direction that is 10^7 times too long.
   */
  public static HagerZhang withDefaults() {
    return new HagerZhang(new Config(0.1, 0.9, 1e-6, 0.5, 0.66, 5, 0.01, 0.1, 2, 50));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return StepLength.class;
  }

  @Override
  public Controller start(RunContext context) {
    return new Search(config);
  }

  private static final class Search extends WolfeSearch {

    private static final double EPS = 0x1p-52;

    private final Config config;
    private double lastLength = Double.NaN; // of the last accepted point

    private boolean probing; // this trial only shows a parabola
    private int trials;
    private @Nullable SecantInterval interval;
    private @Nullable Tried lowest; // below the start
    private boolean isWolfe; // the point tried last
    private boolean shrinking; // nothing was below the start
    private double shortest;
    private double following;

    Search(Config config) {
      super("hager-zhang");
      this.config = config;
    }

    @Override
    void restart() {
      probing = false;
      trials = 0;
      interval = null;
      lowest = null;
      isWolfe = false;
      shrinking = false;
      shortest = Double.POSITIVE_INFINITY;
    }

    /** Products of slopes and lengths below this underflow, and nothing else leads this search. */
    @Override
    double leastSlope() {
      return Double.MIN_NORMAL / EPS;
    }

    /** I0 to I2 of the paper. */
    @Override
    double firstLength(Model model, FirstLength usual) {
      if (usual.isScaled(model)) {
        return 1;
      }
      if (Double.isNaN(lastLength)) {
        return firstOfRun(model, usual);
      }
      probing = true;
      return config.psi1() * lastLength;
    }

    private double firstOfRun(Model model, FirstLength usual) {
      double[] gradient = model.here().gradient();
      double size = Vectors.maxAbs(model.here().point());
      double norm = Vectors.norm(gradient);
      double length =
          size > 0
              ? config.psi0() * (size / Vectors.maxAbs(gradient))
              : config.psi0() * (Math.abs(model.here().value()) / norm / norm);
      return length > 0 && length < Double.POSITIVE_INFINITY ? length : usual.of(model);
    }

    @Override
    @Nullable Tried search(Trial trial, Tried tried, double startSlope) {
      if (probing) {
        probing = false;
        following = afterProbe(tried, startSlope);
        return null;
      }
      if (tried.phi() == Double.NEGATIVE_INFINITY) {
        isWolfe = true;
        return tried;
      }
      Tried point = withSlope(trial, tried);
      double noise = config.epsilon() * Math.abs(trial.model().here().value());
      remember(point);
      isWolfe = isWolfe(point, startSlope) || isWolfeByRounding(trial, point, startSlope, noise);
      if (isWolfe) {
        return point;
      }
      following = goOn(point, startSlope, noise, resolution(trial));
      return shrinking || trials >= config.maxTrials() ? lowest : null;
    }

    /** The minimum of the parabola through the probe, if the probe is not above the start. */
    private double afterProbe(Tried probe, double startSlope) {
      double minimiser =
          probe.phi() <= 0
              ? Interpolation.quadratic(0, 0, startSlope, probe.length(), probe.phi())
              : Double.NaN;
      return minimiser > 0 && minimiser < Double.POSITIVE_INFINITY
          ? minimiser
          : config.psi2() * lastLength;
    }

    /** The slope is NaN where the point is of no use: outside the domain of f or its gradient. */
    private static Tried withSlope(Trial trial, Tried tried) {
      boolean known = Math.abs(tried.phi()) < Double.POSITIVE_INFINITY;
      double[] gradient = known ? trial.there().gradient() : new double[0];
      double slope =
          known && Vectors.isFinite(gradient)
              ? Vectors.dot(gradient, trial.proposal().step()) / tried.length()
              : Double.NaN;
      return new Tried(tried.length(), tried.phi(), slope, tried.evaluation());
    }

    private void remember(Tried point) {
      trials++;
      shortest = Math.min(shortest, point.length());
      Tried best = lowest;
      if (!Double.isNaN(point.slope()) && point.phi() < (best == null ? 0 : best.phi())) {
        lowest = point;
      }
    }

    /** T1: the Wolfe conditions. */
    private boolean isWolfe(Tried point, double startSlope) {
      return fallsByEnough(point, startSlope) && point.slope() >= config.sigma() * startSlope;
    }

    private boolean fallsByEnough(Tried point, double startSlope) {
      return !Double.isNaN(point.slope())
          && point.phi() < 0 // the product below underflows where f is about 1e-308
          && point.phi() <= config.delta() * point.length() * startSlope;
    }

    /**
     * T2: the approximate Wolfe conditions, where f cannot tell: its fall by the slope at the start
     * would be lost in its own rounding, and it is within that of the lowest f of the run. Without
     * these two a wrong gradient would lead on for ever over an f that is constant or rises. Where
     * {@link Trial#isDrowned} holds, {@code phi} is the mean of both slopes times the length, and
     * T1 says the same.
     */
    private boolean isWolfeByRounding(Trial trial, Tried point, double startSlope, double noise) {
      double before = trial.model().here().value();
      double lowest = trial.lowestValue() <= before ? trial.lowestValue() : before;
      return -startSlope * point.length() < noise
          && point.phi() <= noise
          && trial.there().value() <= lowest + noise
          && point.slope() <= (2 * config.delta() - 1) * startSlope
          && point.slope() >= config.sigma() * startSlope;
    }

    /** Returns the length to try next. */
    private double goOn(Tried point, double startSlope, double noise, double resolution) {
      SecantInterval known = interval;
      if (known == null) {
        known = new SecantInterval(config, startSlope);
        interval = known;
      }
      known.update(point, noise);
      double next = known.next(resolution);
      boolean over = trials >= config.maxTrials() || Double.isNaN(next);
      shrinking = over && lowest == null;
      return shrinking ? config.theta() * shortest : next;
    }

    @Override
    double following() {
      return following;
    }

    /** The interval leaves out what is too close to a length that was tried. */
    @Override
    double room(double next) {
      return next;
    }

    @Override
    @Nullable Tried best() {
      return lowest;
    }

    @Override
    boolean isWolfePoint() {
      return isWolfe;
    }

    @Override
    void taken(Tried best) {
      super.taken(best);
      lastLength = best.length();
    }

    @Override
    public void exchange(State state) {
      super.exchange(state);
      lastLength = state.exchange("lastLength", lastLength);
    }
  }
}

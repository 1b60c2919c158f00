package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/**
 * A line search for the strong Wolfe conditions (Nocedal and Wright 2006, algorithms 3.5 and 3.6):
 * f falls by enough, and its slope along the line has become small enough. The second condition
 * keeps secant pairs positive, which BFGS and L-BFGS live on. The search first extends the line
 * until it holds a minimum between two lengths, then closes in by cubic and quadratic
 * interpolation.
 *
 * <p>Where no such point is found within the trials allowed, or in an interval down at rounding,
 * the lowest point with enough decrease is taken, and the result says how often; where there is
 * none, the length goes on shrinking. Pays one value a trial, and one gradient for each that falls
 * by enough. The first length is that of {@link Backtracking}.
 */
public final class StrongWolfe implements Globalizer {

  /**
   * How far an interval with an open end is extended, relative to its last extension (Moré and
   * Thuente 1994).
   */
  private static final double LEAST_EXTENSION = 1.1;

  private static final double LARGEST_EXTENSION = 4;

  /** A try stays this part of the interval away from its ends, so that every try shortens it. */
  private static final double MARGIN = 0.1;

  /**
   * Two tries shorten the interval to at least this part, or the next one halves it (Moré and
   * Thuente 1994).
   */
  private static final double SHORTENING = 0.66;

  /**
   * The keys of {@code strong-wolfe}.
   *
   * @param sufficientDecrease a length is taken only if f falls by at least this part of the slope
   *     times the step
   * @param curvature and only if the slope there is at most this part of the one at the start, in
   *     absolute value
   * @param maxTrials after so many trials the lowest point with enough decrease is taken
   */
  public record Config(
      @Default("1e-4") @Range("(0, 0.5)") double sufficientDecrease,
      @Default("0.9") @Range("(0, 1)") double curvature,
      @Default("20") @Range("[1, inf)") int maxTrials) {

    public Config {
      if (!(sufficientDecrease < curvature)) {
        throw new IllegalArgumentException(
            "sufficientDecrease < curvature is required, or there may be no such point; they are "
                + sufficientDecrease
                + " and "
                + curvature);
      }
    }
  }

  private final Config config;

  @Inject
  public StrongWolfe(Config config) {
    this.config = config;
  }

  /**
   * Returns this search with its default keys: those that Nocedal and Wright give for Newton and
   * quasi-Newton directions, and the 20 trials of Moré and Thuente's code.
   */
  public static StrongWolfe withDefaults() {
    return new StrongWolfe(new Config(1e-4, 0.9, 20));
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

    private static final Tried NOWHERE = new Tried(0, Double.NaN, Double.NaN, null);

    private final Config config;
    private Tried before = NOWHERE; // the lowest point before `low`
    private Tried low = NOWHERE; // the lowest point with sufficient decrease, or the start
    private @Nullable Tried high; // a minimum lies between low and high; null: not bracketed yet
    private int trials;
    private boolean isWolfe; // the point tried last
    private double lastWidth;
    private double widthBefore;

    Search(Config config) {
      super("strong-wolfe");
      this.config = config;
    }

    @Override
    boolean isWolfePoint() {
      return isWolfe;
    }

    @Override
    void restart() {
      trials = 0;
      isWolfe = false;
      before = NOWHERE;
      low = NOWHERE;
      high = null;
    }

    private void begin(double startSlope) {
      low = new Tried(0, 0, startSlope, null);
      before = low;
      high = null;
      lastWidth = Double.POSITIVE_INFINITY;
      widthBefore = Double.POSITIVE_INFINITY;
    }

    @Override
    @Nullable Tried search(Trial trial, Tried tried, double startSlope) {
      if (trials == 0) {
        begin(startSlope);
      }
      trials++;
      double enough = config.sufficientDecrease() * tried.length() * startSlope;
      boolean falls = tried.phi() <= enough && tried.phi() < low.phi();
      if (!falls || !Trials.usable(trial.there())) {
        high =
            falls ? new Tried(tried.length(), Double.NaN, Double.NaN, null) : tried.withoutPoint();
      } else if (tried.phi() == Double.NEGATIVE_INFINITY) {
        isWolfe = true; // there is nothing lower
        return tried;
      } else {
        Tried lower = withSlope(trial, tried);
        isWolfe = Math.abs(lower.slope()) <= -config.curvature() * startSlope;
        if (isWolfe) {
          return lower;
        }
        lower(lower);
      }
      return trials >= config.maxTrials() ? best() : null;
    }

    private static Tried withSlope(Trial trial, Tried tried) {
      double slope =
          Vectors.dot(trial.there().gradient(), trial.proposal().step()) / tried.length();
      return new Tried(tried.length(), tried.phi(), slope, tried.evaluation());
    }

    /** Keeps the minimum between the new low and high. */
    private void lower(Tried lower) {
      Tried end = high;
      double toward = end == null ? 1 : end.length() - low.length();
      if (lower.slope() * toward >= 0) {
        high = low.withoutPoint();
      }
      before = low.withoutPoint();
      low = lower;
    }

    @Override
    double following() {
      Tried end = high;
      return end == null ? beyond() : within(end);
    }

    private double beyond() {
      double extension = low.length() - before.length();
      double target =
          Interpolation.cubic(
              before.length(), before.phi(), before.slope(), low.length(), low.phi(), low.slope());
      double largest = low.length() + LARGEST_EXTENSION * extension;
      // a minimum that is not ahead says that f falls ever more steeply: far from any
      return target > low.length()
          ? Interpolation.clip(target, low.length() + LEAST_EXTENSION * extension, largest)
          : largest;
    }

    private double within(Tried end) {
      double width = Math.abs(end.length() - low.length());
      boolean slow = width > SHORTENING * widthBefore;
      widthBefore = lastWidth;
      lastWidth = width;
      if (!(Math.abs(end.phi()) < Double.POSITIVE_INFINITY)) {
        // nothing is known beyond a wall: cautious from the start, halfway once there is a low
        // point
        return low.length() + (low.length() == 0 ? MARGIN : 0.5) * (end.length() - low.length());
      }
      if (slow) {
        return 0.5 * (low.length() + end.length());
      }
      double target =
          Double.isNaN(end.slope())
              ? Interpolation.quadratic(
                  low.length(), low.phi(), low.slope(), end.length(), end.phi())
              : Interpolation.cubic(
                  low.length(), low.phi(), low.slope(), end.length(), end.phi(), end.slope());
      double least = Math.min(low.length(), end.length());
      return Interpolation.clip(target, least + MARGIN * width, least + (1 - MARGIN) * width);
    }

    @Override
    @Nullable Tried best() {
      return low.length() > 0 && trials > 0 ? low : null;
    }
  }
}

package dev.dupin.optimizers.globalizer;

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
 * A backtracking line search (Armijo 1966; Dennis and Schnabel 1983, algorithm A6.3.1): tries the
 * length 1 first, and shorter ones until f falls by enough, each the minimiser of a parabola, later
 * a cubic, through what is known. Outside the domain it takes the largest allowed cut.
 *
 * <p>Where the direction has no length of its own (B the identity), the first try is {@code min(1,
 * 1/|g|)}, later the length whose first-order change would equal the last reduction of f (Nocedal
 * and Wright 2006, equation 3.60). Pays one value a trial, and the gradient of the accepted one.
 */
public final class Backtracking implements Globalizer {

  /**
   * The keys of {@code backtracking}.
   *
   * @param sufficientDecrease a length is taken if f falls by at least this part of the slope times
   *     the step
   * @param largestCut the next length is at least this part of the last one
   * @param smallestCut and at most this part
   */
  public record Config(
      @Default("1e-4") @Range("(0, 0.5)") double sufficientDecrease,
      @Default("0.1") @Range("(0, 1)") double largestCut,
      @Default("0.5") @Range("(0, 1)") double smallestCut) {

    public Config {
      if (largestCut > smallestCut) {
        throw new IllegalArgumentException(
            "largestCut <= smallestCut is required, but they are "
                + largestCut
                + " and "
                + smallestCut);
      }
    }
  }

  private final Config config;

  @Inject
  public Backtracking(Config config) {
    this.config = config;
  }

  /** Returns this search with its default keys, those of Dennis and Schnabel. */
  public static Backtracking withDefaults() {
    return new Backtracking(new Config(1e-4, 0.1, 0.5));
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

  private static final class Search extends LengthSearch {

    private final Config config;
    private @Nullable Tried last;
    private double following;

    Search(Config config) {
      this.config = config;
    }

    @Override
    void restart() {
      last = null;
    }

    @Override
    @Nullable Tried search(Trial trial, Tried tried, double startSlope) {
      double enough = config.sufficientDecrease() * tried.length() * startSlope;
      boolean falls = tried.phi() <= enough;
      if (falls && Trials.usable(trial.there())) {
        return tried;
      }
      boolean known = !falls && tried.phi() < Double.POSITIVE_INFINITY;
      double target = known ? minimiser(tried, startSlope) : 0;
      following =
          Interpolation.clip(
              target, config.largestCut() * tried.length(), config.smallestCut() * tried.length());
      last = known ? tried : null;
      return null;
    }

    private double minimiser(Tried tried, double startSlope) {
      Tried earlier = last;
      return earlier == null
          ? Interpolation.quadratic(0, 0, startSlope, tried.length(), tried.phi())
          : Interpolation.cubicFromStart(
              startSlope, earlier.length(), earlier.phi(), tried.length(), tried.phi());
    }

    @Override
    double following() {
      return following;
    }

    @Override
    @Nullable Tried best() {
      return null;
    }
  }
}

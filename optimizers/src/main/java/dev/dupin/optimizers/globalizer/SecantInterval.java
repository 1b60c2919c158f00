package dev.dupin.optimizers.globalizer;

import dev.dupin.optimizers.globalizer.LengthSearch.Tried;
import org.jspecify.annotations.Nullable;

/**
 * The interval that {@link HagerZhang} closes, and where in it to look next (Hager and Zhang 2006,
 * section 4; the letters are theirs). At its start {@code a} f falls along the line and is not too
 * high. At its end {@code b} f rises, or is too high still; as long as that is so, the interval is
 * divided until the slope changes its sign over it (U3). Then comes a double secant step (S1 to
 * S4), and a bisection where that has not shortened the interval by enough (L2).
 */
final class SecantInterval {

  /** What is to be looked at next where the slope changes its sign. */
  private enum Stage {
    FIRST_SECANT,
    SECOND_SECANT,
    BISECTION
  }

  /**
   * sqrt(eps). A secant that falls this near to an end of the interval, relative to its width, says
   * that the slope at the other end is of another order of magnitude, as beyond a wall of
   * exponentials; it does not say that a minimum is there.
   */
  private static final double NEAREST = 0x1p-26;

  private final HagerZhang.Config config;
  private Tried a;
  private @Nullable Tried b; // null: f falls ever on
  private Stage stage = Stage.FIRST_SECANT;
  private Tried before; // a, where the first secant was drawn
  private Tried beyond; // and b
  private double firstSecant = Double.NaN;
  private double resolution;

  /** Starts with the start of the line alone. */
  SecantInterval(HagerZhang.Config config, double startSlope) {
    this.config = config;
    a = new Tried(0, 0, startSlope, null);
    before = a;
    beyond = a;
  }

  /**
   * Takes in a point; one that is not in the interval tells nothing (U0).
   *
   * @param point its slope is NaN where it is outside the domain, which counts as too high
   * @param noise above this f is too high
   */
  void update(Tried point, double noise) {
    if (!isInside(point.length())) {
      return;
    }
    if (point.slope() < 0 && point.phi() <= noise) {
      a = point.withoutPoint();
    } else {
      b = point.withoutPoint();
    }
  }

  /**
   * Returns the length to try next; NaN where nothing is left to try.
   *
   * @param shortest lengths that are closer to one another cannot be told apart
   */
  double next(double shortest) {
    resolution = shortest;
    double next = wanted();
    return isInside(next) ? next : Double.NaN;
  }

  private double wanted() {
    Tried end = b;
    if (end == null) {
      return config.rho() * a.length(); // B3
    }
    if (!(end.slope() >= 0)) {
      return (1 - config.theta()) * a.length() + config.theta() * end.length(); // U3
    }
    return secantOrMiddle(end);
  }

  /** The stages that have nothing new to look at are passed over; the bisection always has. */
  private double secantOrMiddle(Tried end) {
    if (stage == Stage.FIRST_SECANT) {
      before = a;
      beyond = end;
      firstSecant = secant(a, end);
      stage = Stage.SECOND_SECANT;
      if (isWellInside(firstSecant, end)) {
        return firstSecant;
      }
    }
    if (stage == Stage.SECOND_SECANT) {
      stage = Stage.BISECTION;
      double second = secondSecant(end);
      if (isWellInside(second, end)) {
        return second;
      }
    }
    stage = Stage.FIRST_SECANT;
    double width = end.length() - a.length();
    return width > config.gamma() * (beyond.length() - before.length())
        ? 0.5 * (a.length() + end.length())
        : secantOrMiddle(end);
  }

  /** S2 and S3: the secant through both points on that side where the first one fell; else NaN. */
  private double secondSecant(Tried end) {
    if (end.length() == firstSecant) {
      return secant(beyond, end);
    }
    return a.length() == firstSecant ? secant(before, a) : Double.NaN;
  }

  /** Where the line through both slopes is zero. */
  private static double secant(Tried first, Tried second) {
    return (first.length() * second.slope() - second.length() * first.slope())
        / (second.slope() - first.slope());
  }

  private boolean isWellInside(double length, Tried end) {
    double margin = NEAREST * (end.length() - a.length());
    return length > a.length() + margin && length < end.length() - margin;
  }

  private boolean isInside(double length) {
    double highest = b == null ? Double.MAX_VALUE : b.length();
    return length > a.length() + resolution && length < highest - resolution;
  }
}

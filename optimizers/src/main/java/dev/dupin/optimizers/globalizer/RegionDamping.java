package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.ScaledVectors;

/**
 * Moré's rule: the damping under which |D s| is the radius, nearly (Moré 1978, algorithms 5.5 and
 * 7.1; the numbers are those of MINPACK's lmder and lmpar). 1 / |D s| is almost linear in the
 * damping (Hebden 1973), so the damping is found by a secant on it.
 *
 * <p>After a step that was taken the radius becomes a multiple of the step, from half of it to
 * twice as much without a jump, by Nielsen's factor, where MINPACK jumps: on NIST's regressions
 * that takes a tenth fewer points.
 */
final class RegionDamping extends DampingController {

  /** The first radius, as a multiple of |D x|. */
  private static final double FIRST_RADIUS = 100;

  /** Half of MINPACK's: a nearer radius costs a solve at times, but no evaluation. */
  private static final double PRECISION = 0.05;

  private static final int MAX_SOLVES = 10;

  private double radius = Double.NaN; // until the first trial is judged
  private double presentRadius = Double.NaN;
  private boolean searching;

  private int solves;
  private double low;
  private double high;
  private double lastValue;
  private double lastNorm;

  RegionDamping(GainDamping.Config config) {
    super(config);
  }

  @Override
  double valueFor(Model model, double[] units, double before) {
    double first = Double.isNaN(before) ? 0 : before;
    presentRadius = radius;
    if (Double.isNaN(radius)) {
      double[] x = model.here().point();
      double size = Vectors.norm(ScaledVectors.scaled(x, new Damping(0, units)));
      boolean usable = size > 0 && size < Double.POSITIVE_INFINITY;
      presentRadius = FIRST_RADIUS * (usable ? size : 1);
    }
    begin();
    return first;
  }

  private void begin() {
    searching = true;
    solves = 0;
    low = 0;
    high = Double.POSITIVE_INFINITY;
    lastNorm = Double.NaN;
  }

  /** Returns whether another damping brings the step nearer to the radius, and sets it. */
  @Override
  public boolean refine(Proposal proposal) {
    if (!searching) {
      return false;
    }
    double value = control.value();
    double norm = Math.sqrt(ScaledVectors.squared(proposal.step(), control));
    solves++;
    boolean fits = Math.abs(norm - presentRadius) <= PRECISION * presentRadius;
    if (fits || (value == 0 && norm < presentRadius) || solves >= MAX_SOLVES) {
      searching = false;
      return false;
    }
    if (norm > presentRadius) {
      low = Math.max(low, value);
    } else {
      high = Math.min(high, value);
    }
    double next = next(value, norm);
    lastValue = value;
    lastNorm = norm;
    if (!(next >= 0 && next < Double.POSITIVE_INFINITY) || next == value) {
      searching = false;
      return false;
    }
    set(next);
    return true;
  }

  private double next(double value, double norm) {
    double next = Double.NaN;
    if (!Double.isNaN(lastNorm) && lastNorm != norm) {
      // 1 / |Ds| through two points, at 1 / radius.
      double slope = (1 / norm - 1 / lastNorm) / (value - lastValue);
      next = value + (1 / presentRadius - 1 / norm) / slope;
    } else if (value > 0) {
      next = value * (norm / presentRadius);
    }
    if (norm < presentRadius && low == 0 && !(next > 1e-3 * value)) {
      return 0;
    }
    return next > low && next < high ? next : middle();
  }

  /** As MINPACK's lmpar does where its iteration leaves the bracket. */
  private double middle() {
    double highest = high < Double.POSITIVE_INFINITY ? high : highestValue();
    return Math.max(1e-3 * highest, Math.sqrt(low * highest));
  }

  /** |D s| is at most |D^-1 g| / damping where B is positive semidefinite. */
  private double highestValue() {
    double[] gradient = present().here().gradient();
    double bound = Vectors.norm(ScaledVectors.unscaled(gradient, control)) / presentRadius;
    return Math.max(bound, 10 * low);
  }

  @Override
  void taken(Trial trial, double gain) {
    double norm = norm(trial);
    if (Double.isNaN(radius)) {
      presentRadius = Math.min(presentRadius, norm);
    }
    double factor = Math.max(0.5, smoothFactor(gain));
    radius = norm / factor;
    set(factor * control.value());
    begin();
  }

  @Override
  void refused(Trial trial, double gain) {
    double norm = norm(trial);
    if (Double.isNaN(radius)) {
      presentRadius = Math.min(presentRadius, norm);
    }
    shrink(trial, gain, norm);
    begin();
  }

  private double norm(Trial trial) {
    return Math.sqrt(ScaledVectors.squared(trial.proposal().step(), control));
  }

  /**
   * To the minimum of the parabola through f here, its slope along the step and f there, but to a
   * half at most and a tenth at least.
   */
  private void shrink(Trial trial, double gain, double norm) {
    double slope = Vectors.dot(trial.model().here().gradient(), trial.proposal().step());
    double actual = gain * trial.proposal().predictedReduction();
    double minimum = actual >= 0 ? 0.5 : 0.5 * slope / (slope + actual);
    double factor = minimum > 0.1 && minimum <= 0.5 ? minimum : 0.1;
    radius = factor * Math.min(presentRadius, 10 * norm);
    presentRadius = radius;
    set(control.value() / factor);
  }

  /** There is no step under this damping: it goes up to where the bracket is. */
  @Override
  public boolean contract() {
    low = Math.max(low, control.value());
    lastNorm = Double.NaN;
    double next = Math.max(middle(), 10 * low);
    high = high > next ? high : Double.POSITIVE_INFINITY;
    set(next);
    return next > 0 && next < Double.POSITIVE_INFINITY;
  }

  @Override
  public void exchange(State state) {
    super.exchange(state);
    radius = state.exchange("radius", radius);
  }
}

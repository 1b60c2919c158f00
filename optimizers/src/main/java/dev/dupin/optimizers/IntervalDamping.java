package dev.dupin.optimizers;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;

/**
 * A damping that changes little, and only every few iterations: by the reduction ratio of the last
 * step of each interval (Martens and Grosse 2015, section 6.5, after Levenberg and Marquardt).
 * Where a step is refused it grows at once, which they do not need, since they refuse none; good
 * steps take that back.
 */
final class IntervalDamping implements Globalizer.Controller {

  private static final double EPS = 0x1p-52;

  /** The quarters of Martens and Grosse, as of trust regions since Fletcher 1971. */
  private static final double GOOD = 0.75;

  private static final double POOR = 0.25;

  /** Grows by 2, 4, 8, ... while steps are refused (Nielsen 1999, eq. 2.5). */
  private static final double GROWTH = 2;

  /** What refusals have added falls by this with every good step: Nielsen's fastest. */
  private static final double LOWERING = 1 / 3.0;

  /** A damping below this part of the curvature hardly changes the step. */
  private static final double EFFECTIVE = 0.1;

  private final TwoParameterStep.Config config;
  private final double factor;

  private double damping = Double.NaN; // until the first model
  private double scale = Double.NaN; // the size of the curvature at the first model
  private double natural = Double.NaN; // the length of the first step

  private double present = Double.NaN; // the damping, or more after steps were refused
  private double growth = GROWTH;

  IntervalDamping(TwoParameterStep.Config config) {
    this.config = config;
    factor = Math.pow(config.decay(), (double) config.dampingEvery());
  }

  @Override
  public Control control(Model model) {
    if (Double.isNaN(damping)) {
      scale = scale(model);
      damping = config.initialDamping() * scale;
      present = damping;
    }
    return new Damping(present);
  }

  /** Returns |g'Cg| / g'g, the size of the curvature that the first step meets: one product. */
  private static double scale(Model model) {
    double[] gradient = model.here().gradient();
    double norm = Vectors.norm(gradient);
    if (norm == 0) { // at a critical point only an escape asks, and it needs no damping
      return 1;
    }
    double[] unit = Vectors.scale(1 / norm, gradient);
    double[] product = new double[unit.length];
    model.curvature().apply(unit, product);
    double size = Math.abs(Vectors.dot(unit, product));
    if (!(size < Double.POSITIVE_INFINITY)) {
      throw new NumericalFailureException("the curvature along the gradient is " + size);
    }
    return size > 0 ? size : 1;
  }

  @Override
  public Decision judge(Trial trial) {
    return config.everyStep() || isGood(trial) ? taken(trial) : refused(trial);
  }

  private boolean isGood(Trial trial) {
    double predicted = trial.proposal().predictedReduction();
    return predicted > 0
        && trial.actualReduction() > config.acceptance() * predicted
        && Trials.usable(trial.there());
  }

  private Decision taken(Trial trial) {
    note(trial);
    boolean isDue = (trial.model().iteration() + 1) % config.dampingEvery() == 0;
    boolean isRaised = present > damping;
    if (isRaised) {
      double lowered = isWell(trial) ? LOWERING * present : present;
      present = Math.max(damping, lowered);
    } else if (isDue && config.adaptive()) {
      damping = adapted(trial);
      present = damping;
    }
    growth = GROWTH;
    return Decision.accept(trial.there());
  }

  private static boolean isWell(Trial trial) {
    return trial.actualReduction() > GOOD * trial.proposal().predictedReduction();
  }

  /**
   * Returns the next damping, by the reduction ratio. What is below eps times the curvature along
   * the step is nothing beside it, and would take long to grow again.
   */
  private double adapted(Trial trial) {
    if (isWell(trial)) {
      return Math.max(factor * damping, Math.min(damping, EPS * curvatureAlong(trial)));
    }
    boolean isPoor = !(trial.actualReduction() >= POOR * trial.proposal().predictedReduction());
    return isPoor ? damping / factor : damping;
  }

  private void note(Trial trial) {
    natural = Double.isNaN(natural) ? Vectors.norm(trial.proposal().step()) : natural;
  }

  private Decision refused(Trial trial) {
    double tried = present;
    double length = Vectors.norm(trial.proposal().step());
    note(trial);
    contract();
    present = Math.max(present, EFFECTIVE * curvatureAlong(trial));
    return present < Double.POSITIVE_INFINITY
            && length > Trials.smallestStep(trial.model().here(), natural)
        ? Decision.REJECT
        : stalled(trial, length, tried);
  }

  /** Returns |s'Cs| / s's, from the predicted reduction, where that is a number; else 0. */
  private static double curvatureAlong(Trial trial) {
    double[] step = trial.proposal().step();
    double slope = Vectors.dot(trial.model().here().gradient(), step);
    double curvature =
        -2 * (trial.proposal().predictedReduction() + slope) / Vectors.dot(step, step);
    return Double.isFinite(curvature) ? Math.abs(curvature) : 0;
  }

  private static Decision stalled(Trial trial, double length, double damping) {
    return Decision.stalled(
        "a step of length "
            + Numbers.brief(length)
            + " is below the rounding of the point; it predicted a reduction of "
            + Numbers.brief(trial.proposal().predictedReduction())
            + " and gave "
            + Numbers.brief(trial.actualReduction())
            + " under the damping "
            + Numbers.brief(damping));
  }

  /** From no damping at all it grows to what is left of the curvature after half its digits. */
  @Override
  public boolean contract() {
    present = Math.max(growth * present, 0x1p-26 * scale);
    growth *= GROWTH;
    return present < Double.POSITIVE_INFINITY;
  }

  @Override
  public void exchange(State state) {
    damping = state.exchange("damping", damping);
    scale = state.exchange("scale", scale);
    natural = state.exchange("natural", natural);
    present = state.exchange("present", present);
  }
}

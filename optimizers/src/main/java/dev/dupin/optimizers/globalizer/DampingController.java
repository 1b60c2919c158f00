package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import org.jspecify.annotations.Nullable;

/**
 * What the rules of damping have in common: the units of the variables, and when a step is taken.
 */
abstract class DampingController implements Globalizer.Controller {

  private static final double EPS = 0x1p-52;

  final GainDamping.Config config;

  /** The present damping; of a model that no trial was judged on it is no state yet. */
  Damping control = new Damping(Double.NaN);

  private double value = Double.NaN; // until the first trial is judged
  private double[] scale = {}; // up to the last model that was judged
  private double[] natural = {}; // how large each variable was at the first trial, up to 1
  private @Nullable Model present;

  DampingController(GainDamping.Config config) {
    this.config = config;
  }

  /** Returns the damping for a model that is seen for the first time. */
  abstract double valueFor(Model model, double[] units, double before);

  /** A step was good enough; sets the damping for the next model. */
  abstract void taken(Trial trial, double gain);

  /** A step was refused; sets a larger damping. */
  abstract void refused(Trial trial, double gain);

  /**
   * The same control for the same model, until a trial is judged. A curvature that learned from a
   * refusal has the units that the point had before: else a step could shrink by orders of
   * magnitude without any trial that said so.
   */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public final Control control(Model model) {
    if (present != model) {
      boolean samePoint = present != null && present.here() == model.here();
      double[] units =
          samePoint ? control.scale() : DampingScale.of(model, config.scaling(), scale);
      control = new Damping(valueFor(model, units, value), units);
      present = model;
    }
    return control;
  }

  /**
   * Returns what a damping is multiplied by after a step that was taken, or a radius divided by:
   * from 2 for no gain over 1 for half of what was predicted down to 1/3 for all of it, without a
   * jump (Nielsen 1999, "Damping parameter in Marquardt's method", eq. 2.5).
   */
  static double smoothFactor(double gain) {
    double bend = 2 * gain - 1;
    return Math.max(1 / 3.0, 1 - bend * bend * bend);
  }

  /** Returns the model that the control is for. */
  final Model present() {
    Model model = present;
    if (model == null) {
      throw new IllegalStateException("no control was asked for");
    }
    return model;
  }

  /** Sets the damping under the present units, without making it state. */
  final void set(double next) {
    control = new Damping(next, control.scale());
  }

  @Override
  public final Decision judge(Trial trial) {
    scale = control.scale();
    if (natural.length == 0) {
      natural = naturalSizes(trial);
    }
    double tried = control.value();
    double predicted = trial.proposal().predictedReduction();
    double actual = trial.actualReduction();
    double gain = actual / predicted;
    boolean accepted =
        predicted > 0 && actual > config.acceptance() * predicted && Trials.usable(trial.there());
    if (accepted) {
      taken(trial, gain);
    } else {
      refused(trial, gain);
    }
    value = control.value();
    if (accepted) {
      return Decision.accept(trial.there());
    }
    return value < Double.POSITIVE_INFINITY && !isLost(trial)
        ? Decision.REJECT
        : stalled(trial, predicted, actual, tried);
  }

  private static Decision stalled(Trial trial, double predicted, double actual, double tried) {
    return Decision.stalled(
        "a step of length "
            + Numbers.brief(Vectors.norm(trial.proposal().step()))
            + " is below the rounding of the point; it predicted a reduction of "
            + Numbers.brief(predicted)
            + " and gave "
            + Numbers.brief(actual)
            + " under the damping "
            + Numbers.brief(tried));
  }

  /** Capped, since an accidentally long first step must not end a run early. */
  private static double[] naturalSizes(Trial trial) {
    double[] sizes = trial.model().here().point().clone();
    double[] step = trial.proposal().step();
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.min(1, Math.abs(sizes[i]) + Math.abs(step[i]));
    }
    return sizes;
  }

  /**
   * Returns whether every entry of the step is below the rounding of its variable: eps times its
   * value, or its natural size where that is larger.
   */
  private boolean isLost(Trial trial) {
    Evaluation here = trial.model().here();
    double[] step = trial.proposal().step();
    double[] x = here.point();
    for (int i = 0; i < step.length; i++) {
      double size = Math.max(natural[i], Math.abs(x[i]));
      if (Math.abs(step[i]) > EPS * size) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void exchange(State state) {
    value = state.exchange("value", value);
    scale = state.exchange("scale", scale);
    natural = state.exchange("natural", natural);
  }
}

package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.ScaledVectors;

/** The rules that multiply the damping by a factor after each trial. */
final class FactorDamping extends DampingController {

  private double growth = 2; // Nielsen's nu

  FactorDamping(GainDamping.Config config) {
    super(config);
  }

  @Override
  double valueFor(Model model, double[] units, double before) {
    if (!Double.isNaN(before)) {
      return before;
    }
    double first = config.initialDamping() * DampingScale.largestEntry(model, units);
    return first > 0 && first < Double.POSITIVE_INFINITY ? first : config.initialDamping();
  }

  @Override
  void taken(Trial trial, double gain) {
    double factor =
        switch (config.rule()) {
          case NIELSEN -> smoothFactor(gain);
          case MARQUARDT -> 0.1;
          default -> 0.2;
        };
    set(control.value() * factor);
    growth = 2;
  }

  /**
   * Grows, to a tenth of s'Bs / |Ds|^2 at least: a damping below that hardly shortens the step, and
   * would propose it again.
   */
  @Override
  void refused(Trial trial, double gain) {
    double[] step = trial.proposal().step();
    double slope = Vectors.dot(trial.model().here().gradient(), step);
    // With (B + damping D^2) s = -g: s'Bs = -g's - damping |Ds|^2.
    double curvature = -slope / ScaledVectors.squared(step, control) - control.value();
    double effective = 0.1 * curvature;
    contract();
    if (control.value() < effective && effective < Double.POSITIVE_INFINITY) {
      set(effective);
    }
  }

  @Override
  public boolean contract() {
    double factor =
        switch (config.rule()) {
          case NIELSEN -> growth;
          case MARQUARDT -> 10;
          default -> 2;
        };
    growth *= 2;
    set(control.value() * factor);
    return control.value() < Double.POSITIVE_INFINITY;
  }

  @Override
  public void exchange(State state) {
    super.exchange(state);
    growth = state.exchange("growth", growth);
  }
}

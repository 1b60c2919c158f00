package dev.dupin.curvature;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.curvature.dense.DenseEigen;

/** Two plain steps to run this module's parts with. */
final class TestSteps {

  private TestSteps() {}

  /** The bare Newton step, to whatever critical point is next. */
  static final StepStrategy NEWTON = context -> new Newton();

  /** Backtracking along -B^-1 g. */
  static final StepStrategy BACKTRACKING = Backtracking::new;

  private static final class Newton implements Stepper {

    @Override
    public Proposal propose(Model model) {
      double[] gradient = model.here().gradient();
      DenseEigen eigen = DenseEigen.of(model.curvature().toDense());
      double[] step = new double[gradient.length];
      for (int k = 0; k < step.length; k++) {
        eigen.addScaled(step, -eigen.component(k, gradient) / eigen.value(k), k);
      }
      return new Proposal(step, model.reduction(step), Double.NaN);
    }

    @Override
    public Decision judge(Trial trial) {
      return Decision.accept(trial.there());
    }
  }

  private static final class Backtracking implements Stepper {

    private double length = 1;

    Backtracking(RunContext context) {
      // Nothing of the run is needed.
    }

    @Override
    public Proposal propose(Model model) {
      Inverse inverse = model.curvature().inverse(0).orElseThrow();
      double[] step = OperatorLaws.solved(inverse, model.here().gradient());
      for (int i = 0; i < step.length; i++) {
        step[i] *= -length;
      }
      return new Proposal(step, model.reduction(step), length);
    }

    @Override
    public Decision judge(Trial trial) {
      if (trial.actualReduction() > 1e-4 * trial.proposal().predictedReduction()) {
        length = 1;
        return Decision.accept(trial.there());
      }
      length /= 2;
      return length > 1e-12 ? Decision.REJECT : Decision.stalled("length " + length);
    }

    @Override
    public void exchange(State state) {
      length = state.exchange("length", length);
    }
  }
}

package dev.dupin.optimizers;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Dense;
import jakarta.inject.Inject;

/**
 * Newton's method bare: the step s with B s = -g, always taken. It goes to the nearest critical
 * point of whatever kind, saddles and maxima included, and far away it may go anywhere: this is the
 * method to study, {@code trust-region} and {@code line-search} are the ones to use. It never
 * escapes from a saddle.
 *
 * <p>Solves by B's own inverse where it has one; else by LU factors of the dense matrix: n products
 * where it is no matrix, n^3 / 3 multiplications, 2 n^2 doubles. Where B is singular there is no
 * step, and the run is stalled. Pays no value.
 */
public final class NewtonStep implements StepStrategy {

  /**
   * LU factors leave a residual of about n eps |B| |s|. Where that is more than this part of |g|,
   * they have solved nothing: B is singular to working precision.
   */
  private static final double SOLVED = 1e-6;

  @Inject
  public NewtonStep() {}

  @Override
  public Stepper start(RunContext context) {
    return new Bare();
  }

  private static final class Bare implements Stepper {

    @Override
    public Proposal propose(Model model) {
      double[] gradient = model.here().gradient();
      SymmetricOperator operator = model.curvature();
      Inverse inverse = operator.inverse(0).orElseGet(() -> Dense.lu(operator.toDense()));
      double[] step = new double[gradient.length];
      inverse.solve(Vectors.scale(-1, gradient), step);
      double[] residual = new double[step.length];
      operator.apply(step, residual);
      double curvature = Vectors.dot(step, residual);
      Vectors.addScaled(residual, 1, gradient);
      boolean solved =
          Vectors.isFinite(step)
              && Vectors.norm(residual) <= SOLVED * Vectors.norm(gradient)
              && Vectors.maxAbs(step) > 0;
      return solved
          ? new Proposal(step, -Vectors.dot(gradient, step) - 0.5 * curvature, Double.NaN)
          : Proposal.NONE;
    }

    @Override
    public Decision judge(Trial trial) {
      return Decision.accept(trial.there());
    }
  }
}

package dev.dupin.core.autodiff;

import dev.dupin.core.objective.DirectionalDerivatives;

/**
 * Derivatives of f along lines through a point, where f is made of the outputs of a program. Their
 * errors are what stochastic arithmetic finds in a few more sweeps: about {@value #REPETITIONS}
 * times the price of the derivatives.
 */
final class TaylorDerivatives implements DirectionalDerivatives {

  /**
   * Seeded, so that the same is found each time. That all of five random deviations are below a
   * tenth of their usual size has a probability of 1e-5.
   */
  private static final int REPETITIONS = 5;

  /** The largest deviation of five times this is beyond nearly every deviation. */
  private static final double SAFETY = 3;

  private final Program program;
  private final double[] point;
  private final Combination combination;

  /** How f is made of the outputs. */
  interface Combination {
    /** Returns the series of f from those of the outputs. */
    double[] of(double[][] outputs, Rounding rounding);
  }

  TaylorDerivatives(Program program, double[] point, Combination combination) {
    this.program = program;
    this.point = point;
    this.combination = combination;
  }

  @Override
  public double[] along(double[] v, int order) {
    return TaylorSweep.derivatives(series(v, order, Rounding.NONE));
  }

  private double[] series(double[] v, int order, Rounding rounding) {
    return combination.of(TaylorSweep.outputs(program, point, v, order, rounding), rounding);
  }

  @Override
  public double[] errors(double[] v, int order) {
    double[] nominal = series(v, order, Rounding.NONE);
    double[] largest = new double[order + 1];
    for (int repetition = 1; repetition <= REPETITIONS; repetition++) {
      double[] rounded = series(v, order, new RandomRounding(repetition));
      for (int k = 0; k <= order; k++) {
        largest[k] = Math.max(largest[k], SAFETY * Math.abs(rounded[k] - nominal[k]));
      }
    }
    return TaylorSweep.derivatives(largest);
  }
}

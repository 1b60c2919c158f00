package dev.dupin.core.step;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;

/**
 * The quadratic model of one iteration, f + g's + s'Bs/2. The same object is handed to every trial
 * of the iteration, so that a stepper that sees the same object again factors nothing again.
 *
 * @param iteration how many steps were accepted before
 * @param here the accepted point
 * @param curvature B
 */
public record Model(long iteration, Evaluation here, SymmetricOperator curvature) {

  /**
   * Returns f(here) minus the model's value at here + step, -g's - s'Bs/2: one product, n
   * multiplications.
   */
  public double reduction(double[] step) {
    double[] product = new double[step.length];
    curvature.apply(step, product);
    double[] gradient = here.gradient();
    double reduction = 0;
    for (int i = 0; i < step.length; i++) {
      reduction -= step[i] * (gradient[i] + 0.5 * product[i]);
    }
    return reduction;
  }
}

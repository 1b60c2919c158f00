package dev.dupin.core.autodiff;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import java.util.function.UnaryOperator;

/** A value with its first two derivatives in one variable. */
record Jet(double value, double first, double second) {

  static Jet of(UnaryOperator<Real> function, double x) {
    Evaluation at = new AutodiffObjective(1, r -> function.apply(r[0])).at(new double[] {x});
    HessianMatrix hessian = at.structure(HessianMatrix.class).orElseThrow();
    return new Jet(at.value(), at.gradient()[0], hessian.matrix().get(0, 0));
  }
}

package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;

/** A plain Newton method, for tests that need an optimum. */
final class Newton {

  private Newton() {}

  /** Newton's method with halving from zeros, until a step gains nothing. */
  static Evaluation minimum(Objective objective) {
    Evaluation here = objective.at(new double[objective.dimension()]);
    for (int iteration = 0; iteration < 100; iteration++) {
      double[] step = step(here);
      Evaluation there = objective.at(Vectors.add(here.point(), step));
      for (int halving = 0; !(there.value() < here.value()) && halving < 30; halving++) {
        step = Vectors.scale(0.5, step);
        there = objective.at(Vectors.add(here.point(), step));
      }
      if (!(there.value() < here.value())) {
        return here;
      }
      here = there;
    }
    assertTrue(Vectors.norm(here.gradient()) < 1e-10, "Newton's method did not end");
    return here;
  }

  /** Returns -H^-1 g. */
  static double[] step(Evaluation here) {
    DenseSymmetric hessian = here.structure(HessianMatrix.class).orElseThrow().matrix();
    return Cholesky.solve(hessian, Vectors.scale(-1, here.gradient()));
  }
}

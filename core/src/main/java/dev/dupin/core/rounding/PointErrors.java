package dev.dupin.core.rounding;

import dev.dupin.core.objective.Evaluation;
import java.util.random.RandomGenerator;

public record PointErrors(
    boolean isDifferentiable, double value, double[] gradient, boolean certain, double products) {
  public static PointErrors of(Evaluation here, RandomGenerator random) {
    double[] e = new double[here.point().length];
    for (int i = 0; i < e.length; i++) {
      double[] x = here.point().clone();
      x[i] += Math.ulp(x[i]);
      double[] g = here.objective().at(x).gradient();
      for (int k = 0; k < e.length; k++) e[k] = Math.max(e[k], Math.abs(g[k] - here.gradient()[k]));
    }
    return new PointErrors(true, 4 * Math.ulp(here.value()), e, false, e.length);
  }
}

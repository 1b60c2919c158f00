package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.Map;
import java.util.TreeMap;

/** Feeds secant methods with steps. */
final class QuasiNewtonRuns {

  private QuasiNewtonRuns() {}

  /** Reports that a step with these values of s and y was taken. */
  static void learn(Curvature curvature, double[] s, double[] y) {
    SmoothFunction line =
        new SmoothFunction(
            s.length,
            x -> 0,
            x -> Vectors.maxAbs(x) == 0 ? new double[s.length] : y,
            x -> new double[0],
            java.util.Set.of());
    curvature.accepted(line.at(new double[s.length]), line.at(s));
  }

  /** Takes quasi-Newton steps with exact line searches on x'Ax/2 - b'x; returns the last point. */
  static Evaluation descend(
      Curvature curvature, DenseSymmetric matrix, Evaluation start, int steps) {
    Objective quadratic = start.objective();
    Evaluation here = start;
    for (int k = 0; k < steps; k++) {
      double[] gradient = here.gradient();
      double[] direction =
          OperatorLaws.solved(curvature.at(here).inverse(0).orElseThrow(), gradient);
      double length =
          Vectors.dot(gradient, direction)
              / Vectors.dot(direction, Functions.product(matrix, direction));
      double[] next = here.point().clone();
      Vectors.addScaled(next, -length, direction);
      Evaluation there = quadratic.at(next);
      curvature.accepted(here, there);
      here = there;
    }
    return here;
  }

  /** Takes steps of a crude line search on any function. */
  static Evaluation minimise(Curvature curvature, Evaluation start, int steps) {
    Evaluation here = start;
    for (int k = 0; k < steps; k++) {
      double[] direction =
          OperatorLaws.solved(curvature.at(here).inverse(0).orElseThrow(), here.gradient());
      Evaluation there = here;
      for (double length = 1; length > 1e-10; length /= 2) {
        double[] next = here.point().clone();
        Vectors.addScaled(next, -length, direction);
        there = here.objective().at(next);
        if (there.value() < here.value()) {
          break;
        }
      }
      curvature.accepted(here, there);
      here = there;
    }
    return here;
  }

  static Map<String, Double> report(Curvature curvature) {
    Map<String, Double> numbers = new TreeMap<>();
    curvature.report((name, number) -> numbers.put(name, number));
    return numbers;
  }
}

package dev.dupin.curvature;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.Vectors;
import dev.dupin.testkit.ModelObjective;
import dev.dupin.testkit.ModelObjective.Example;
import dev.dupin.testkit.OutputFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small models with seeded data. */
final class Models {

  private Models() {}

  /** Seven examples of four inputs in three classes, linear: n = 12. */
  static ModelObjective softmax(double ridge) {
    Random random = new Random(21);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      double[] inputs = Functions.normal(random, 4);
      examples.add(new Example(linear(inputs, 3), OutputFunction.softmax(3, i % 3)));
    }
    return new ModelObjective(Functions.normal(random, 12), examples, Vectors.filled(12, ridge));
  }

  /** Five examples of the curve a exp(-b t) + c sin(t) with squared loss: n = 3, not linear. */
  static ModelObjective curve() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double t = 0.3 + 0.4 * i;
      DifferentiableMap model =
          x -> new Real[] {x[1].multiply(-t).exp().multiply(x[0]).add(x[2].multiply(Math.sin(t)))};
      examples.add(new Example(model, OutputFunction.squared(1 - 0.2 * i)));
    }
    return new ModelObjective(new double[] {1.2, 0.7, -0.4}, examples, new double[3]);
  }

  /** Linear regression: the mean of (x'w - y)^2 / 2, with as many targets. */
  static ModelObjective linearRegression(double[][] rows, double[] targets, double ridge) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      examples.add(new Example(linear(rows[i], 1), OutputFunction.squared(targets[i])));
    }
    int n = rows[0].length;
    return new ModelObjective(new double[n], examples, Vectors.filled(n, ridge));
  }

  /** z = W inputs, W row-major. */
  static DifferentiableMap linear(double[] inputs, int outputs) {
    double[] a = inputs.clone();
    return w -> {
      Real[] z = new Real[outputs];
      for (int k = 0; k < outputs; k++) {
        z[k] = Real.constant(0);
        for (int j = 0; j < a.length; j++) {
          z[k] = z[k].add(w[k * a.length + j].multiply(a[j]));
        }
      }
      return z;
    };
  }
}

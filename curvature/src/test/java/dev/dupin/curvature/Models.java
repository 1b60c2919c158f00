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
    return curve(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
  }

  /** The same curve with the parameters B y. */
  static ModelObjective curve(double[][] b) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double t = 0.3 + 0.4 * i;
      DifferentiableMap model =
          y -> {
            Real[] x = times(b, y);
            Real wave = x[2].multiply(Math.sin(t));
            return new Real[] {x[1].multiply(-t).exp().multiply(x[0]).add(wave)};
          };
      examples.add(new Example(model, OutputFunction.squared(1 - 0.2 * i)));
    }
    return new ModelObjective(new double[] {1.2, 0.7, -0.4}, examples, new double[3]);
  }

  private static Real[] times(double[][] matrix, Real[] y) {
    Real[] x = new Real[matrix.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = Real.constant(0);
      for (int j = 0; j < y.length; j++) {
        x[i] = matrix[i][j] == 0 ? x[i] : x[i].add(y[j].multiply(matrix[i][j]));
      }
    }
    return x;
  }

  /**
   * A network of two inputs, three rectified units and two classes: W1 is 3 x 2 and W2 is 2 x 3, n
   * = 12.
   */
  static ModelObjective rectified() {
    Random random = new Random(41);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      double[] inputs = Functions.normal(random, 2);
      DifferentiableMap model =
          w -> {
            Real[] hidden = linear(inputs, 3).apply(w);
            Real[] z = new Real[2];
            for (int k = 0; k < 2; k++) {
              z[k] = Real.constant(0);
              for (int j = 0; j < 3; j++) {
                z[k] = z[k].add(w[6 + 3 * k + j].multiply(hidden[j].max(0)));
              }
            }
            return z;
          };
      examples.add(new Example(model, OutputFunction.softmax(2, i % 2)));
    }
    return new ModelObjective(Functions.normal(random, 12), examples, new double[12]);
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

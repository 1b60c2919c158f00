package dev.dupin.testkit;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.HessianMatrix;
import java.util.random.RandomGenerator;

/** The loss of one example as a function of its outputs, for {@link ModelObjective}. */
public abstract class OutputFunction {

  private final AutodiffObjective function;

  private OutputFunction(int outputs, DifferentiableFunction function) {
    this.function = new AutodiffObjective(outputs, function);
  }

  /**
   * Returns a loss whose Hessian is positive definite. As a likelihood it is taken for a normal
   * one, whose labels have gradients with that Hessian as their covariance.
   */
  public static OutputFunction convex(int outputs, DifferentiableFunction function) {
    return new Convex(outputs, function);
  }

  /** Returns |z - target|^2 / 2: the likelihood of normal labels with unit variance. */
  public static OutputFunction squared(double... target) {
    double[] y = target.clone();
    return convex(
        y.length,
        z -> {
          Real sum = Real.constant(0);
          for (int k = 0; k < y.length; k++) {
            sum = sum.add(z[k].subtract(y[k]).square().multiply(0.5));
          }
          return sum;
        });
  }

  /** Returns log(sum of exp(z_k)) - z_label, the cross-entropy of the softmax of the outputs. */
  public static OutputFunction softmax(int outputs, int label) {
    return new Softmax(outputs, label);
  }

  abstract DifferentiableFunction formula();

  final int outputs() {
    return function.dimension();
  }

  final double[] gradient(double[] z) {
    return function.at(z).gradient();
  }

  final DenseSymmetric hessian(double[] z) {
    return function.at(z).structure(HessianMatrix.class).orElseThrow().matrix();
  }

  /** Returns S with S S' = H, row-major. */
  abstract double[] root(double[] z);

  /** Returns the gradient under a label drawn from the model. */
  abstract double[] sample(double[] z, RandomGenerator random);

  private static final class Convex extends OutputFunction {

    private final DifferentiableFunction formula;

    Convex(int outputs, DifferentiableFunction formula) {
      super(outputs, formula);
      this.formula = formula;
    }

    @Override
    DifferentiableFunction formula() {
      return formula;
    }

    /** By Cholesky; NaN where the Hessian is not positive definite. */
    @Override
    double[] root(double[] z) {
      int n = outputs();
      double[] h = hessian(z).values();
      double[] root = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double sum = h[i * n + j];
          for (int k = 0; k < j; k++) {
            sum -= root[i * n + k] * root[j * n + k];
          }
          root[i * n + j] = i == j ? Math.sqrt(sum) : sum / root[j * n + j];
        }
      }
      return root;
    }

    @Override
    double[] sample(double[] z, RandomGenerator random) {
      int n = outputs();
      double[] root = root(z);
      double[] sample = new double[n];
      for (int k = 0; k < n; k++) {
        double draw = random.nextGaussian();
        for (int i = 0; i < n; i++) {
          sample[i] += root[i * n + k] * draw;
        }
      }
      return sample;
    }
  }

  private static final class Softmax extends OutputFunction {

    private final int label;

    Softmax(int outputs, int label) {
      super(outputs, formula(label));
      this.label = label;
    }

    private static DifferentiableFunction formula(int label) {
      return z -> {
        Real sum = Real.constant(0);
        for (Real output : z) {
          sum = sum.add(output.exp());
        }
        return sum.log().subtract(z[label]);
      };
    }

    @Override
    DifferentiableFunction formula() {
      return formula(label);
    }

    private double[] probabilities(double[] z) {
      double[] p = gradient(z).clone();
      p[label] += 1;
      return p;
    }

    /** Oracle G5: diag(sqrt p) - p sqrt(p)'. */
    @Override
    double[] root(double[] z) {
      int n = outputs();
      double[] p = probabilities(z);
      double[] root = new double[n * n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          root[i * n + j] = (i == j ? Math.sqrt(p[i]) : 0) - p[i] * Math.sqrt(p[j]);
        }
      }
      return root;
    }

    @Override
    double[] sample(double[] z, RandomGenerator random) {
      double[] sample = probabilities(z);
      double left = random.nextDouble();
      int drawn = 0;
      while (drawn < sample.length - 1 && left >= sample[drawn]) {
        left -= sample[drawn];
        drawn++;
      }
      sample[drawn] -= 1;
      return sample;
    }
  }
}

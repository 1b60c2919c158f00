package dev.dupin.objectives.network;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;

/** The same network in plain arithmetic, one number at a time, differentiated automatically. */
final class NetworkTwin {

  private final Network network;
  private final Layout layout;

  NetworkTwin(Network network) {
    this.network = network;
    this.layout = network.layout();
  }

  /** Returns the whole objective. */
  AutodiffObjective objective() {
    return of(
        w -> {
          Real sum = Real.constant(0);
          for (int i = 0; i < network.examples(); i++) {
            sum = sum.add(loss(i, outputs(w, i)));
          }
          return sum.multiply(network.scale()).add(penalty(w));
        });
  }

  /** Returns one output of an example as a function of the weights. */
  AutodiffObjective output(int example, int output) {
    return of(w -> outputs(w, example)[output]);
  }

  /** Returns the loss of an example as a function of the weights. */
  AutodiffObjective term(int example) {
    return of(w -> loss(example, outputs(w, example)));
  }

  /** Returns the loss of an example as a function of its outputs. */
  AutodiffObjective loss(int example) {
    return new AutodiffObjective(layout.outputs(), z -> loss(example, z));
  }

  private AutodiffObjective of(DifferentiableFunction function) {
    return new AutodiffObjective(layout.parameters(), function);
  }

  private Real[] outputs(Real[] w, int example) {
    int columns = layout.columns(0);
    Real[] a = new Real[layout.inputs(0)];
    for (int j = 0; j < a.length; j++) {
      a[j] = Real.constant(network.inputs()[example * columns + j]);
    }
    for (int layer = 0; layer < layout.layers(); layer++) {
      Real[] z = weightedSums(w, layer, a);
      a = layer == layout.layers() - 1 ? z : units(z);
    }
    return a;
  }

  private Real[] weightedSums(Real[] w, int layer, Real[] a) {
    Real[] z = new Real[layout.rows(layer)];
    for (int r = 0; r < z.length; r++) {
      int place = layout.offset(layer) + r * layout.columns(layer);
      z[r] = layout.biases() ? w[place + a.length] : Real.constant(0);
      for (int j = 0; j < a.length; j++) {
        z[r] = z[r].add(w[place + j].multiply(a[j]));
      }
    }
    return z;
  }

  private Real[] units(Real[] z) {
    Real[] a = new Real[z.length];
    for (int j = 0; j < a.length; j++) {
      a[j] = unit(z[j]);
    }
    if (!network.normalized()) {
      return a;
    }
    Real mean = Real.constant(0);
    for (Real unit : a) {
      mean = mean.add(unit.divide(a.length));
    }
    Real variance = Real.constant(0);
    for (Real unit : a) {
      variance = variance.add(unit.subtract(mean).square().divide(a.length));
    }
    Real deviation = variance.add(1e-5).sqrt();
    Real[] y = new Real[a.length];
    for (int j = 0; j < y.length; j++) {
      y[j] = a[j].subtract(mean).divide(deviation);
    }
    return y;
  }

  private Real unit(Real z) {
    return switch (network.activation()) {
      case TANH -> z.tanh();
      case SIGMOID -> z.sigmoid();
      case SOFTPLUS -> z.softplus();
      case RELU -> z.max(0);
      case IDENTITY -> z;
    };
  }

  private Real loss(int example, Real[] z) {
    // The gradient in the outputs z tells the label: e_c under softmax is p minus it.
    if (network.loss() instanceof SquaredLoss squared) {
      Real sum = Real.constant(0);
      for (int k = 0; k < z.length; k++) {
        double target = squared.targets()[example * z.length + k];
        sum = sum.add(z[k].subtract(target).square().divide(2));
      }
      return sum;
    }
    int right = rightClass(example);
    if (network.loss() instanceof LogisticLoss) {
      return (right == 1 ? z[0].negate() : z[0]).softplus();
    }
    Real sum = Real.constant(0);
    for (Real output : z) {
      sum = sum.add(output.exp());
    }
    return sum.log().subtract(z[right]);
  }

  /** The one output whose increase lowers the loss. */
  private int rightClass(int example) {
    int k = layout.outputs();
    double[] zeros = new double[network.examples() * k];
    double[] gradient = new double[k];
    network.loss().gradient(example, network.loss().predictions(zeros), 0, gradient, 0);
    if (k == 1) {
      return gradient[0] < 0 ? 1 : 0;
    }
    int right = 0;
    while (gradient[right] > 0) {
      right++;
    }
    return right;
  }

  private Real penalty(Real[] w) {
    Real sum = Real.constant(0);
    for (int layer = 0; layer < layout.layers(); layer++) {
      int columns = layout.columns(layer);
      for (int k = 0; k < layout.rows(layer) * columns; k++) {
        if (!layout.biases() || k % columns < columns - 1) {
          sum = sum.add(w[layout.offset(layer) + k].square());
        }
      }
    }
    return sum.multiply(network.l2() / 2);
  }
}

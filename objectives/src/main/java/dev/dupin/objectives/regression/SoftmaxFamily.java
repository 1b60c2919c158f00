package dev.dupin.objectives.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The cross-entropy log(sum exp z_k) - z_y of a class y among K, with the probabilities p = exp(z)
 * / sum exp(z) (McCullagh and Nelder 1989, "Generalized Linear Models", section 5.2.4). The Hessian
 * in the outputs is diag(p) - pp'. Exponentials are taken relative to the largest output, so that
 * none overflows.
 */
final class SoftmaxFamily implements Family {

  private final int[] labels;
  private final List<String> classes;

  /**
   * @param labels the class of each example, from 0 on; kept
   * @param classes their names
   */
  SoftmaxFamily(int[] labels, List<String> classes) {
    this.labels = labels;
    this.classes = classes;
  }

  @Override
  public int outputs() {
    return classes.size();
  }

  @Override
  public SoftmaxFamily select(int[] examples) {
    int[] selected = new int[examples.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = labels[Objects.checkIndex(examples[i], labels.length)];
    }
    return new SoftmaxFamily(selected, classes);
  }

  @Override
  public double loss(int example, double[] z) {
    int from = example * outputs();
    double largest = largest(z, from);
    return lossOf(largest, others(z, from, largest), z[from + labels[example]]);
  }

  @Override
  public void slope(int example, double[] z, double[] slope) {
    probabilities(z, example * outputs(), slope, 0);
    subtractTarget(example, slope);
  }

  @Override
  public double lossAndSlope(int example, double[] z, double[] slope) {
    int from = example * outputs();
    double sum = probabilities(z, from, slope, 0);
    subtractTarget(example, slope);
    return lossOf(largest(z, from), sum, z[from + labels[example]]);
  }

  /**
   * p_y - 1 as the sum of the other probabilities, which keeps its digits where p_y is nearly 1.
   */
  private void subtractTarget(int example, double[] slope) {
    double others = 0;
    for (int k = 0; k < slope.length; k++) {
      others += k == labels[example] ? 0 : slope[k];
    }
    slope[labels[example]] = -others;
  }

  /** log1p of the terms beside the largest keeps the digits of a small loss. */
  private static double lossOf(double largest, double others, double own) {
    return (largest - own) + Math.log1p(others);
  }

  private double largest(double[] z, int from) {
    double largest = z[from];
    for (int k = 1; k < outputs(); k++) {
      largest = Math.max(largest, z[from + k]);
    }
    return largest;
  }

  /** Returns the sum of exp(z_k - largest) without one term that is 1. */
  private double others(double[] z, int from, double largest) {
    double sum = 0;
    boolean met = false;
    for (int k = 0; k < outputs(); k++) {
      if (!met && z[from + k] == largest) {
        met = true;
      } else {
        sum += Math.exp(z[from + k] - largest);
      }
    }
    return sum;
  }

  /** Fills the probabilities; returns what {@link #others} does, to the same bits. */
  private double probabilities(double[] z, int from, double[] p, int to) {
    double largest = largest(z, from);
    double sum = 0;
    boolean met = false;
    for (int k = 0; k < outputs(); k++) {
      if (!met && z[from + k] == largest) {
        met = true;
        p[to + k] = 1;
      } else {
        p[to + k] = Math.exp(z[from + k] - largest);
        sum += p[to + k];
      }
    }
    for (int k = 0; k < outputs(); k++) {
      p[to + k] /= 1 + sum;
    }
    return sum;
  }

  @Override
  public void curvature(int example, double[] z, double[] curvature) {
    int from = example * outputs();
    probabilities(z, from, curvature, from);
  }

  /** (diag(p) - pp') u, as p_k (u_k - p'u). */
  @Override
  public void multiply(
      int example, double[] curvature, double[] u, int from, double[] result, int to) {
    int at = example * outputs();
    double mean = 0;
    for (int k = 0; k < outputs(); k++) {
      mean += curvature[at + k] * u[from + k];
    }
    for (int k = 0; k < outputs(); k++) {
      result[to + k] = curvature[at + k] * (u[from + k] - mean);
    }
  }

  @Override
  public double entry(int example, double[] curvature, int row, int column) {
    double p = curvature[example * outputs() + row];
    double q = curvature[example * outputs() + column];
    return row == column ? p * (1 - p) : -p * q;
  }

  /** A column of diag(sqrt p) - p sqrt(p)'. */
  @Override
  public void root(int example, double[] curvature, int column, double[] result, int to) {
    int at = example * outputs();
    double root = Math.sqrt(curvature[at + column]);
    for (int k = 0; k < outputs(); k++) {
      result[to + k] = (k == column ? root : 0) - curvature[at + k] * root;
    }
  }

  @Override
  public void sample(int example, double[] z, RandomGenerator random, double[] result, int to) {
    probabilities(z, example * outputs(), result, to);
    double left = random.nextDouble();
    int drawn = 0;
    while (drawn < outputs() - 1 && left >= result[to + drawn]) {
      left -= result[to + drawn];
      drawn++;
    }
    result[to + drawn] -= 1;
  }

  /** The cumulants of d under p, from the moments about the mean; the target's d is linear. */
  @Override
  public void addDerivatives(int example, double[] z, double[] d, double[] sums) {
    double[] p = new double[outputs()];
    probabilities(z, example * outputs(), p, 0);
    double mean = 0;
    for (int k = 0; k < p.length; k++) {
      mean += p[k] * d[k];
    }
    double[] moments = new double[sums.length];
    for (int k = 0; k < p.length; k++) {
      double power = p[k];
      for (int order = 1; order < sums.length; order++) {
        power *= d[k] - mean;
        moments[order] += power;
      }
    }
    if (sums.length > 1) {
      moments[1] = 0;
      sums[1] += mean - d[labels[example]];
    }
    Cumulants.fromMoments(moments);
    for (int order = 2; order < sums.length; order++) {
      sums[order] += moments[order];
    }
  }

  @Override
  public boolean ignoresShifts() {
    return true;
  }

  @Override
  public String prefix(int output) {
    return classes.get(output) + ":";
  }

  /** An example is right where its class has the largest output, alone. */
  @Override
  public void metrics(
      String prefix, double[] z, double meanLoss, int parameters, Map<String, Double> metrics) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      if (isRight(i, z)) {
        right++;
      }
    }
    metrics.put(prefix + "Accuracy", (double) right / labels.length);
    metrics.put(prefix + "LogLoss", meanLoss);
    metrics.put(prefix + "Deviance", 2 * labels.length * meanLoss);
  }

  private boolean isRight(int example, double[] z) {
    int from = example * outputs();
    for (int k = 0; k < outputs(); k++) {
      if (k != labels[example] && !(z[from + labels[example]] > z[from + k])) {
        return false;
      }
    }
    return true;
  }

  /** An example compares its class with each other one. */
  @Override
  public Separable separable() {
    return new Separable() {
      @Override
      public int comparisons() {
        return outputs() - 1;
      }

      @Override
      public double compare(int example, double[] z, int comparison, double[] direction) {
        int own = labels[example];
        int other = comparison < own ? comparison : comparison + 1;
        Arrays.fill(direction, 0);
        direction[own] = 1;
        direction[other] = -1;
        int from = example * outputs();
        return LogisticLoss.probability(z[from + other] - z[from + own]);
      }

      @Override
      public int groups() {
        return outputs();
      }

      @Override
      public int group(int example) {
        return labels[example];
      }
    };
  }
}

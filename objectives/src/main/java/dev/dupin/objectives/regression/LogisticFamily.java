package dev.dupin.objectives.regression;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The logistic loss log(1 + exp(-y z)) of a class y, +1 or -1. */
final class LogisticFamily extends ScalarFamily {

  private final byte[] signs;

  /**
   * @param signs the class of each example, +1 or -1; kept
   */
  LogisticFamily(byte[] signs) {
    this.signs = signs;
  }

  @Override
  public LogisticFamily select(int[] examples) {
    byte[] selected = new byte[examples.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = signs[Objects.checkIndex(examples[i], signs.length)];
    }
    return new LogisticFamily(selected);
  }

  @Override
  double loss(int example, double z) {
    return LogisticLoss.value(signs[example] * z);
  }

  @Override
  double slope(int example, double z) {
    byte sign = signs[example];
    return sign * LogisticLoss.slope(sign * z);
  }

  /** One exponential for both. */
  @Override
  public double lossAndSlope(int example, double[] z, double[] slope) {
    byte sign = signs[example];
    double margin = sign * z[example];
    double e = Math.exp(-Math.abs(margin));
    slope[0] = sign * LogisticLoss.slope(margin, e);
    return LogisticLoss.value(margin, e);
  }

  @Override
  double curvature(int example, double z) {
    return LogisticLoss.curvature(z);
  }

  /**
   * The loss is log(1 + exp(z)) plus something linear: its derivatives from the second on are the
   * cumulants of a coin with the probability p, all of whose moments are p. They are even or odd in
   * z, so the smaller p will do, which keeps its digits.
   */
  @Override
  void derivatives(int example, double z, double[] result) {
    Arrays.fill(result, LogisticLoss.probability(-Math.abs(z)));
    Cumulants.fromMoments(result);
    if (z > 0) {
      for (int order = 3; order < result.length; order += 2) {
        result[order] = -result[order];
      }
    }
    if (result.length > 1) {
      result[1] = slope(example, z);
    }
  }

  @Override
  double sample(double z, RandomGenerator random) {
    double probability = LogisticLoss.probability(z);
    // The gradient p - y; for y = 1 as -(1 - p), which keeps its digits where p is nearly 1.
    return random.nextDouble() < probability ? -LogisticLoss.probability(-z) : probability;
  }

  /** An example is right where its output has the sign of its class; 0 counts as negative. */
  @Override
  public void metrics(
      String prefix, double[] z, double meanLoss, int parameters, Map<String, Double> metrics) {
    int right = 0;
    for (int i = 0; i < z.length; i++) {
      if (signs[i] > 0 ? z[i] > 0 : z[i] <= 0) {
        right++;
      }
    }
    metrics.put(prefix + "Accuracy", (double) right / z.length);
    metrics.put(prefix + "LogLoss", meanLoss);
    metrics.put(prefix + "Deviance", 2 * z.length * meanLoss);
  }

  @Override
  public Separable separable() {
    return new Separable() {
      @Override
      public int comparisons() {
        return 1;
      }

      @Override
      public double compare(int example, double[] z, int comparison, double[] direction) {
        direction[0] = signs[example];
        return LogisticLoss.probability(-signs[example] * z[example]);
      }

      @Override
      public int groups() {
        return 2;
      }

      @Override
      public int group(int example) {
        return signs[example] > 0 ? 1 : 0;
      }
    };
  }
}

package dev.dupin.objectives.regression;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The loss exp(z) - y z of a count y whose mean is exp(z): the negative log-likelihood without log
 * y!, which no parameter changes.
 */
final class PoissonFamily extends ScalarFamily {

  // Means up to here are drawn by counting; larger ones from the normal distribution, whose error
  // (skewness 1 / sqrt(mean)) is below 3 % there.
  private static final double COUNTED = 1000;

  private final double[] counts;

  /**
   * @param counts whole numbers from 0 on; kept
   */
  PoissonFamily(double[] counts) {
    this.counts = counts;
  }

  @Override
  public PoissonFamily select(int[] examples) {
    double[] selected = new double[examples.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = counts[Objects.checkIndex(examples[i], counts.length)];
    }
    return new PoissonFamily(selected);
  }

  @Override
  double loss(int example, double z) {
    double count = counts[example];
    // At z = -infinity the mean is 0, which explains a count of 0 exactly.
    return count == 0 ? Math.exp(z) : Math.exp(z) - count * z;
  }

  @Override
  double slope(int example, double z) {
    return Math.exp(z) - counts[example];
  }

  @Override
  double curvature(int example, double z) {
    return Math.exp(z);
  }

  @Override
  void derivatives(int example, double z, double[] result) {
    Arrays.fill(result, Math.exp(z));
    if (result.length > 1) {
      result[1] = slope(example, z);
    }
  }

  @Override
  double sample(double z, RandomGenerator random) {
    double mean = Math.exp(z);
    return mean - count(mean, random);
  }

  /** Counts the arrivals of a Poisson process within its mean (Knuth, TAOCP 2, 3.4.1 F). */
  private static double count(double mean, RandomGenerator random) {
    if (!(mean <= COUNTED)) {
      return Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian()));
    }
    int count = 0;
    for (double time = random.nextExponential(); time <= mean; time += random.nextExponential()) {
      count++;
    }
    return count;
  }

  /**
   * The deviance, 2 sum (y log(y / mu) - (y - mu)), and its mean, of which half is the loss above
   * that of a model with a parameter for each example.
   */
  @Override
  public void metrics(
      String prefix, double[] z, double meanLoss, int parameters, Map<String, Double> metrics) {
    double deviance = 0;
    for (int i = 0; i < z.length; i++) {
      double count = counts[i];
      double mean = Math.exp(z[i]);
      deviance += 2 * (count == 0 ? mean : count * (Math.log(count) - z[i]) - (count - mean));
    }
    metrics.put(prefix + "Deviance", deviance);
    metrics.put(prefix + "MeanDeviance", deviance / z.length);
  }

  /** Counts of zero are explained ever better as z falls; any other count pins its z. */
  @Override
  public Separable separable() {
    return new Separable() {
      @Override
      public int comparisons() {
        return 1;
      }

      @Override
      public double compare(int example, double[] z, int comparison, double[] direction) {
        direction[0] = -1;
        return counts[example] > 0 ? Double.POSITIVE_INFINITY : Math.min(1, Math.exp(z[example]));
      }

      @Override
      public int groups() {
        return 2;
      }

      @Override
      public int group(int example) {
        return counts[example] > 0 ? 1 : 0;
      }

      @Override
      public boolean isPinned(int group) {
        return group == 1;
      }
    };
  }
}

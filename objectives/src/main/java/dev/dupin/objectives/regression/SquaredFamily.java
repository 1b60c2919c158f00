package dev.dupin.objectives.regression;

import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** Half the squared residual, (z - y)^2 / 2: a normal likelihood of unit variance. */
final class SquaredFamily extends ScalarFamily {

  private final double[] responses;

  /**
   * @param responses kept
   */
  SquaredFamily(double[] responses) {
    this.responses = responses;
  }

  @Override
  public SquaredFamily select(int[] examples) {
    double[] selected = new double[examples.length];
    for (int i = 0; i < selected.length; i++) {
      selected[i] = responses[Objects.checkIndex(examples[i], responses.length)];
    }
    return new SquaredFamily(selected);
  }

  @Override
  double loss(int example, double z) {
    double residual = slope(example, z);
    return residual * residual / 2;
  }

  /** The residual z - y. */
  @Override
  double slope(int example, double z) {
    return z - responses[example];
  }

  @Override
  double curvature(int example, double z) {
    return 1;
  }

  @Override
  void derivatives(int example, double z, double[] result) {
    if (result.length > 1) {
      result[1] = slope(example, z);
    }
    if (result.length > 2) {
      result[2] = 1;
    }
  }

  @Override
  double sample(double z, RandomGenerator random) {
    return random.nextGaussian();
  }

  @Override
  public double dispersion(double meanLoss, int parameters) {
    int freedom = responses.length - parameters;
    return freedom > 0 ? sumOfSquares(meanLoss) / freedom : Double.NaN;
  }

  private double sumOfSquares(double meanLoss) {
    return 2 * responses.length * meanLoss;
  }

  /** R^2 is 1 - RSS / sum (y - mean y)^2, the mean being that of these examples. */
  @Override
  public void metrics(
      String prefix, double[] z, double meanLoss, int parameters, Map<String, Double> metrics) {
    metrics.put(prefix + "RSquared", 1 - sumOfSquares(meanLoss) / totalSumOfSquares());
    metrics.put(prefix + "MeanSquaredError", 2 * meanLoss);
    if (parameters > 0) {
      metrics.put("residualSumOfSquares", sumOfSquares(meanLoss));
      metrics.put("residualStandardDeviation", Math.sqrt(dispersion(meanLoss, parameters)));
    }
  }

  private double totalSumOfSquares() {
    double mean = 0;
    for (double response : responses) {
      mean += response / responses.length;
    }
    double sum = 0;
    for (double response : responses) {
      sum += (response - mean) * (response - mean);
    }
    return sum;
  }
}

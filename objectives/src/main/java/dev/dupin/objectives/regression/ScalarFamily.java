package dev.dupin.objectives.regression;

import java.util.random.RandomGenerator;

/** A family with one output: everything about an example is a number. */
abstract class ScalarFamily implements Family {

  @Override
  public final int outputs() {
    return 1;
  }

  /** Returns the loss of an example at output z. */
  abstract double loss(int example, double z);

  /** Returns its first derivative. */
  abstract double slope(int example, double z);

  /** Returns its second derivative, never negative. */
  abstract double curvature(int example, double z);

  /**
   * Fills the derivatives of the orders 1, 2, … in the entries 1, 2, … of {@code result}; entry 0
   * is not looked at.
   */
  abstract void derivatives(int example, double z, double[] result);

  /** Returns the first derivative under a target drawn from the model. */
  abstract double sample(double z, RandomGenerator random);

  @Override
  public final double loss(int example, double[] z) {
    return loss(example, z[example]);
  }

  @Override
  public final void slope(int example, double[] z, double[] slope) {
    slope[0] = slope(example, z[example]);
  }

  @Override
  public double lossAndSlope(int example, double[] z, double[] slope) {
    slope[0] = slope(example, z[example]);
    return loss(example, z[example]);
  }

  @Override
  public final void curvature(int example, double[] z, double[] curvature) {
    curvature[example] = curvature(example, z[example]);
  }

  @Override
  public final void multiply(
      int example, double[] curvature, double[] u, int from, double[] result, int to) {
    result[to] = curvature[example] * u[from];
  }

  @Override
  public final double entry(int example, double[] curvature, int row, int column) {
    return curvature[example];
  }

  @Override
  public final void root(int example, double[] curvature, int column, double[] result, int to) {
    result[to] = Math.sqrt(curvature[example]);
  }

  @Override
  public final void sample(
      int example, double[] z, RandomGenerator random, double[] result, int to) {
    result[to] = sample(z[example], random);
  }

  @Override
  public final void addDerivatives(int example, double[] z, double[] d, double[] sums) {
    double[] derivatives = new double[sums.length];
    derivatives(example, z[example], derivatives);
    double power = 1;
    for (int order = 1; order < sums.length; order++) {
      power *= d[0];
      sums[order] += derivatives[order] * power;
    }
  }
}

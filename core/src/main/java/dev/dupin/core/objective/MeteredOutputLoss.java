package dev.dupin.core.objective;

import java.util.random.RandomGenerator;

/** Counts a product with J' as a Hessian product; the forward product before it is included. */
final class MeteredOutputLoss implements OutputLoss {

  private final OutputLoss loss;
  private final Meter meter;

  MeteredOutputLoss(OutputLoss loss, Meter meter) {
    this.loss = loss;
    this.meter = meter;
  }

  @Override
  public int examples() {
    return loss.examples();
  }

  @Override
  public int outputs() {
    return loss.outputs();
  }

  @Override
  public double[] ridge() {
    return loss.ridge();
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    loss.jacobian(v, result);
  }

  @Override
  public void transposed(double[] u, double[] result) {
    meter.hessianProduct();
    loss.transposed(u, result);
  }

  @Override
  public void outputHessian(double[] u, double[] result) {
    loss.outputHessian(u, result);
  }

  @Override
  public double[] outputRoots(int column) {
    return loss.outputRoots(column);
  }

  @Override
  public double[] outputSamples(RandomGenerator random) {
    return loss.outputSamples(random);
  }
}

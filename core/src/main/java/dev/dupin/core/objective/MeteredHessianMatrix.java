package dev.dupin.core.objective;

import dev.dupin.core.linear.DenseSymmetric;

/** Counts one Hessian on first use. */
final class MeteredHessianMatrix implements HessianMatrix {

  private final HessianMatrix hessian;
  private final Meter meter;
  private boolean paid;

  MeteredHessianMatrix(HessianMatrix hessian, Meter meter) {
    this.hessian = hessian;
    this.meter = meter;
  }

  @Override
  public DenseSymmetric matrix() {
    if (!paid) {
      paid = true;
      meter.hessian();
    }
    return hessian.matrix();
  }
}

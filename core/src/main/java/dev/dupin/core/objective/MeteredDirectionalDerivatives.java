package dev.dupin.core.objective;

/** Counts derivatives along a line, and their errors, as a Hessian product each. */
final class MeteredDirectionalDerivatives implements DirectionalDerivatives {

  private final DirectionalDerivatives derivatives;
  private final Meter meter;

  MeteredDirectionalDerivatives(DirectionalDerivatives derivatives, Meter meter) {
    this.derivatives = derivatives;
    this.meter = meter;
  }

  @Override
  public double[] along(double[] v, int order) {
    meter.hessianProduct();
    return derivatives.along(v, order);
  }

  @Override
  public double[] errors(double[] v, int order) {
    meter.hessianProduct();
    return derivatives.errors(v, order);
  }
}

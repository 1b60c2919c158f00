package dev.dupin.core.objective;

/**
 * Counts the work on a Jacobian: a product with its transpose counts as a Hessian product, the
 * forward product before it is included (together they are one Gauss-Newton product), the whole
 * matrix counts as a Hessian.
 */
final class MeteredResiduals implements Residuals {

  private final Residuals residuals;
  private final Meter meter;
  private boolean matrixPaid;

  MeteredResiduals(Residuals residuals, Meter meter) {
    this.residuals = residuals;
    this.meter = meter;
  }

  @Override
  public double scale() {
    return residuals.scale();
  }

  @Override
  public double[] values() {
    return residuals.values();
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    residuals.jacobian(v, result);
  }

  @Override
  public void transposed(double[] u, double[] result) {
    meter.hessianProduct();
    residuals.transposed(u, result);
  }

  @Override
  public double[] jacobianMatrix() {
    if (!matrixPaid) {
      matrixPaid = true;
      meter.hessian();
    }
    return residuals.jacobianMatrix();
  }

  @Override
  public double[] columnNorms() {
    return residuals.columnNorms();
  }
}

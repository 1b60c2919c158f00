package dev.dupin.core.objective;

import dev.dupin.core.linear.DenseSymmetric;

/** Counts the errors of f, of the gradient and of the Hessian like these themselves, once each. */
final class MeteredRoundingErrors implements RoundingErrors {

  private final RoundingErrors errors;
  private final Meter meter;
  private boolean valuePaid;
  private boolean gradientPaid;
  private boolean hessianPaid;

  MeteredRoundingErrors(RoundingErrors errors, Meter meter) {
    this.errors = errors;
    this.meter = meter;
  }

  /** Part of the value's price. */
  @Override
  public boolean isDifferentiable() {
    payValue();
    return errors.isDifferentiable();
  }

  @Override
  public double value() {
    payValue();
    return errors.value();
  }

  @Override
  public double[] gradient() {
    payValue();
    if (!gradientPaid) {
      gradientPaid = true;
      meter.gradient();
    }
    return errors.gradient();
  }

  @Override
  public DenseSymmetric hessian() {
    if (!hessianPaid) {
      hessianPaid = true;
      meter.hessian();
    }
    return errors.hessian();
  }

  private void payValue() {
    if (!valuePaid) {
      valuePaid = true;
      meter.value();
    }
  }
}

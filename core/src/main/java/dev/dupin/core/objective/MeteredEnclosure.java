package dev.dupin.core.objective;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;

/** Counts bounds of f, of the gradient and of the Hessian like these themselves, once each. */
final class MeteredEnclosure implements Enclosure {

  private final Enclosure enclosure;
  private final Meter meter;
  private boolean valuePaid;
  private boolean gradientPaid;
  private boolean hessianPaid;

  MeteredEnclosure(Enclosure enclosure, Meter meter) {
    this.enclosure = enclosure;
    this.meter = meter;
  }

  /** Part of the value's price. */
  @Override
  public boolean isSmooth() {
    payValue();
    return enclosure.isSmooth();
  }

  @Override
  public Interval value() {
    payValue();
    return enclosure.value();
  }

  @Override
  public Intervals gradient() {
    payValue();
    if (!gradientPaid) {
      gradientPaid = true;
      meter.gradient();
    }
    return enclosure.gradient();
  }

  @Override
  public Intervals hessian() {
    if (!hessianPaid) {
      hessianPaid = true;
      meter.hessian();
    }
    return enclosure.hessian();
  }

  private void payValue() {
    if (!valuePaid) {
      valuePaid = true;
      meter.value();
    }
  }
}

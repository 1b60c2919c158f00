package dev.dupin.curvature;

import dev.dupin.core.objective.Meter;

/** Counts what a test pays for. */
public final class CountingMeter implements Meter {

  public int values;
  public int gradients;
  public int products;
  public int hessians;

  @Override
  public void value() {
    values++;
  }

  @Override
  public void gradient() {
    gradients++;
  }

  @Override
  public void hessianProduct() {
    products++;
  }

  @Override
  public void hessian() {
    hessians++;
  }
}

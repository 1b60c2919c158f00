package dev.dupin.optimizers;

import dev.dupin.core.curvature.SymmetricOperator;

/** Counts the products with another operator, and offers nothing else. */
public class CountingOperator implements SymmetricOperator {

  private final SymmetricOperator operator;
  private int products;

  /** Makes one. */
  public CountingOperator(SymmetricOperator operator) {
    this.operator = operator;
  }

  /** Returns how many products there were. */
  public int products() {
    return products;
  }

  @Override
  public int dimension() {
    return operator.dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    products++;
    operator.apply(v, result);
  }
}

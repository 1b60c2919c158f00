package dev.dupin.core.minimizer;

import dev.dupin.core.objective.Meter;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;

/** Counts what a run, or its analyses, pay for. */
final class Ledger implements Meter, Checkpointable {

  private final int dimension;
  private final Gate gate;
  private long values;
  private long gradients;
  private long products;
  private long hessians;
  private double equivalents;

  Ledger(int dimension, Gate gate) {
    this.dimension = dimension;
    this.gate = gate;
  }

  @Override
  public void value() {
    value(1);
  }

  @Override
  public void gradient() {
    gradient(1);
  }

  @Override
  public void hessianProduct() {
    hessianProduct(1);
  }

  @Override
  public void hessian() {
    hessian(1);
  }

  private void value(double share) {
    gate.pass();
    values++;
    equivalents += 0.5 * share;
  }

  /** A value of the whole objective was counted that had been counted before. */
  void takeValueBack() {
    values--;
    equivalents -= 0.5;
  }

  private void gradient(double share) {
    gate.pass();
    gradients++;
    equivalents += 0.5 * share;
  }

  private void hessianProduct(double share) {
    gate.pass();
    products++;
    equivalents += share;
  }

  private void hessian(double share) {
    gate.pass();
    hessians++;
    equivalents += dimension * share;
  }

  @Override
  public Meter share(double fraction) {
    return new Meter() {
      @Override
      public void value() {
        Ledger.this.value(fraction);
      }

      @Override
      public void gradient() {
        Ledger.this.gradient(fraction);
      }

      @Override
      public void hessianProduct() {
        Ledger.this.hessianProduct(fraction);
      }

      @Override
      public void hessian() {
        Ledger.this.hessian(fraction);
      }

      @Override
      public Meter share(double inner) {
        return Ledger.this.share(fraction * inner);
      }
    };
  }

  double gradientEquivalents() {
    return equivalents;
  }

  long values() {
    return values;
  }

  long gradients() {
    return gradients;
  }

  long products() {
    return products;
  }

  long hessians() {
    return hessians;
  }

  Counts counts() {
    return new Counts(values, gradients, products, hessians, equivalents);
  }

  @Override
  public void exchange(State state) {
    values = state.exchange("values", values);
    gradients = state.exchange("gradients", gradients);
    products = state.exchange("products", products);
    hessians = state.exchange("hessians", hessians);
    equivalents = state.exchange("equivalents", equivalents);
  }
}

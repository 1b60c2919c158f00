package dev.dupin.core.objective;

/**
 * Counts a pass over the terms as one Hessian product, as every product with J' is: a new pass
 * begins with the first term asked for, and whenever a term is not behind the one asked for last.
 */
final class MeteredTermGradients implements TermGradients {

  private final TermGradients gradients;
  private final Meter meter;
  private int last = Integer.MAX_VALUE;

  MeteredTermGradients(TermGradients gradients, Meter meter) {
    this.gradients = gradients;
    this.meter = meter;
  }

  @Override
  public double[] of(int term) {
    if (term <= last) {
      meter.hessianProduct();
    }
    last = term;
    return gradients.of(term);
  }
}

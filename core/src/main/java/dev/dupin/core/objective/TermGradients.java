package dev.dupin.core.objective;

/** The gradients of the single terms of a finite sum, for the empirical Fisher matrix. */
public interface TermGradients extends Structure {

  /**
   * Returns the gradient of one term's own loss (without the factor 1/N of the mean, without any
   * penalty), n entries.
   *
   * @param term from 0 to the number of terms - 1
   */
  double[] of(int term);

  /** Counts every pass over the terms, in ascending order, as one Hessian product. */
  @Override
  default Structure metered(Meter meter) {
    return new MeteredTermGradients(this, meter);
  }
}

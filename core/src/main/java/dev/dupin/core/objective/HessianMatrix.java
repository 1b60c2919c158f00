package dev.dupin.core.objective;

import dev.dupin.core.linear.DenseSymmetric;

/** The exact Hessian as a dense matrix. */
public interface HessianMatrix extends Structure {

  /**
   * Returns the n x n Hessian: computed on first use, the same object ever after; n^2 doubles of
   * memory.
   */
  DenseSymmetric matrix();

  @Override
  default Structure metered(Meter meter) {
    return new MeteredHessianMatrix(this, meter);
  }
}

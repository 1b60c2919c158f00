package dev.dupin.core.objective;

/**
 * The capability of an objective that is the mean over terms, so that mini-batches can be drawn
 * from it.
 */
public interface FiniteSum {

  /** Returns the number of terms, at least 1. */
  int terms();

  /**
   * Returns the mean over some of the terms, plus whatever is not part of the sum (a penalty counts
   * whole in every batch). The mean over all terms is the objective itself.
   *
   * @param terms distinct indices from 0 to terms() - 1, in any order; frozen
   */
  Objective batch(int[] terms);
}

package dev.dupin.core.minimizer;

/**
 * Mini-batches of a finite sum: every epoch is a permutation of the terms given by the seed and the
 * number of the epoch, cut into batches; the batch changes when a step is accepted.
 *
 * @param size terms in a batch; the last one of an epoch may be smaller, and is a mean over its own
 *     number
 * @param testFullGradient whether the gradient tests run, on all terms, at the end of every epoch;
 *     a gradient of a batch never counts as convergence
 */
public record Batching(int size, boolean testFullGradient) {

  public Batching {
    if (size < 1) {
      throw new IllegalArgumentException("batch.size is " + size + ", but must be at least 1");
    }
  }
}

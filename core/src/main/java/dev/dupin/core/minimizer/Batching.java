package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.HessianProvider;
import java.util.OptionalInt;

/**
 * Mini-batches of a finite sum: every epoch is a permutation of the terms given by the seed and the
 * number of the epoch, cut into batches; the batch changes when a step is accepted.
 *
 * <p>The full set is evaluated at the start, every so many epochs and at the end: f there says
 * which point is best, since values of two batches cannot be compared. These evaluations are
 * counted on the ledger of the analyses and change nothing about the path of the run. One costs
 * half as much as an epoch of the cheapest method, which pays a gradient for every term; so one
 * every epoch, as is usual in the field, is affordable, and no epoch's end is missed.
 *
 * @param size terms in a batch; the last one of an epoch may be smaller, and is a mean over its own
 *     number
 * @param curvatureSize terms in the batch that the Hessian sees, drawn afresh from all of them for
 *     every iteration; smaller or larger than {@code size}, and from the number of all terms on the
 *     whole sum; empty: the batch of the gradient
 * @param evaluateEvery after how many epochs the full set is evaluated; {@link Long#MAX_VALUE}: at
 *     the start and at the end only
 * @param testFullGradient whether the gradient tests run, on all terms, at the end of every epoch;
 *     a gradient of a batch never counts as convergence. What they pay is counted as the method's,
 *     and is an evaluation of the full set as well
 */
public record Batching(
    int size, OptionalInt curvatureSize, long evaluateEvery, boolean testFullGradient) {

  public Batching {
    positive("size", size);
    positive("curvatureSize", curvatureSize.orElse(1));
    positive("evaluateEvery", evaluateEvery);
  }

  /** Batches of that size for gradient and curvature; the full set is evaluated every epoch. */
  public Batching(int size, boolean testFullGradient) {
    this(size, OptionalInt.empty(), 1, testFullGradient);
  }

  /**
   * Returns a Hessian as it works in these batches: the same, or on batches of its own, where it is
   * neither exact nor the Gauss-Newton matrix of the residuals at hand.
   */
  public HessianProvider seenBy(HessianProvider hessian) {
    return curvatureSize.isEmpty()
        ? hessian
        : new CurvatureBatches(hessian, curvatureSize.getAsInt());
  }

  private static void positive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "batch." + name + " is " + value + ", but must be at least 1");
    }
  }
}

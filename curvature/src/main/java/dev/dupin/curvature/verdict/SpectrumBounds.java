package dev.dupin.curvature.verdict;

import dev.dupin.core.run.Numbers;
import java.util.Optional;

/**
 * What is proven of the spectrum of a Hessian that is too large for a dense matrix.
 *
 * @param dimension n
 * @param negatives at least so many eigenvalues are negative
 * @param positives at least so many eigenvalues are positive
 * @param whole whether every one of the n eigenvalues was bounded: then those that count neither as
 *     negative nor as positive are zero within their errors, and without any of them the counts are
 *     exact
 * @param semidefinite whether no eigenvalue is negative for certain, since the objective is convex
 * @param smallest the smallest eigenvalue
 * @param largest the largest eigenvalue
 * @param negativeDirection a direction of proven negative curvature, n entries of norm 1, frozen;
 *     empty where none is proven
 * @param positiveDirection a direction of proven positive curvature, likewise
 * @param certificate what this rests on, in words
 * @param products the work in products with the Hessian, an evaluation elsewhere counting as one
 * @param remedy what would tell more, a sentence; empty where all signs are proven
 */
public record SpectrumBounds(
    int dimension,
    int negatives,
    int positives,
    boolean whole,
    boolean semidefinite,
    SpectrumEnd smallest,
    SpectrumEnd largest,
    Optional<double[]> negativeDirection,
    Optional<double[]> positiveDirection,
    String certificate,
    double products,
    String remedy) {

  /**
   * Returns the number of eigenvalues that are zero within their errors.
   *
   * @throws IllegalStateException if not the whole spectrum was bounded
   */
  public int nullity() {
    if (!whole) {
      throw new IllegalStateException("the nullity is not known: " + certificate);
    }
    return dimension - negatives - positives;
  }

  /** Returns whether all eigenvalues are proven positive. */
  public boolean isPositiveDefinite() {
    return whole && positives == dimension;
  }

  /** Returns whether all eigenvalues are proven negative. */
  public boolean isNegativeDefinite() {
    return whole && negatives == dimension;
  }

  /** Returns whether there are a proven negative and a proven positive eigenvalue. */
  public boolean isIndefinite() {
    return negatives > 0 && positives > 0;
  }

  /**
   * Returns the same with more known of the ends.
   *
   * @param enclosure no eigenvalue is below its first or above its second number
   * @param workBefore what that cost in products
   */
  SpectrumBounds within(double[] enclosure, double workBefore) {
    SpectrumEnd low = smallest.notBelow(enclosure[0]);
    SpectrumEnd high = largest.notAbove(enclosure[1]);
    return new SpectrumBounds(
        dimension,
        negatives,
        positives,
        whole,
        semidefinite,
        low,
        high,
        negativeDirection,
        positiveDirection,
        certificate
            + ", none outside ["
            + Numbers.brief(low.lower())
            + ", "
            + Numbers.brief(high.upper())
            + "] by Gershgorin's discs",
        products + workBefore,
        remedy);
  }
}

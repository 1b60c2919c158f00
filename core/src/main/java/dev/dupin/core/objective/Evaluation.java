package dev.dupin.core.objective;

import java.util.Optional;

/**
 * A function at one point. Everything is computed on first use and kept: asking twice gives the
 * same answer and the same array, and costs nothing more. An evaluation may be kept as long as the
 * memory it holds is wanted. It is used by one thread at a time.
 */
public interface Evaluation {

  /**
   * Returns the function evaluated: the batch's, or the metered one, so that whoever needs more
   * points evaluates that.
   */
  Objective objective();

  /** Returns the n coordinates of the point; frozen. */
  double[] point();

  /**
   * Returns f(x). NaN and infinities are legal answers: they say that the point is outside the
   * domain.
   */
  double value();

  /** Returns the gradient of f at x, n entries; frozen. */
  double[] gradient();

  /**
   * Returns what else is known here, or empty if the objective does not offer that kind of
   * structure.
   */
  default <S extends Structure> Optional<S> structure(Class<S> kind) {
    return Optional.empty();
  }
}

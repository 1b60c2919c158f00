package dev.dupin.core.objective;

import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A function of {@link #dimension()} variables that can be minimised. An objective is an immutable
 * recipe, shared by runs and threads; what belongs to one point lives in the {@link Evaluation}
 * that {@link #at} returns.
 */
public interface Objective {

  /** Returns n, the number of variables: at least 1, and always the same. */
  int dimension();

  /**
   * Returns this function at one point. Pays nothing yet: values, gradients and structures are
   * computed when they are asked for, once each.
   *
   * @param x n coordinates; kept without a copy, so nobody may write to it again
   */
  Evaluation at(double[] x);

  /**
   * Returns the point where a run starts unless it is told another: all zeros unless overridden.
   *
   * @param random a seeded stream of its own, for objectives that start at random
   */
  default double[] start(RandomGenerator random) {
    return new double[dimension()];
  }

  /**
   * Returns the kinds of structure that every evaluation offers: the same set at every point and
   * for every batch.
   */
  default Set<Class<? extends Structure>> structures() {
    return Set.of();
  }

  /** Returns the terms this function is the mean of, if it is such a mean. */
  default Optional<FiniteSum> sum() {
    return Optional.empty();
  }

  /**
   * Returns the same function, with every evaluation counted on the meter. A decorator overrides
   * this to meter what it decorates, so that the true cost is counted.
   */
  default Objective metered(Meter meter) {
    return new MeteredObjective(this, meter);
  }

  /**
   * Returns the function that verdict and analyses look at: this one, unless this one is a
   * surrogate (sharpness-aware minimisation is judged by the plain loss).
   */
  default Objective judged() {
    return this;
  }

  /**
   * Returns whether {@link Evaluation#gradient} is not the derivative of {@link Evaluation#value}
   * but on purpose something else that a method shall follow. It is then not compared with
   * differences, and neither are second derivatives; everything else holds.
   */
  default boolean gradientIsSurrogate() {
    return false;
  }

  /**
   * Returns whether this function is convex for certain, so that its Hessian is positive
   * semidefinite everywhere and nobody has to search for negative curvature. The answer holds for
   * every batch too. It is relied upon without a check: false wherever it is not proven.
   */
  default boolean isConvex() {
    return false;
  }
}

package dev.dupin.core.run;

import java.util.random.RandomGenerator;

/** What a part may know of the run it is in. */
public interface RunContext {

  /**
   * Returns a random stream that restarts at every iteration from (seed, path of the part, axis,
   * iteration): there is nothing to save, and one more draw here changes no draw anywhere else.
   *
   * @param axis what the numbers are for, such as {@code probe}
   */
  RandomGenerator random(String axis);

  /** Returns the same run as a nested part sees it: its path is this path, a dot, and the name. */
  RunContext part(String name);

  /**
   * Returns whether the run is over; long loops that do not call the objective ask now and then,
   * and return.
   */
  boolean cancelled();

  /**
   * Returns the gradient norm up to which the point counts as critical: the run's absolute
   * tolerance, or, where its relative or scale-free test or the rounding level was what held at the
   * end, the gradient norm found there.
   */
  double gradientTolerance();
}

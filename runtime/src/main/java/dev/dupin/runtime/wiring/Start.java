package dev.dupin.runtime.wiring;

import java.util.Optional;

/** Where a run starts: an extension point of the runtime itself. */
public interface Start {

  /**
   * Returns the start, or empty if the objective chooses.
   *
   * @param dimension the number of variables
   * @param seed of the run
   * @throws IllegalArgumentException if there is no such start in that dimension
   */
  Optional<double[]> point(int dimension, long seed);
}

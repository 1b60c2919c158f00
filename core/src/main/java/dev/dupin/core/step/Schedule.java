package dev.dupin.core.step;

/** How a learning rate changes over a run: an extension point. An immutable recipe. */
public interface Schedule {

  /**
   * Returns the factor on the learning rate.
   *
   * @param iteration counted from 0
   * @return not negative; 0 makes no step
   */
  double factor(long iteration);
}

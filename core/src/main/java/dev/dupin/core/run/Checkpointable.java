package dev.dupin.core.run;

/** Something with state that a checkpoint holds. */
public interface Checkpointable {

  /**
   * Exchanges every piece of state, both for saving and for loading: {@code radius =
   * state.exchange("radius", radius)}. One method for both ways, so that they cannot drift apart.
   * Called between iterations only.
   */
  void exchange(State state);
}

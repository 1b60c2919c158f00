package dev.dupin.core.run;

/**
 * One side of a checkpoint. Each method returns the value to go on with: the one given while
 * saving, the one saved while loading. Names are unique within a part. Nothing is ever null: an
 * array that does not exist yet is an empty one.
 */
public interface State {

  /** Exchanges a number, to the bit. */
  double exchange(String name, double value);

  /** Exchanges an integer; booleans are 0 and 1. */
  long exchange(String name, long value);

  /** Exchanges an array; the one returned while loading may have another length, and is frozen. */
  double[] exchange(String name, double[] value);

  /** Exchanges everything a nested part holds. */
  void exchange(String name, Checkpointable part);
}

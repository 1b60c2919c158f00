package dev.dupin.core.autodiff;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A map that is recorded when it is first run, and run again from the record as long as its way
 * cannot depend on the point. Shared by threads.
 */
final class Recorder {

  private final int dimension;
  private final DifferentiableMap map;

  /**
   * Filled by the first evaluation, if the map looked at no value. Two threads that come first
   * together record the same program twice.
   */
  private volatile @Nullable Program recorded;

  /**
   * Runs nothing yet.
   *
   * @param dimension n, at least 1
   */
  Recorder(int dimension, DifferentiableMap map) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
    this.dimension = dimension;
    this.map = Objects.requireNonNull(map, "map is null");
  }

  int dimension() {
    return dimension;
  }

  /**
   * Checks the length of a point.
   *
   * @throws IllegalArgumentException if it has not n entries
   */
  void check(double[] x) {
    if (x.length != dimension) {
      throw new IllegalArgumentException(
          "the point has " + x.length + " coordinates; the function has " + dimension);
    }
  }

  /** Evaluates the map at x; records it where that has to be. */
  Forward forward(double[] x) {
    Program known = recorded;
    if (known != null) {
      return new Forward(known, known.values(x), true);
    }
    Tape.Recording recording = Tape.record(map, x);
    boolean everywhere = !recording.valueRead();
    if (everywhere) {
      recorded = recording.program();
    }
    return new Forward(recording.program(), recording.values(), everywhere);
  }
}

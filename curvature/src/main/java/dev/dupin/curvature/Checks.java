package dev.dupin.curvature;

/** Checks of keys that several parts have. */
final class Checks {

  private Checks() {}

  /** A part of something that is never all of it. */
  static void part(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(key + " is " + value + ", but must be in [0, 1)");
    }
  }

  static void positive(String key, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(key + " is " + value + ", but must be in (0, inf)");
    }
  }
}

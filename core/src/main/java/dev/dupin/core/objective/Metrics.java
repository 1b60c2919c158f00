package dev.dupin.core.objective;

import java.util.Map;

/**
 * How good the point is in the user's own terms, such as {@code trainAccuracy}; reported at the end
 * of a run.
 */
public interface Metrics extends Structure {

  /** Returns the numbers by name (camelCase), in the order to show them. */
  Map<String, Double> values();
}

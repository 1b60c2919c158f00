package dev.dupin.core.objective;

import java.util.List;

/** The point read as estimates of named parameters; reported at the end of a run. */
public interface Estimates extends Structure {

  /** Returns the estimates, in the order of the coordinates. */
  List<Estimate> values();

  /**
   * One estimated parameter.
   *
   * @param name such as the name of a column
   * @param value the estimate
   * @param standardError of the estimate; NaN where it is not known
   */
  record Estimate(String name, double value, double standardError) {}
}

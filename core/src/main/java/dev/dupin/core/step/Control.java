package dev.dupin.core.step;

/** The one scalar by which a globalizer tells a subproblem how far to go. */
public interface Control {

  /** Returns the number. */
  double value();
}

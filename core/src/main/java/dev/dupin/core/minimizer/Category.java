package dev.dupin.core.minimizer;

/** The four ways in which a run ends. */
public enum Category {
  /** A gradient test holds at the point. */
  CONVERGED,
  /** A limit that the user set, or a default one, was reached first. */
  LIMIT,
  /** The run ended by itself, without converging. */
  STOPPED,
  /** Something broke. The best point found so far is still in the result. */
  FAILED
}

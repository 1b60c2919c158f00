package dev.dupin.curvature;

/** What a method that keeps its matrix positive definite makes of a pair it cannot learn. */
public enum PairDamping {
  /** Nothing: the pair is skipped. */
  NONE,
  /** Mixes y with B s until there is a fifth of the curvature of B (Powell 1978). */
  POWELL
}

package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.Vectors;

/** How exactly an inner iteration solves for a Newton step. */
public final class Forcing {

  private Forcing() {}

  /**
   * Returns min(cap, sqrt|g|), the relative residual under which inexact Newton steps converge
   * superlinearly (Nocedal and Wright 2006, algorithm 7.1; Dembo, Eisenstat and Steihaug 1982).
   */
  public static double superlinear(double cap, double[] gradient) {
    return Math.min(cap, Math.sqrt(Vectors.norm(gradient)));
  }

  /**
   * Returns how many conjugate gradient iterations are made at most where the user sets no limit:
   * in exact arithmetic n suffice; rounding costs the method its finite termination, so it gets as
   * many again, and some more for a small n.
   */
  public static int usualIterations(int n) {
    return (int) Math.min(2L * n + 10, Integer.MAX_VALUE);
  }
}

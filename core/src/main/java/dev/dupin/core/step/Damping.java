package dev.dupin.core.step;

import dev.dupin.core.linear.Vectors;

/**
 * The damping of a Levenberg-Marquardt step: (B + value D^2) s = -g, where D is a diagonal matrix
 * that measures each variable in a unit of its own.
 *
 * @param value not negative
 * @param scale the n positive diagonal entries of D, frozen; empty where all of them are 1
 */
public record Damping(double value, double[] scale) implements Control {

  /** Makes an unscaled damping: (B + value I) s = -g. */
  public Damping(double value) {
    this(value, new double[0]);
  }

  /** Returns the n diagonal entries of D, also where all are 1. */
  public double[] scale(int n) {
    return scale.length == 0 ? Vectors.filled(n, 1) : scale;
  }
}

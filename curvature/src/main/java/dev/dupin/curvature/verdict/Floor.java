package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;

/**
 * The floor of a valley near a point x: the curve x + t v + t^2 w.
 *
 * @param direction v
 * @param bend w
 * @param series of f along the curve up to order 4, along the line beyond
 */
record Floor(double[] direction, double[] bend, LineSeries series) {

  /** Returns the point of the curve at a length, which may be negative. */
  double[] point(double[] base, double length) {
    double[] point = base.clone();
    Vectors.addScaled(point, length, direction);
    if (Vectors.maxAbs(bend) > 0) {
      Vectors.addScaled(point, length * length, bend);
    }
    return point;
  }
}

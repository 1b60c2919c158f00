package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import java.util.function.UnaryOperator;

/**
 * The fourth order of f on a curved valley floor. By the splitting lemma (Gromoll and Meyer 1969)
 * the lowest points above x + t v are x + t v + t^2 w with w = -H^+ b / 2 and b_i = D^3 f[v, v,
 * e_i], and there the coefficient of t^4 is D^4 f[v, v, v, v] / 24 - b'H^+b / 8. It is computed as
 * that of the curve, so an error of w enters squared, and to the side of too large a value.
 *
 * <p>b comes from the polarisation of third derivatives along lines, one entry for each coordinate
 * that the positive part of the Hessian sees: up to 2 n lines a direction, and n more for the first
 * one, without errors; 5 lines give the coefficient with its error. Holds 2 n doubles.
 */
final class ReducedQuartic {

  private final LineSource source;
  private final UnaryOperator<double[]> inverse;
  private final double[] lengths;

  /** Third coefficients along the axes; NaN where not known yet. */
  private final double[] axes;

  /**
   * @param n the dimension
   * @param inverse v to H^+ v
   */
  ReducedQuartic(LineSource source, int n, UnaryOperator<double[]> inverse) {
    this.source = source;
    this.inverse = inverse;
    this.lengths = naturalLengths(n, inverse);
    this.axes = Vectors.filled(n, Double.NaN);
  }

  /** Returns for each coordinate over which length f changes by about 1/2; 0 where H^+ has none. */
  private static double[] naturalLengths(int n, UnaryOperator<double[]> inverse) {
    double[] lengths = new double[n];
    for (int i = 0; i < n; i++) {
      double[] unit = new double[n];
      unit[i] = 1;
      double square = inverse.apply(unit)[i];
      lengths[i] = square > 0 ? Math.sqrt(square) : 0;
    }
    return lengths;
  }

  /** Returns the valley floor above a line, whose series is known. */
  Floor over(double[] v, LineSeries line) {
    double[] bend = bend(v);
    if (Vectors.maxAbs(bend) == 0) {
      return new Floor(v, bend, line);
    }
    double share = size(v) / size(bend);
    double[] across = Vectors.scale(share, bend);
    LineSeries forth = source.along(Vectors.add(v, across), 3);
    LineSeries back = source.along(Vectors.subtract(v, across), 3);
    LineSeries axis = source.along(across, 3);
    double half = 0.5 / share;
    double square = 1 / (share * share);
    double coefficient =
        line.coefficient(4)
            + half * mixed(forth, back, axis.coefficient(3))
            + square * axis.coefficient(2);
    double error =
        line.errors()[4]
            + half * (forth.errors()[3] + back.errors()[3] + 2 * axis.errors()[3])
            + square * axis.errors()[2];
    return new Floor(v, bend, line.with(4, coefficient, error));
  }

  /**
   * Returns the size of a vector in natural lengths, 1 where it has no share in them. Directions of
   * equal size are mixed: else the third order of the longer one drowns the other.
   */
  private double size(double[] v) {
    double size = 0;
    for (int i = 0; i < v.length; i++) {
      if (lengths[i] > 0) {
        size = Math.max(size, Math.abs(v[i]) / lengths[i]);
      }
    }
    return size > 0 ? size : 1;
  }

  /** Returns the coefficient of t^4 on the floor, without its error. */
  double value(double[] v) {
    double[] bend = bend(v);
    double coefficient = source.withoutErrors(v, 4).coefficient(4);
    if (Vectors.maxAbs(bend) == 0) {
      return coefficient;
    }
    double share = size(v) / size(bend);
    double[] across = Vectors.scale(share, bend);
    LineSeries axis = source.withoutErrors(across, 3);
    double mixed =
        mixed(
            source.withoutErrors(Vectors.add(v, across), 3),
            source.withoutErrors(Vectors.subtract(v, across), 3),
            axis.coefficient(3));
    return coefficient + 0.5 * mixed / share + axis.coefficient(2) / (share * share);
  }

  /** Returns w. */
  private double[] bend(double[] v) {
    double[] mixed = new double[v.length];
    double size = size(v);
    for (int i = 0; i < v.length; i++) {
      if (lengths[i] > 0) {
        mixed[i] = mixed(v, i, size * lengths[i]);
      }
    }
    return Vectors.maxAbs(mixed) == 0 ? mixed : Vectors.scale(-0.5, inverse.apply(mixed));
  }

  private double mixed(double[] v, int i, double length) {
    double[] forth = v.clone();
    forth[i] += length;
    double[] back = v.clone();
    back[i] -= length;
    if (Double.isNaN(axes[i])) {
      double[] u = new double[v.length];
      u[i] = lengths[i];
      axes[i] = source.withoutErrors(u, 3).coefficient(3);
    }
    double ratio = length / lengths[i];
    double axis = axes[i] * ratio * ratio * ratio;
    return mixed(source.withoutErrors(forth, 3), source.withoutErrors(back, 3), axis) / length;
  }

  /**
   * D^3 f[v, v, u] = (p(v + u) - p(v - u) - 2 p(u)) / 6, where p(v) = D^3 f[v, v, v] is six times
   * the coefficient.
   */
  private static double mixed(LineSeries forth, LineSeries back, double axis) {
    return forth.coefficient(3) - back.coefficient(3) - 2 * axis;
  }
}

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
    LineSeries[] third = {
      source.along(Vectors.add(v, bend), 3),
      source.along(Vectors.subtract(v, bend), 3),
      source.along(bend, 3)
    };
    LineSeries across = third[2];
    double mixed = mixed(third[0], third[1], third[2].coefficient(3));
    double coefficient = line.coefficient(4) + 0.5 * mixed + across.coefficient(2);
    double error =
        line.errors()[4]
            + 0.5 * (third[0].errors()[3] + third[1].errors()[3] + 2 * third[2].errors()[3])
            + across.errors()[2];
    return new Floor(v, bend, line.with(4, coefficient, error));
  }

  /** Returns the coefficient of t^4 on the floor, without its error. */
  double value(double[] v) {
    double[] bend = bend(v);
    double coefficient = source.withoutErrors(v, 4).coefficient(4);
    if (Vectors.maxAbs(bend) == 0) {
      return coefficient;
    }
    LineSeries across = source.withoutErrors(bend, 3);
    double mixed =
        mixed(
            source.withoutErrors(Vectors.add(v, bend), 3),
            source.withoutErrors(Vectors.subtract(v, bend), 3),
            across.coefficient(3));
    return coefficient + 0.5 * mixed + across.coefficient(2);
  }

  /** Returns w. */
  private double[] bend(double[] v) {
    double[] mixed = new double[v.length];
    for (int i = 0; i < v.length; i++) {
      if (lengths[i] > 0) {
        mixed[i] = mixed(v, i);
      }
    }
    return Vectors.maxAbs(mixed) == 0 ? mixed : Vectors.scale(-0.5, inverse.apply(mixed));
  }

  private double mixed(double[] v, int i) {
    double[] forth = v.clone();
    forth[i] += lengths[i];
    double[] back = v.clone();
    back[i] -= lengths[i];
    if (Double.isNaN(axes[i])) {
      double[] u = new double[v.length];
      u[i] = lengths[i];
      axes[i] = source.withoutErrors(u, 3).coefficient(3);
    }
    return mixed(source.withoutErrors(forth, 3), source.withoutErrors(back, 3), axes[i])
        / lengths[i];
  }

  /**
   * D^3 f[v, v, u] = (p(v + u) - p(v - u) - 2 p(u)) / 6, where p(v) = D^3 f[v, v, v] is six times
   * the coefficient.
   */
  private static double mixed(LineSeries forth, LineSeries back, double axis) {
    return forth.coefficient(3) - back.coefficient(3) - 2 * axis;
  }
}

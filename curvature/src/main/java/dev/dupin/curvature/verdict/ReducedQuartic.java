package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The fourth order of f on a curved valley floor. By the splitting lemma (Gromoll and Meyer 1969)
 * the lowest points above x + t v are x + t v + t^2 w with w = -H^+ b / 2 and b_i = D^3 f[v, v,
 * e_i], and there the coefficient of t^4 is D^4 f[v, v, v, v] / 24 - b'H^+b / 8. It is computed as
 * that of the curve, so an error of w enters squared, and to the side of too large a value.
 *
 * <p>b comes from the polarisation of third derivatives along lines, one entry for each coordinate
 * that the positive part of the Hessian sees: up to 2 n + 2 lines a direction, and n more for the
 * first one. Holds n doubles.
 */
final class ReducedQuartic {

  /** Where series along lines come from. */
  interface Lines {
    /** Returns the series of f along x + t v up to t^order. */
    LineSeries along(double[] v, int order);
  }

  private final Lines lines;
  private final UnaryOperator<double[]> inverse;
  private final double[] lengths;
  private final @Nullable LineSeries[] axes;

  /**
   * @param n the dimension
   * @param inverse v to H^+ v
   */
  ReducedQuartic(Lines lines, int n, UnaryOperator<double[]> inverse) {
    this.lines = lines;
    this.inverse = inverse;
    this.lengths = naturalLengths(n, inverse);
    this.axes = new LineSeries[n];
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
    double[] mixed = new double[v.length];
    double[] errors = new double[v.length];
    boolean bends = false;
    for (int i = 0; i < v.length; i++) {
      if (lengths[i] > 0) {
        fillMixed(v, i, mixed, errors);
        bends |= mixed[i] != 0;
      }
    }
    if (!bends) {
      return new Floor(v, new double[v.length], line);
    }
    double[] bend = Vectors.scale(-0.5, inverse.apply(mixed));
    LineSeries across = lines.along(bend, 2);
    double coefficient =
        line.coefficient(4) + 0.5 * Vectors.dot(mixed, bend) + across.coefficient(2);
    double error = line.errors()[4] + across.errors()[2];
    for (int i = 0; i < v.length; i++) {
      error += 0.5 * errors[i] * Math.abs(bend[i]);
    }
    return new Floor(v, bend, line.with(4, coefficient, error));
  }

  /** D^3 f[v, v, u] = (p(v + u) - p(v - u) - 2 p(u)) / 6, where p(v) = D^3 f[v, v, v]. */
  private void fillMixed(double[] v, int i, double[] mixed, double[] errors) {
    double length = lengths[i];
    double[] forth = v.clone();
    forth[i] += length;
    double[] back = v.clone();
    back[i] -= length;
    LineSeries sum = lines.along(forth, 3);
    LineSeries difference = lines.along(back, 3);
    LineSeries axis = axis(i, v.length);
    // coefficients are a sixth of derivatives
    mixed[i] = (sum.coefficient(3) - difference.coefficient(3) - 2 * axis.coefficient(3)) / length;
    errors[i] = (sum.errors()[3] + difference.errors()[3] + 2 * axis.errors()[3]) / length;
  }

  private LineSeries axis(int i, int n) {
    LineSeries known = axes[i];
    if (known == null) {
      double[] u = new double[n];
      u[i] = lengths[i];
      known = lines.along(u, 3);
      axes[i] = known;
    }
    return known;
  }
}

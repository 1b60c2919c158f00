package dev.dupin.core.autodiff;

/**
 * Derivatives along a line of any order: one forward sweep in which every node is a truncated
 * Taylor series (Griewank and Walther 2008, "Evaluating Derivatives", chapter 13). With T
 * operations and order d it takes about d^2 T multiplications and (n + T) (d + 1) doubles.
 */
final class TaylorSweep {

  private TaylorSweep() {}

  /**
   * Returns the series of every output along t -&gt; x + t v, up to t^order.
   *
   * @param x n coordinates; not kept
   * @param v n entries; not kept
   */
  static double[][] outputs(Program program, double[] x, double[] v, int order) {
    return outputs(program, x, v, order, Rounding.NONE);
  }

  /** Returns the same, with everything rounded on its way. */
  static double[][] outputs(Program program, double[] x, double[] v, int order, Rounding rounding) {
    check(program, v, order);
    double[][] series = new double[program.nodes()][];
    for (int i = 0; i < program.variables; i++) {
      double[] line = TaylorSeries.constant(rounding.input(x[i]), order + 1);
      if (order > 0) {
        line[1] = rounding.input(v[i]);
      }
      series[i] = line;
    }
    for (int k = 0; k < program.codes.length; k++) {
      series[program.variables + k] = operation(program, k, series, rounding);
    }
    double[][] outputs = new double[program.outputs.length][];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = series[program.outputs[i]];
    }
    return outputs;
  }

  private static void check(Program program, double[] v, int order) {
    if (v.length != program.variables) {
      throw new IllegalArgumentException(
          "derivatives in "
              + program.variables
              + " variables were asked along a direction of "
              + v.length
              + " entries");
    }
    if (order < 0) {
      throw new IllegalArgumentException("the order of a derivative is not negative: " + order);
    }
  }

  /** Returns the derivatives that belong to coefficients: entry k times k!. */
  static double[] derivatives(double[] series) {
    double[] derivatives = series.clone();
    double factorial = 1;
    for (int k = 1; k < derivatives.length; k++) {
      factorial *= k;
      derivatives[k] *= factorial;
    }
    return derivatives;
  }

  private static double[] operation(Program program, int k, double[][] series, Rounding rounding) {
    byte code = program.codes[k];
    double[] u = series[program.left[k]];
    if (Code.isBinary(code)) {
      double[] w = series[program.right[k]];
      boolean convolves = code >= Code.MULTIPLY && code < Code.MIN;
      double[] result =
          convolves ? binary(code, rounding.operand(u), rounding.operand(w)) : binary(code, u, w);
      return choosesOnly(code) ? result : rounding.result(result);
    }
    double c = rounding.constant(program.constants[program.right[k]]);
    double[] result =
        code < Code.SQRT
            ? withConstant(code, code < Code.SQUARE ? u : rounding.operand(u), c)
            : elementary(code, rounding.operand(u));
    return choosesOnly(code) ? result : rounding.result(result);
  }

  /** Operations that hand on their operand, or a constant, or its negative: none of them rounds. */
  private static boolean choosesOnly(byte code) {
    return switch (code) {
      case Code.MIN,
          Code.MAX,
          Code.CONSTANT,
          Code.NEGATE,
          Code.MIN_CONSTANT,
          Code.MAX_CONSTANT,
          Code.ABS ->
          true;
      default -> false;
    };
  }

  private static double[] binary(byte code, double[] u, double[] w) {
    return switch (code) {
      case Code.ADD -> TaylorSeries.add(u, w);
      case Code.SUBTRACT -> TaylorSeries.add(u, TaylorSeries.scale(-1, w));
      case Code.MULTIPLY -> TaylorSeries.multiply(u, w);
      case Code.DIVIDE -> TaylorSeries.divide(u, w);
      case Code.POW -> TaylorSeries.power(u, w);
      case Code.ATAN2 -> TaylorSeries.angle(u, w);
      case Code.MIN -> lower(u, w);
      case Code.MAX -> TaylorSeries.scale(-1, lower(negated(u), negated(w)));
      default -> throw new AssertionError(code);
    };
  }

  private static double[] withConstant(byte code, double[] u, double c) {
    int length = u.length;
    return switch (code) {
      case Code.CONSTANT -> TaylorSeries.constant(c, length);
      case Code.NEGATE -> negated(u);
      case Code.ADD_CONSTANT -> TaylorSeries.plus(u, c);
      case Code.CONSTANT_SUBTRACT -> TaylorSeries.plus(negated(u), c);
      case Code.MULTIPLY_CONSTANT -> TaylorSeries.scale(c, u);
      case Code.DIVIDE_CONSTANT -> TaylorSeries.divide(u, TaylorSeries.constant(c, length));
      case Code.SQUARE -> TaylorSeries.multiply(u, u);
      case Code.CONSTANT_DIVIDE -> TaylorSeries.divide(TaylorSeries.constant(c, length), u);
      case Code.POW_CONSTANT -> TaylorSeries.power(u, c);
      case Code.CONSTANT_POW -> TaylorSeries.exponential(c, u);
      case Code.ATAN2_CONSTANT -> TaylorSeries.angle(u, TaylorSeries.constant(c, length));
      case Code.CONSTANT_ATAN2 -> TaylorSeries.angle(TaylorSeries.constant(c, length), u);
      case Code.MIN_CONSTANT -> binary(Code.MIN, u, TaylorSeries.constant(c, length));
      case Code.MAX_CONSTANT -> binary(Code.MAX, u, TaylorSeries.constant(c, length));
      default -> throw new AssertionError(code);
    };
  }

  private static double[] elementary(byte code, double[] u) {
    double at = u[0];
    return switch (code) {
      case Code.SQRT -> TaylorSeries.sqrt(u);
      case Code.EXP -> TaylorSeries.exp(u);
      case Code.EXPM1 -> startingWith(Math.expm1(at), TaylorSeries.exp(u));
      case Code.LOG -> TaylorSeries.log(u);
      case Code.LOG1P -> startingWith(Math.log1p(at), TaylorSeries.log(TaylorSeries.plus(u, 1)));
      case Code.SIN -> TaylorSeries.sineAndCosine(u, Math.sin(at), Math.cos(at), -1)[0];
      case Code.COS -> TaylorSeries.sineAndCosine(u, Math.sin(at), Math.cos(at), -1)[1];
      case Code.SINH -> TaylorSeries.sineAndCosine(u, Math.sinh(at), Math.cosh(at), 1)[0];
      case Code.COSH -> TaylorSeries.sineAndCosine(u, Math.sinh(at), Math.cosh(at), 1)[1];
      case Code.TAN -> TaylorSeries.tan(u);
      case Code.ASIN -> TaylorSeries.asin(u);
      case Code.ACOS -> startingWith(Math.acos(at), negated(TaylorSeries.asin(u)));
      case Code.ATAN -> TaylorSeries.atan(u);
      case Code.TANH -> TaylorSeries.tanh(u);
      case Code.SIGMOID -> TaylorSeries.sigmoid(u);
      case Code.SOFTPLUS -> TaylorSeries.softplus(u);
      // At the kink the mean of both sides, 0.
      case Code.ABS -> TaylorSeries.scale(Math.signum(at), u);
      default -> throw new AssertionError(code);
    };
  }

  private static double[] negated(double[] u) {
    return TaylorSeries.scale(-1, u);
  }

  private static double[] startingWith(double value, double[] series) {
    double[] started = series.clone();
    started[0] = value;
    return started;
  }

  /** The series with the lower value; where they are equal, the mean of both. */
  private static double[] lower(double[] u, double[] w) {
    if (u[0] == w[0]) {
      return TaylorSeries.scale(0.5, TaylorSeries.add(u, w));
    }
    double[] chosen = u[0] < w[0] ? u : w;
    return startingWith(Math.min(u[0], w[0]), chosen);
  }
}

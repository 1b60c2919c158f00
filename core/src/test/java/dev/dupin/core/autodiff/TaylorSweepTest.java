package dev.dupin.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaylorSweepTest {

  private static double[] along(DifferentiableFunction f, double[] x, double[] v, int order) {
    return new AutodiffObjective(x.length, f)
        .at(x)
        .structure(DirectionalDerivatives.class)
        .orElseThrow()
        .along(v, order);
  }

  /** A function of one variable, and its value and first four derivatives by hand. */
  private record Known(
      String name, UnaryOperator<Real> function, DoubleFunction<double[]> derivatives, double at) {
    @Override
    public String toString() {
      return name + " at " + at;
    }
  }

  static Stream<Known> known() {
    return Stream.of(
        new Known("exp", Real::exp, u -> repeat(Math.exp(u)), 0.7),
        new Known("expm1", Real::expm1, u -> startingWith(Math.expm1(u), Math.exp(u)), 1e-9),
        new Known("log", Real::log, u -> logarithm(Math.log(u), u), 2.5),
        new Known("log1p", Real::log1p, u -> logarithm(Math.log1p(u), 1 + u), 1e-9),
        new Known("sin", Real::sin, u -> cycle(Math.sin(u), Math.cos(u)), 0.4),
        new Known("cos", Real::cos, u -> cycle(Math.cos(u), -Math.sin(u)), 0.4),
        new Known("sinh", Real::sinh, u -> hyperbolic(Math.sinh(u), Math.cosh(u)), 0.4),
        new Known("cosh", Real::cosh, u -> hyperbolic(Math.cosh(u), Math.sinh(u)), 0.4),
        new Known("sqrt", Real::sqrt, u -> power(u, 0.5), 2.5),
        new Known("x^2.5", x -> x.pow(2.5), u -> power(u, 2.5), 1.5),
        new Known("x^-1.5", x -> x.pow(-1.5), u -> power(u, -1.5), 1.5),
        new Known("x^-2", x -> x.pow(-2), u -> power(u, -2), -1.5),
        new Known("x^7", x -> x.pow(7), u -> power(u, 7), -1.5),
        new Known("1/x", x -> Real.constant(1).divide(x), u -> power(u, -1), -0.7),
        new Known("tan", Real::tan, TaylorSweepTest::tangent, 0.6),
        new Known("tanh", Real::tanh, TaylorSweepTest::hyperbolicTangent, 0.6),
        new Known("atan", Real::atan, TaylorSweepTest::arcTangent, 0.6),
        new Known("asin", Real::asin, u -> arcSine(u, 1, Math.asin(u)), 0.6),
        new Known("acos", Real::acos, u -> arcSine(u, -1, Math.acos(u)), 0.6),
        new Known("sigmoid", Real::sigmoid, TaylorSweepTest::sigmoid, -0.8),
        new Known("softplus", Real::softplus, TaylorSweepTest::softplus, -0.8),
        new Known("abs", Real::abs, u -> new double[] {-u, -1, 0, 0, 0}, -0.3),
        new Known("abs", Real::abs, u -> new double[5], 0),
        new Known("sqrt", Real::sqrt, u -> infinite(0, 1, -1, 1, -1), 0),
        new Known("x^2.5", x -> x.pow(2.5), u -> infinite(0, 0, 0, 1, -1), 0),
        new Known("x^2", x -> x.pow(2), u -> new double[] {0, 0, 2, 0, 0}, 0),
        new Known("x^0", x -> x.pow(0), u -> new double[] {1, 0, 0, 0, 0}, 0));
  }

  private static double[] repeat(double value) {
    return new double[] {value, value, value, value, value};
  }

  private static double[] startingWith(double first, double others) {
    return new double[] {first, others, others, others, others};
  }

  private static double[] logarithm(double value, double u) {
    return new double[] {value, 1 / u, -1 / (u * u), 2 / Math.pow(u, 3), -6 / Math.pow(u, 4)};
  }

  private static double[] cycle(double value, double slope) {
    return new double[] {value, slope, -value, -slope, value};
  }

  private static double[] hyperbolic(double value, double slope) {
    return new double[] {value, slope, value, slope, value};
  }

  private static double[] power(double u, double c) {
    double[] derivatives = new double[5];
    double falling = 1;
    for (int k = 0; k < 5; k++) {
      derivatives[k] = falling == 0 ? 0 : falling * Math.pow(u, c - k);
      falling *= c - k;
    }
    return derivatives;
  }

  private static double[] tangent(double u) {
    double t = Math.tan(u);
    double s = 1 + t * t;
    return new double[] {t, s, 2 * t * s, 2 * s * (1 + 3 * t * t), 8 * t * s * (2 + 3 * t * t)};
  }

  private static double[] hyperbolicTangent(double u) {
    double t = Math.tanh(u);
    double s = 1 - t * t;
    return new double[] {t, s, -2 * t * s, -2 * s * (1 - 3 * t * t), 8 * t * s * (2 - 3 * t * t)};
  }

  private static double[] arcTangent(double u) {
    double q = 1 + u * u;
    return new double[] {
      Math.atan(u),
      1 / q,
      -2 * u / (q * q),
      (6 * u * u - 2) / Math.pow(q, 3),
      -24 * u * (u * u - 1) / Math.pow(q, 4)
    };
  }

  private static double[] arcSine(double u, int sign, double value) {
    double s = Math.sqrt(1 - u * u);
    return new double[] {
      value,
      sign / s,
      sign * u / Math.pow(s, 3),
      sign * (1 + 2 * u * u) / Math.pow(s, 5),
      sign * (9 * u + 6 * u * u * u) / Math.pow(s, 7)
    };
  }

  private static double[] sigmoid(double u) {
    double s = 1 / (1 + Math.exp(-u));
    double slope = s * (1 - s);
    return new double[] {
      s,
      slope,
      slope * (1 - 2 * s),
      slope * (1 - 6 * s + 6 * s * s),
      slope * (1 - 14 * s + 36 * s * s - 24 * s * s * s)
    };
  }

  private static double[] softplus(double u) {
    double[] slopes = sigmoid(u);
    return new double[] {Math.log1p(Math.exp(u)), slopes[0], slopes[1], slopes[2], slopes[3]};
  }

  private static double[] infinite(int... signs) {
    double[] derivatives = new double[signs.length];
    for (int k = 0; k < signs.length; k++) {
      derivatives[k] = signs[k] == 0 ? 0 : signs[k] * Double.POSITIVE_INFINITY;
    }
    return derivatives;
  }

  @ParameterizedTest
  @MethodSource("known")
  void derivatives_of_one_variable_are_those_of_the_tables(Known of) {
    double[] expected = of.derivatives().apply(of.at());
    double[] found = along(x -> of.function().apply(x[0]), new double[] {of.at()}, unit(1), 4);
    for (int k = 0; k < 5; k++) {
      assertEquals(expected[k], found[k], 1e-13 * Math.max(1, Math.abs(expected[k])), "order " + k);
    }
  }

  private static double[] unit(double entry) {
    return new double[] {entry};
  }

  /** The chain rule: along s t the k-th derivative is s^k times as large. */
  @ParameterizedTest
  @MethodSource("known")
  void a_longer_direction_scales_them(Known of) {
    double[] once = along(x -> of.function().apply(x[0]), new double[] {of.at()}, unit(1), 4);
    double[] twice = along(x -> of.function().apply(x[0]), new double[] {of.at()}, unit(2), 4);
    for (int k = 0; k < 5; k++) {
      double expected = once[k] * Math.pow(2, k);
      assertEquals(expected, twice[k], 1e-13 * Math.max(1, Math.abs(expected)));
    }
  }

  @Test
  void a_polynomial_is_exact_and_ends() {
    // x^2 y - 3 x z along (1, 2, -1) from (2, 1, 3)
    double[] found =
        along(
            x -> x[0].square().multiply(x[1]).subtract(x[0].multiply(x[2]).multiply(3)),
            new double[] {2, 1, 3},
            new double[] {1, 2, -1},
            5);
    assertArrayEquals(new double[] {-14, 9, 24, 12, 0, 0}, found, 0);
  }

  /** theta' = N / q with N = w u' - u w' constant along a line and q the squared distance. */
  @Test
  void the_angle_of_a_moving_point() {
    double a = 0.8;
    double b = -0.3;
    double c = 0.5;
    double d = 1.1;
    double n = a * d - b * c;
    double q = a * a + c * c;
    double q1 = 2 * (a * b + c * d);
    double q2 = 2 * (b * b + d * d);
    double[] expected = {
      Math.atan2(c, a),
      n / q,
      -n * q1 / (q * q),
      n * (2 * q1 * q1 / Math.pow(q, 3) - q2 / (q * q)),
      n * (-6 * Math.pow(q1, 3) / Math.pow(q, 4) + 6 * q1 * q2 / Math.pow(q, 3))
    };
    double[] found =
        along(x -> Real.atan2(x[1], x[0]), new double[] {a, c}, new double[] {b, d}, 4);
    assertArrayEquals(expected, found, 1e-13);
  }

  @Test
  void a_power_of_two_variables_is_the_exponential_of_a_product() {
    double[] x = {1.7, -0.6};
    double[] v = {0.4, 0.9};
    double[] composed = along(y -> y[0].log().multiply(y[1]).exp(), x, v, 4);
    assertArrayEquals(composed, along(y -> y[0].pow(y[1]), x, v, 4), 1e-14);
  }

  @Test
  void the_lower_of_two_is_followed_and_the_mean_where_they_meet() {
    double[] v = {1, 3};
    double[] below = along(x -> x[0].min(x[1].square()), new double[] {1, 2}, v, 2);
    assertArrayEquals(new double[] {1, 1, 0}, below, 0);
    double[] above = along(x -> x[0].max(x[1].square()), new double[] {1, 2}, v, 2);
    assertArrayEquals(new double[] {4, 12, 18}, above, 0);
    double[] meeting = along(x -> x[0].min(x[1]), new double[] {2, 2}, v, 2);
    assertArrayEquals(new double[] {2, 2, 0}, meeting, 0);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 5);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void up_to_order_two_they_are_value_slope_and_curvature(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double[] x = random.doubles(6, -1, 1).toArray();
    double[] v = random.doubles(6, -1, 1).toArray();
    Evaluation here = new AutodiffObjective(6, Functions::mixture).at(x);
    double[] product = new double[6];
    here.structure(HessianProducts.class).orElseThrow().apply(v, product);
    double[] expected = {here.value(), Vectors.dot(here.gradient(), v), Vectors.dot(product, v)};
    assertArrayEquals(expected, along(Functions::mixture, x, v, 2), 1e-12);
  }

  @Test
  void what_cannot_be_is_refused() {
    double[] x = {1, 2};
    assertThrows(IllegalArgumentException.class, () -> along(y -> y[0], x, new double[1], 2));
    assertThrows(IllegalArgumentException.class, () -> along(y -> y[0], x, x, -1));
  }
}

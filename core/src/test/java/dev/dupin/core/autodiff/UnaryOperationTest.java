package dev.dupin.core.autodiff;

import static dev.dupin.core.autodiff.Derivatives.assertClose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations of one operand: against the textbook's derivatives, and at their edges. */
class UnaryOperationTest {

  private static final double INF = Double.POSITIVE_INFINITY;

  /** An operation with the textbook's derivatives and an interval to try them on. */
  record Operation(
      String name,
      UnaryOperator<Real> operation,
      DoubleUnaryOperator value,
      DoubleUnaryOperator first,
      DoubleUnaryOperator second,
      double from,
      double to) {

    double random(Random random) {
      return from + (to - from) * random.nextDouble();
    }

    Jet at(double x) {
      return Jet.of(operation, x);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What is exactly so at one point. */
  record Edge(String name, UnaryOperator<Real> operation, double at, Jet expected) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Operation> operations() {
    return Stream.of(
        row("2 + x", x -> x.add(2), x -> x + 2, x -> 1, x -> 0, -5, 5),
        row("x - 2", x -> x.subtract(2), x -> x - 2, x -> 1, x -> 0, -5, 5),
        row("2 - x", x -> constant(2).subtract(x), x -> 2 - x, x -> -1, x -> 0, -5, 5),
        row("-x", Real::negate, x -> -x, x -> -1, x -> 0, -5, 5),
        row("3 x", x -> constant(3).multiply(x), x -> 3 * x, x -> 3, x -> 0, -5, 5),
        row("x / 3", x -> x.divide(3), x -> x / 3, x -> 1 / 3.0, x -> 0, -5, 5),
        row(
            "3 / x",
            x -> constant(3).divide(x),
            x -> 3 / x,
            x -> -3 / (x * x),
            x -> 6 / (x * x * x),
            -5,
            -1),
        row("x^2", Real::square, x -> x * x, x -> 2 * x, x -> 2, -5, 5),
        row("pow(x, 0)", x -> x.pow(0), x -> 1, x -> 0, x -> 0, -5, 5),
        row("pow(x, 1)", x -> x.pow(1), x -> x, x -> 1, x -> 0, -5, 5),
        row("pow(x, 2)", x -> x.pow(2), x -> x * x, x -> 2 * x, x -> 2, -5, 5),
        row("pow(x, 3)", x -> x.pow(3), x -> x * x * x, x -> 3 * x * x, x -> 6 * x, -5, 5),
        row(
            "pow(x, 4)",
            x -> x.pow(4),
            x -> Math.pow(x, 4),
            x -> 4 * x * x * x,
            x -> 12 * x * x,
            -5,
            5),
        row(
            "pow(x, 7)",
            x -> x.pow(7),
            x -> Math.pow(x, 7),
            x -> 7 * Math.pow(x, 6),
            x -> 42 * Math.pow(x, 5),
            -5,
            5),
        row(
            "pow(x, -2)",
            x -> x.pow(-2),
            x -> 1 / (x * x),
            x -> -2 / (x * x * x),
            x -> 6 / (x * x * x * x),
            -5,
            -1),
        row(
            "pow(x, 2.5)",
            x -> x.pow(2.5),
            x -> x * x * Math.sqrt(x),
            x -> 2.5 * x * Math.sqrt(x),
            x -> 3.75 * Math.sqrt(x),
            0.1,
            5),
        row(
            "2^x",
            x -> constant(2).pow(x),
            x -> Math.exp(x * Math.log(2)),
            x -> Math.log(2) * Math.pow(2, x),
            x -> Math.log(2) * Math.log(2) * Math.pow(2, x),
            -5,
            5),
        row(
            "atan2(x, 2)",
            x -> Real.atan2(x, constant(2)),
            x -> Math.atan(x / 2),
            x -> 2 / (4 + x * x),
            x -> -4 * x / Math.pow(4 + x * x, 2),
            -5,
            5),
        row(
            "atan2(2, x)",
            x -> Real.atan2(constant(2), x),
            x -> Math.PI / 2 - Math.atan(x / 2),
            x -> -2 / (4 + x * x),
            x -> 4 * x / Math.pow(4 + x * x, 2),
            -5,
            5),
        row("min(x, 1)", x -> x.min(1), x -> x < 1 ? x : 1, x -> x < 1 ? 1 : 0, x -> 0, -5, 5),
        row(
            "max(x, 1)",
            x -> constant(1).max(x),
            x -> x > 1 ? x : 1,
            x -> x > 1 ? 1 : 0,
            x -> 0,
            -5,
            5),
        row(
            "sqrt",
            Real::sqrt,
            Math::sqrt,
            x -> 0.5 / Math.sqrt(x),
            x -> -0.25 * Math.pow(x, -1.5),
            0.01,
            5),
        row("exp", Real::exp, Math::exp, Math::exp, Math::exp, -5, 5),
        row("expm1", Real::expm1, Math::expm1, Math::exp, Math::exp, -5, 5),
        row("log", Real::log, Math::log, x -> 1 / x, x -> -1 / (x * x), 0.01, 5),
        row(
            "log1p",
            Real::log1p,
            Math::log1p,
            x -> 1 / (1 + x),
            x -> -Math.pow(1 + x, -2),
            -0.9,
            5),
        row("sin", Real::sin, Math::sin, Math::cos, x -> -Math.sin(x), -5, 5),
        row("cos", Real::cos, Math::cos, x -> -Math.sin(x), x -> -Math.cos(x), -5, 5),
        row(
            "tan",
            Real::tan,
            Math::tan,
            x -> Math.pow(Math.cos(x), -2),
            x -> 2 * Math.sin(x) * Math.pow(Math.cos(x), -3),
            -1.4,
            1.4),
        row(
            "asin",
            Real::asin,
            Math::asin,
            x -> Math.pow(1 - x * x, -0.5),
            x -> x * Math.pow(1 - x * x, -1.5),
            -0.9,
            0.9),
        row(
            "acos",
            Real::acos,
            Math::acos,
            x -> -Math.pow(1 - x * x, -0.5),
            x -> -x * Math.pow(1 - x * x, -1.5),
            -0.9,
            0.9),
        row(
            "atan",
            Real::atan,
            Math::atan,
            x -> 1 / (1 + x * x),
            x -> -2 * x / Math.pow(1 + x * x, 2),
            -5,
            5),
        row("sinh", Real::sinh, Math::sinh, Math::cosh, Math::sinh, -5, 5),
        row("cosh", Real::cosh, Math::cosh, Math::sinh, Math::cosh, -5, 5),
        row(
            "tanh",
            Real::tanh,
            Math::tanh,
            x -> 1 - Math.pow(Math.tanh(x), 2),
            x -> -2 * Math.tanh(x) * (1 - Math.pow(Math.tanh(x), 2)),
            -2,
            2),
        row("abs", Real::abs, Math::abs, x -> x < 0 ? -1 : 1, x -> 0, -5, 5),
        row(
            "sigmoid",
            Real::sigmoid,
            UnaryOperationTest::logistic,
            x -> logistic(x) * logistic(-x),
            x -> logistic(x) * logistic(-x) * (logistic(-x) - logistic(x)),
            -5,
            5),
        row(
            "softplus",
            Real::softplus,
            x -> Math.log(1 + Math.exp(x)),
            UnaryOperationTest::logistic,
            x -> logistic(x) * logistic(-x),
            -5,
            5));
  }

  private static Operation row(
      String name,
      UnaryOperator<Real> operation,
      DoubleUnaryOperator value,
      DoubleUnaryOperator first,
      DoubleUnaryOperator second,
      double from,
      double to) {
    return new Operation(name, operation, value, first, second, from, to);
  }

  private static Real constant(double value) {
    return Real.constant(value);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void value_and_both_derivatives_are_the_textbook_s(Operation operation) {
    Random random = new Random(operation.name().hashCode());
    for (int i = 0; i < 50; i++) {
      double x = operation.random(random);
      Jet jet = operation.at(x);
      String where = " at " + x;
      // 1e-12: the textbook's formulas lose up to three digits where 1 - x^2 or the like cancels.
      assertClose(operation.value().applyAsDouble(x), jet.value(), 1e-12, "value" + where);
      assertClose(operation.first().applyAsDouble(x), jet.first(), 1e-12, "first" + where);
      assertClose(operation.second().applyAsDouble(x), jet.second(), 1e-12, "second" + where);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void derivatives_agree_with_central_differences(Operation operation) {
    Random random = new Random(operation.name().hashCode() + 1);
    double h = 1e-5;
    for (int i = 0; i < 20; i++) {
      double x = operation.random(random);
      Jet before = operation.at(x - h);
      Jet after = operation.at(x + h);
      Jet jet = operation.at(x);
      // Error h^2 times third and fourth derivatives: thousands at the end of some intervals.
      double first = (after.value() - before.value()) / (2 * h);
      double second = (after.first() - before.first()) / (2 * h);
      assertClose(first, jet.first(), 1e-6, "first at " + x);
      assertClose(second, jet.second(), 1e-6, "second at " + x);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_constant_is_folded_to_the_same_value(Operation operation) {
    double x = 0.5 * (operation.from() + operation.to()) + 0.1;
    Real folded = operation.operation().apply(constant(x));
    assertTrue(folded.isConstant());
    assertEquals(operation.at(x).value(), folded.value());
  }

  static Stream<Edge> edges() {
    return Stream.of(
        edge("pow(x, 2) at 0", x -> x.pow(2), 0, 0, 0, 2),
        edge("pow(x, 0) at 0", x -> x.pow(0), 0, 1, 0, 0),
        edge("pow(x, 0) at -3", x -> x.pow(0), -3, 1, 0, 0),
        edge("pow(x, 1) at 0", x -> x.pow(1), 0, 0, 1, 0),
        edge("pow(x, 3) at 0", x -> x.pow(3), 0, 0, 0, 0),
        edge("pow(x, 3) at -2", x -> x.pow(3), -2, -8, 12, -12),
        edge("pow(x, 5) at -2", x -> x.pow(5), -2, -32, 80, -160),
        edge("pow(x, -1) at -2", x -> x.pow(-1), -2, -0.5, -0.25, -0.25),
        edge("pow(x, 0.5) at 0", x -> x.pow(0.5), 0, 0, INF, -INF),
        edge("pow(x, 1.5) at 0", x -> x.pow(1.5), 0, 0, 0, INF),
        edge("pow(x, 2.5) at 0", x -> x.pow(2.5), 0, 0, 0, 0),
        edge("pow(x, 0.5) at -1", x -> x.pow(0.5), -1, Double.NaN, Double.NaN, Double.NaN),
        edge("0^x at 2", x -> constant(0).pow(x), 2, 0, 0, 0),
        edge("1^x at 2", x -> constant(1).pow(x), 2, 1, 0, 0),
        edge("(-2)^x at 3", x -> constant(-2).pow(x), 3, -8, Double.NaN, Double.NaN),
        edge("sqrt at 0", Real::sqrt, 0, 0, INF, -INF),
        edge("sqrt at -0", Real::sqrt, -0.0, -0.0, INF, -INF),
        edge("sqrt at -1", Real::sqrt, -1, Double.NaN, Double.NaN, Double.NaN),
        edge("log at 0", Real::log, 0, -INF, INF, -INF),
        edge("log at -0", Real::log, -0.0, -INF, INF, -INF),
        edge("log at -1", Real::log, -1, Double.NaN, Double.NaN, Double.NaN),
        edge("log1p at -1", Real::log1p, -1, -INF, INF, -INF),
        edge("log1p at -2", Real::log1p, -2, Double.NaN, Double.NaN, Double.NaN),
        edge("1 / x at 0", x -> constant(1).divide(x), 0, INF, -INF, INF),
        edge("1 / x at -0", x -> constant(1).divide(x), -0.0, -INF, -INF, -INF),
        edge("asin at 1", Real::asin, 1, Math.PI / 2, INF, INF),
        edge("asin at -1", Real::asin, -1, -Math.PI / 2, INF, -INF),
        edge("acos at 1", Real::acos, 1, 0, -INF, -INF),
        edge("abs at 0", Real::abs, 0, 0, 0, 0),
        edge("min(x, 1) at 1", x -> x.min(1), 1, 1, 0.5, 0),
        edge("max(x, 1) at 1", x -> x.max(1), 1, 1, 0.5, 0),
        edge("max(x, 1) at NaN", x -> x.max(1), Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        edge("tanh at 400", Real::tanh, 400, 1, 0, 0),
        edge("tanh at -800", Real::tanh, -800, -1, 0, 0),
        edge("sigmoid at 0", Real::sigmoid, 0, 0.5, 0.25, 0),
        edge("sigmoid at 1000", Real::sigmoid, 1000, 1, 0, 0),
        edge("sigmoid at -1000", Real::sigmoid, -1000, 0, 0, 0),
        edge("softplus at 1000", Real::softplus, 1000, 1000, 1, 0),
        edge("softplus at -1000", Real::softplus, -1000, 0, 0, 0),
        edge("expm1 at -50", Real::expm1, -50, -1, Math.exp(-50), Math.exp(-50)),
        edge("atan at 1e200", Real::atan, 1e200, Math.PI / 2, 0, 0));
  }

  private static Edge edge(
      String name, UnaryOperator<Real> operation, double at, double v, double d, double dd) {
    return new Edge(name, operation, at, new Jet(v, d, dd));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void at_an_edge_the_derivatives_are_the_one_sided_limits(Edge edge) {
    Jet jet = Jet.of(edge.operation(), edge.at());
    // With a tolerance of 0 the two zeros are equal, and so are two NaN.
    assertEquals(edge.expected().value(), jet.value(), 0.0, "value");
    assertEquals(edge.expected().first(), jet.first(), 0.0, "first derivative");
    assertEquals(edge.expected().second(), jet.second(), 0.0, "second derivative");
  }

  @Test
  void slopes_keep_their_digits_in_the_tails() {
    // s'(x) = exp(-x) (1 - 2 exp(-x) + …) and tanh'(x) = 4 exp(-2x) (1 - 2 exp(-2x) + …).
    assertClose(Math.exp(-50), Jet.of(Real::sigmoid, 50).first(), 1e-15, "sigmoid'");
    assertClose(-Math.exp(-50), Jet.of(Real::sigmoid, 50).second(), 1e-15, "sigmoid''");
    assertClose(4 * Math.exp(-60), Jet.of(Real::tanh, 30).first(), 1e-14, "tanh'");
    assertClose(-8 * Math.exp(-60), Jet.of(Real::tanh, 30).second(), 1e-14, "tanh''");
    // 1 - x = 2^-40 exactly: asin' = 1 / sqrt(2^-40 (2 - 2^-40)).
    double gap = 0x1p-40;
    assertClose(
        1 / Math.sqrt(gap * (2 - gap)), Jet.of(Real::asin, 1 - gap).first(), 1e-15, "asin'");
  }
}

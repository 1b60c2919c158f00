package dev.dupin.core.autodiff;

import static dev.dupin.core.autodiff.Derivatives.assertClose;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import java.util.List;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Operations of two operands: against closed forms, differences, and at their edges. */
class BinaryOperationTest {

  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** f, f_u, f_w, f_uu, f_uw, f_ww at (u, w). */
  @FunctionalInterface
  interface ClosedForm {
    double[] at(double u, double w);
  }

  /** An operation with its closed form. */
  record Operation(String name, BinaryOperator<Real> operation, ClosedForm form) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** What is exactly so at one point: value, first and second derivatives as in a closed form. */
  record Edge(
      String name,
      byte code,
      BinaryOperator<Real> operation,
      double u,
      double w,
      double[] expected) {

    @Override
    public String toString() {
      return name + " at " + u + ", " + w;
    }
  }

  static Stream<Operation> operations() {
    return Stream.of(
        row("u + w", Real::add, (u, w) -> new double[] {u + w, 1, 1, 0, 0, 0}),
        row("u - w", Real::subtract, (u, w) -> new double[] {u - w, 1, -1, 0, 0, 0}),
        row("u w", Real::multiply, (u, w) -> new double[] {u * w, w, u, 0, 1, 0}),
        row(
            "u / w",
            Real::divide,
            (u, w) ->
                new double[] {u / w, 1 / w, -u / (w * w), 0, -1 / (w * w), 2 * u / (w * w * w)}),
        row("u^w", Real::pow, BinaryOperationTest::power),
        row("atan2(u, w)", Real::atan2, BinaryOperationTest::angle),
        row(
            "min(u, w)",
            Real::min,
            (u, w) -> new double[] {u < w ? u : w, u < w ? 1 : 0, u < w ? 0 : 1, 0, 0, 0}),
        row(
            "max(u, w)",
            Real::max,
            (u, w) -> new double[] {u > w ? u : w, u > w ? 1 : 0, u > w ? 0 : 1, 0, 0, 0}));
  }

  private static Operation row(String name, BinaryOperator<Real> operation, ClosedForm form) {
    return new Operation(name, operation, form);
  }

  private static double[] power(double u, double w) {
    double log = Math.log(u);
    double v = Math.exp(w * log);
    return new double[] {
      v, w * v / u, v * log, w * (w - 1) * v / (u * u), v / u * (1 + w * log), v * log * log
    };
  }

  private static double[] angle(double u, double w) {
    double square = u * u + w * w;
    double angle = 2 * Math.atan(u / (Math.sqrt(square) + w));
    double fourth = square * square;
    return new double[] {
      angle,
      w / square,
      -u / square,
      -2 * u * w / fourth,
      (u * u - w * w) / fourth,
      2 * u * w / fourth
    };
  }

  private static double[] all(BinaryOperator<Real> operation, double u, double w) {
    Evaluation at =
        new AutodiffObjective(2, x -> operation.apply(x[0], x[1])).at(new double[] {u, w});
    double[] gradient = at.gradient();
    double[] hessian = Derivatives.matrix(at);
    return new double[] {at.value(), gradient[0], gradient[1], hessian[0], hessian[1], hessian[3]};
  }

  @ParameterizedTest
  @MethodSource("operations")
  void value_and_all_derivatives_are_the_closed_form(Operation operation) {
    Random random = new Random(operation.name().hashCode());
    for (int i = 0; i < 100; i++) {
      double u = 0.1 + 4 * random.nextDouble();
      double w = 0.1 + 4 * random.nextDouble();
      assertClose(
          operation.form().at(u, w), all(operation.operation(), u, w), 1e-12, "at " + u + ", " + w);
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void derivatives_agree_with_central_differences(Operation operation) {
    Random random = new Random(operation.name().hashCode() + 1);
    AutodiffObjective objective =
        new AutodiffObjective(2, x -> operation.operation().apply(x[0], x[1]).sin());
    for (int i = 0; i < 20; i++) {
      double[] x = {0.5 + random.nextDouble(), 0.5 + random.nextDouble()};
      double[] v = {random.nextGaussian(), random.nextGaussian()};
      Evaluation at = objective.at(x);
      // Error h^2 = 1e-10 times third derivatives, which are below 1e3 here.
      assertClose(
          Derivatives.gradientByDifferences(objective, x, 1e-5), at.gradient(), 1e-7, "gradient");
      assertClose(
          Derivatives.productByDifferences(objective, x, v, 1e-5),
          Derivatives.product(at, v),
          1e-7,
          "product");
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void a_constant_operand_is_the_same_as_a_variable_one(Operation operation) {
    BinaryOperator<Real> f = operation.operation();
    double u = 1.7;
    double w = 0.6;
    double[] both = all(f, u, w);
    Jet left = Jet.of(x -> f.apply(x, Real.constant(w)), u);
    Jet right = Jet.of(x -> f.apply(Real.constant(u), x), w);
    double[] fused = {
      left.value(), left.first(), right.first(), left.second(), both[4], right.second()
    };
    assertClose(both, fused, 1e-15, operation.name());
    assertEquals(both[0], right.value());
    assertEquals(both[0], f.apply(Real.constant(u), Real.constant(w)).value());
  }

  static Stream<Edge> edges() {
    return Stream.of(
        edge(Code.POW, Real::pow, 0, 2, 0, 0, 0, 2, 0, 0),
        edge(Code.POW, Real::pow, 0, 3, 0, 0, 0, 0, 0, 0),
        edge(Code.POW, Real::pow, 0, 1, 0, 1, 0, 0, -INF, 0),
        edge(Code.POW, Real::pow, 0, 0.5, 0, INF, 0, -INF, -INF, 0),
        edge(Code.POW, Real::pow, 0, 0, 1, 0, -INF, 0, NAN, INF),
        edge(Code.POW, Real::pow, -2, 3, -8, 12, NAN, -12, NAN, NAN),
        edge(Code.POW, Real::pow, 1, 0, 1, 0, 0, 0, 1, 0),
        edge(Code.DIVIDE, Real::divide, 1, 0, INF, INF, -INF, 0, -INF, INF),
        edge(Code.DIVIDE, Real::divide, 0, 0, NAN, INF, NAN, 0, -INF, NAN),
        edge(Code.MIN, Real::min, 1, 1, 1, 0.5, 0.5, 0, 0, 0),
        edge(Code.MAX, Real::max, 1, 1, 1, 0.5, 0.5, 0, 0, 0),
        edge(Code.MAX, Real::max, INF, INF, INF, 0.5, 0.5, 0, 0, 0),
        edge(Code.MAX, Real::max, NAN, 1, NAN, NAN, NAN, 0, 0, 0),
        edge(Code.ATAN2, Real::atan2, 0, -1, Math.PI, -1, 0, 0, -1, 0),
        edge(Code.ATAN2, Real::atan2, 0, 0, 0, NAN, NAN, NAN, NAN, NAN),
        // u^2 + w^2 overflows; the derivatives do not.
        edge(Code.ATAN2, Real::atan2, 0, 0x1p600, 0, 0x1p-600, 0, 0, 0, 0));
  }

  private static Edge edge(
      byte code, BinaryOperator<Real> operation, double u, double w, double... expected) {
    String name = List.of("/", "pow", "atan2", "min", "max").get(code - Code.DIVIDE);
    return new Edge(name, code, operation, u, w, expected);
  }

  @ParameterizedTest
  @MethodSource("edges")
  void at_an_edge_the_derivatives_are_the_one_sided_limits(Edge edge) {
    double u = edge.u();
    double w = edge.w();
    Evaluation at =
        new AutodiffObjective(2, x -> edge.operation().apply(x[0], x[1])).at(new double[] {u, w});
    double v = at.value();
    // The second derivatives one by one: in the dense Hessian one NaN spoils its row.
    double[] actual = {
      v,
      at.gradient()[0],
      at.gradient()[1],
      BinaryFunctions.leftLeft(edge.code(), u, w, v),
      BinaryFunctions.leftRight(edge.code(), u, w, v),
      BinaryFunctions.rightRight(edge.code(), u, w, v)
    };
    // With a tolerance of 0 the two zeros are equal, and so are two NaN.
    assertArrayEquals(edge.expected(), actual, 0.0);
  }

  @Test
  void infinite_entries_stay_where_they_belong_in_the_dense_hessian() {
    double[] power = all(Real::pow, 0, 0.5);
    assertArrayEquals(new double[] {0, INF, 0, -INF, -INF, 0}, power, 0.0);
    double[] roots = all((u, w) -> u.sqrt().add(w.square()), 0, 3);
    assertArrayEquals(new double[] {9, INF, 6, -INF, 0, 2}, roots, 0.0);
  }

  @Test
  void an_infinite_slope_times_zero_is_not_known() {
    // sqrt(x^2) = |x| has no derivative at 0.
    assertTrue(Double.isNaN(Jet.of(x -> x.square().sqrt(), 0).first()));
    assertFalse(Double.isFinite(Jet.of(x -> x.square().sqrt(), 0).second()));
  }
}

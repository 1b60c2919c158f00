package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.objectives.Formula;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Points of functions whose terms cancel: their derivatives are rounding, which is no curvature;
 * where there is real curvature beside it, that is seen.
 */
class CancellingPointsTest {

  private static final List<String> FACTORS = List.of("1", "1e4", "1e8");

  /**
   * Terms that cancel.
   *
   * @param expression a constant, or a power written out
   * @param points where all its derivatives up to the second are zero to within rounding, or are
   *     those of an inflection nearby
   */
  private record Cancelling(String expression, double... points) {

    @Override
    public String toString() {
      return expression;
    }
  }

  static Stream<Cancelling> terms() {
    return Stream.of(
        new Cancelling("log(x)+log(1/x)", 0.1, 37),
        new Cancelling("sin(x)^2+cos(x)^2", 0.7, -2.2),
        new Cancelling("(x+1)^2-x^2-2*x-1", 0.3, -12.7),
        new Cancelling("x^2/x-x", 0.7, 3.3),
        new Cancelling("sqrt(x^2)-x", 0.9, 7.7),
        new Cancelling("exp(log(x))-x", 0.2, 5.3),
        new Cancelling("cosh(x)^2-sinh(x)^2", 0.4, -1.9),
        new Cancelling("tanh(x)-(exp(2*x)-1)/(exp(2*x)+1)", 0.35, 1.1),
        new Cancelling("(x-1)^3-x^3+3*x^2-3*x+1", 0.3, 2.1),
        new Cancelling("exp(x)*exp(-x)", 0.6, -2.3),
        new Cancelling("log(exp(x))-x", 0.45, -1.7),
        new Cancelling("tan(x)-sin(x)/cos(x)", 0.8, -0.3),
        new Cancelling("sin(2*x)-2*sin(x)*cos(x)", 0.55, 1.3),
        new Cancelling("cos(2*x)-cos(x)^2+sin(x)^2", 0.25, -1.1),
        new Cancelling("log1p(x)-log(1+x)", 0.15, 4.4),
        new Cancelling("1/(1+x)+x/(1+x)", 0.1, 2.7),
        new Cancelling("atan(x)+atan(1/x)", 0.3, 3.1),
        new Cancelling("x^4-4*x^3+6*x^2-4*x+1", 1 + 1e-9, 1 - 3e-10),
        new Cancelling("x^3-3*x^2+3*x-1", 1 + 1e-9, 1 - 2e-10));
  }

  /**
   * What is added to the terms.
   *
   * @param sum of the variable z, 0 at the point; % stands for the point's x
   * @param claims that are true of the whole
   * @param falls whether f falls from the point where the terms are constant
   */
  private record Addition(String sum, Set<Kind> claims, boolean falls) {}

  private static final List<Addition> ADDITIONS =
      List.of(
          new Addition("", Set.of(), false),
          new Addition("+z^2", Set.of(), false),
          new Addition("-z^2", Set.of(), true),
          new Addition("+(x-%s)^2+z^2", Set.of(Kind.MINIMUM), false));

  @ParameterizedTest
  @MethodSource("terms")
  void rounding_is_no_curvature_and_real_curvature_is_seen(Cancelling terms) {
    Verdicts.Faults faults = new Verdicts.Faults();
    Verdicts.Faults unseen = new Verdicts.Faults();
    for (double x : terms.points()) {
      for (String factor : FACTORS) {
        for (Addition addition : ADDITIONS) {
          check(factor + "*(" + terms + ")", x, addition, faults, unseen);
        }
      }
    }
    assertEquals(24, faults.cases());
    assertEquals(0, faults.count(), faults::toString);
    assertTrue(3 * unseen.count() <= unseen.cases(), () -> "minima not seen: " + unseen);
  }

  private static void check(
      String terms, double x, Addition addition, Verdicts.Faults faults, Verdicts.Faults unseen) {
    String written = terms + addition.sum().formatted("(" + x + ")");
    Formula objective = Formula.of(written);
    double[] point = new double[objective.dimension()];
    point[0] = x;
    Verdict verdict = Verdicts.judge(objective, point);
    boolean isRight = addition.claims().contains(verdict.kind());
    boolean isFalse = Verdicts.CLAIMS.contains(verdict.kind()) && !isRight;
    boolean isConstant = !terms.contains("x^3-3*x^2+3*x-1");
    boolean isFall = verdict.decreaseFound() && isConstant && !addition.falls();
    faults.check(!isFalse && !isFall, written, point, verdict);
    if (!addition.claims().isEmpty()) {
      unseen.check(isRight, written, point, verdict);
    }
  }
}

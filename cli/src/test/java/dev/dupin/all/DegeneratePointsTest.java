package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.Formula;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs on functions whose Hessian is singular where they end: no verdict claims a sign of curvature
 * that is not there.
 */
class DegeneratePointsTest {

  private static final Set<String> STEPS =
      Set.of("trust-region", "newton", "levenberg-marquardt", "line-search");

  private static final double[] TOLERANCES = {1e-5, 1e-18};

  /**
   * A function and the kinds of its nondegenerate critical points.
   *
   * @param start around which runs start, within 0.8 of every coordinate
   * @param claims the claims that are true near a point; none where all critical points are
   *     degenerate
   */
  private record Degenerate(
      String expression, double[] start, Function<double[], Set<Kind>> claims) {

    @Override
    public String toString() {
      return expression;
    }
  }

  private static Degenerate of(String expression, double... start) {
    return new Degenerate(expression, start, x -> Set.of());
  }

  private static Degenerate of(
      String expression, Function<double[], Set<Kind>> claims, double... start) {
    return new Degenerate(expression, start, claims);
  }

  private static Set<Kind> where(boolean holds, Kind... kinds) {
    return holds ? Set.of(kinds) : Set.of();
  }

  static Stream<Degenerate> functions() {
    return Stream.concat(expansions(), Stream.concat(powers(), products()));
  }

  /** Functions less the first terms of their series: near 0 their derivatives are rounding. */
  private static Stream<Degenerate> expansions() {
    return Stream.of(
        of("exp(x)-1-x-x^2/2", 1),
        of("exp(x)-1-x-x^2/2+y^2", 1, 1),
        of("exp(x)-1-x-x^2/2-y^2", 1, 0),
        of("sin(x)-x+y^2", -1, 1),
        of("x-sin(x)+y^2", 1, 1),
        of("x-tanh(x)+y^2", 1, 1),
        of("atan(x)-x+y^2", -1, 1),
        of("1-cos(x)-x^2/2+y^2", 0, 1),
        of("cosh(x)-1-x^2/2+y^2", 1, 1),
        of("log1p(x)-x+x^2/2", 1),
        of("x-log1p(x)-x^2/2+x^3/3+y^2", 1, 1),
        of("sinh(x)-x+y^2", 1, 1),
        of("exp(x+y-1)-(x+y)-(x+y-1)^2/2+(x-y)^2", 1, 1));
  }

  /** Some of them written out. */
  private static Stream<Degenerate> powers() {
    return Stream.of(
        of("x^3+y^2", 1, 1),
        of("x^4+y^2", 1, 1),
        of("x^3-3*x^2+3*x-1+y^2", 2, 1),
        of("x^4-4*x^3+6*x^2-4*x+1", 1.8),
        of("x^5-5*x^4+10*x^3-10*x^2+5*x-1+y^2", 2, 1),
        // a circle of minima around a maximum
        of("x^4+2*x^2*y^2+y^4-2*x^2-2*y^2+1", x -> where(norm(x) < 0.1, Kind.MAXIMUM), 0.5, 0.5),
        of("x^4-4*x^3*y+6*x^2*y^2-4*x*y^3+y^4", 1, 0),
        of("sqrt(1+(x-0.3)^4)+(y-0.7)^2", 1, 1),
        of("(x1+10*x2)^2+5*(x3-x4)^2+(x2-2*x3)^4+10*(x1-x4)^4", 3, -1, 0, 1));
  }

  private static Stream<Degenerate> products() {
    return Stream.of(
        of("(x*y)^2", 1, 1),
        of("x^3*exp(-y^2)", 1, 0),
        // Brown's almost linear function: degenerate at (0, 0, 0, 5), and only there where the
        // product is 0
        of(
            "(2*x+y+z+w-5)^2+(x+2*y+z+w-5)^2+(x+y+2*z+w-5)^2+(x*y*z*w-1)^2",
            x -> where(Math.abs(x[0] * x[1] * x[2] * x[3]) > 0.1, Kind.MINIMUM, Kind.SADDLE),
            0,
            0,
            0,
            5),
        // along each axis a line of saddles
        of(
            "(x*y*z-1)^2",
            x -> where(Math.abs(x[0] * x[1] * x[2]) < 0.5, Kind.SADDLE),
            0.5,
            0.5,
            0.5),
        // no minimum: f falls for ever, ever more slowly
        of("exp(-x)+y^2", 3, 1),
        of("tanh(x)^3+y^2", 0.5, 1),
        // f''(pi) = -4
        of("(1-cos(x))^2+y^2", x -> where(Math.cos(x[0]) < -0.5, Kind.SADDLE), 1, 1),
        of("sin(x)^3+y^2", x -> where(Math.abs(Math.sin(x[0])) > 0.5, sineCubed(x)), 0.8, 1));
  }

  private static Kind sineCubed(double[] x) {
    return Math.sin(x[0]) < 0 ? Kind.MINIMUM : Kind.SADDLE;
  }

  private static double norm(double[] x) {
    return Math.sqrt(Stream.of(x).flatMapToDouble(java.util.Arrays::stream).map(t -> t * t).sum());
  }

  @ParameterizedTest
  @MethodSource("functions")
  void no_run_ends_with_a_false_claim(Degenerate function) {
    Formula objective = Formula.of(function.expression());
    Verdicts.Faults faults = new Verdicts.Faults();
    List<Pair> pairs =
        Pair.on(objective, "exact").stream().filter(p -> STEPS.contains(p.stepName())).toList();
    assertEquals(STEPS.size(), pairs.size());
    SplittableRandom random = new SplittableRandom(function.expression().hashCode());
    for (Pair pair : pairs) {
      for (double tolerance : TOLERANCES) {
        double[] start =
            Stream.of(function.start())
                .flatMapToDouble(java.util.Arrays::stream)
                .map(centre -> centre + random.nextDouble(-0.8, 0.8))
                .toArray();
        check(function, pair, tolerance, run(pair, objective, tolerance, start), faults);
      }
    }
    assertEquals(0, faults.count(), faults::toString);
  }

  private static Result run(Pair pair, Formula objective, double tolerance, double[] start) {
    return pair.minimize(objective)
        .start(start)
        .stop(Stop.gradientNorm(tolerance), Stop.maxIterations(300), Stop.maxTrials(2_000))
        .analyze("verdict", VerdictAnalysis.withDefaults())
        .run();
  }

  private static void check(
      Degenerate function, Pair pair, double tolerance, Result result, Verdicts.Faults faults) {
    Optional<Verdict> verdict = result.finding(Verdict.class); // none where a run failed
    String what = pair + " to " + tolerance + ", " + result.status();
    Set<Kind> claims = function.claims().apply(result.point());
    boolean isFalse =
        verdict
            .map(Verdict::kind)
            .filter(Verdicts.CLAIMS::contains)
            .filter(kind -> !claims.contains(kind))
            .isPresent();
    faults.check(!isFalse, what, result.point(), verdict);
  }
}

package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.testkit.Kit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The very cases on which SciPy, Ceres and Hipparchus were watched, under every step: nobody claims
 * convergence where the true gradient is not small, and each case ends with the status that its
 * user needs. Several of those libraries report success on them.
 */
class BadInputTableTest {

  private static final double TOLERANCE = 1e-6;

  /** More than any of these runs needs, but for those that creep along the gradient. */
  private static final long MOST_TRIALS = 1_500;

  /** What may become of a run. */
  private enum Fate {
    NOT_FINITE_AT_START,
    /** The objective's own exception at the start. */
    FAILS,
    /** A trial that cannot be evaluated is refused; a step without safeguard must take it. */
    STALLS,
    UNBOUNDED,
    /** Without a bound, if the steps may become long; else a limit ends it. */
    FALLS,
    /** Whatever is true. */
    ANY;

    Set<Status> allowed(Pair pair) {
      return switch (this) {
        case NOT_FINITE_AT_START -> EnumSet.of(Status.NOT_FINITE_AT_START);
        case FAILS -> EnumSet.of(Status.PLUGIN_EXCEPTION);
        case UNBOUNDED -> EnumSet.of(Status.UNBOUNDED);
        case FALLS ->
            pair.isGlobalised()
                ? EnumSet.of(Status.UNBOUNDED, Status.MAX_TRIALS)
                : EnumSet.allOf(Status.class);
        case ANY -> EnumSet.allOf(Status.class);
        case STALLS ->
            pair.isGlobalised()
                ? EnumSet.of(Status.STALLED, Status.NUMERICAL_FAILURE) // of finite differences
                : EnumSet.of(
                    Status.STALLED,
                    Status.NUMERICAL_FAILURE,
                    Status.NOT_FINITE,
                    Status.CONVERGED_GRADIENT, // Gauss-Newton needs two steps
                    Status.PLUGIN_EXCEPTION);
      };
    }
  }

  private record Case(
      Supplier<? extends Objective> objective, UnaryOperator<double[]> gradient, Fate fate) {}

  private static Case rosenbrock(Fate fate, UnaryOperator<FaultyObjective> lie) {
    return new Case(
        () -> lie.apply(FaultyObjective.rosenbrock()),
        x -> FaultyObjective.rosenbrock().at(x).gradient(),
        fate);
  }

  private static Case function(Fate fate, Supplier<FaultyObjective> honest) {
    return new Case(honest, x -> honest.get().at(x).gradient(), fate);
  }

  private static Case residuals(Fate fate, Supplier<FaultyResiduals> objective) {
    return new Case(objective, FaultyResiduals::gradient, fate);
  }

  private static <T> FaultyObjective.Lie<T> after(int calls, Supplier<T> answer) {
    return (x, call, truth) -> call > calls ? answer.get() : truth;
  }

  private static <T> FaultyObjective.Lie<T> always(UnaryOperator<T> answer) {
    return (x, call, truth) -> answer.apply(truth);
  }

  private static Supplier<double[]> both(double entry) {
    return () -> new double[] {entry, entry};
  }

  private static Supplier<double[]> four(double entry) {
    return () -> new double[] {entry, entry, entry, entry};
  }

  @SuppressWarnings("DoNotCallSuggester") // throwing is what it is called for
  private static double[] userError() {
    throw new BadInputs.Boom();
  }

  private static Map<String, Case> functions() {
    double nan = Double.NaN;
    double inf = Double.POSITIVE_INFINITY;
    Map<String, Case> cases = new TreeMap<>();
    cases.put(
        "f NaN at x0", rosenbrock(Fate.NOT_FINITE_AT_START, f -> f.value(after(0, () -> nan))));
    cases.put(
        "f +Inf at x0", rosenbrock(Fate.NOT_FINITE_AT_START, f -> f.value(after(0, () -> inf))));
    cases.put("f NaN after 3 calls", rosenbrock(Fate.STALLS, f -> f.value(after(3, () -> nan))));
    cases.put(
        "f -Inf after 3 calls", rosenbrock(Fate.UNBOUNDED, f -> f.value(after(3, () -> -inf))));
    cases.put(
        "f throws after 3 calls",
        rosenbrock(Fate.STALLS, f -> f.value(after(3, () -> userError()[0]))));
    cases.put(
        "gradient NaN at x0",
        rosenbrock(Fate.NOT_FINITE_AT_START, f -> f.gradient(after(0, both(nan)))));
    cases.put(
        "gradient NaN after 3 calls",
        rosenbrock(Fate.STALLS, f -> f.gradient(after(3, both(nan)))));
    cases.put(
        "gradient sign wrong",
        rosenbrock(Fate.ANY, f -> f.gradient(always(truth -> FaultyObjective.times(-1, truth)))));
    cases.put(
        "gradient wrong by 1%",
        rosenbrock(Fate.ANY, f -> f.gradient(always(truth -> FaultyObjective.times(1.01, truth)))));
    cases.put("Hessian NaN at x0", rosenbrock(Fate.ANY, f -> f.hessian(after(0, four(nan)))));
    cases.put(
        "Hessian not symmetric",
        rosenbrock(Fate.ANY, f -> f.hessian(after(0, () -> new double[] {200, 300, -100, 200}))));
    cases.put("Hessian all zero", rosenbrock(Fate.ANY, f -> f.hessian(after(0, four(0)))));
    cases.put(
        "unbounded below (-x0^2)",
        function(
            Fate.FALLS,
            () ->
                FaultyObjective.of(
                    new double[] {1, 1},
                    x -> -x[0] * x[0],
                    x -> new double[] {-2 * x[0], 0},
                    x -> new double[] {-2, 0, 0, 0})));
    cases.put(
        "starts at a saddle (x0^2-x1^2 + x1^4)",
        function(
            Fate.ANY,
            () ->
                FaultyObjective.of(
                    new double[] {0, 0},
                    x -> x[0] * x[0] - x[1] * x[1] + Math.pow(x[1], 4),
                    x -> new double[] {2 * x[0], -2 * x[1] + 4 * Math.pow(x[1], 3)},
                    x -> new double[] {2, 0, 0, -2 + 12 * x[1] * x[1]})));
    return cases;
  }

  private static Map<String, Case> sumsOfSquares() {
    double nan = Double.NaN;
    Map<String, Case> cases = new TreeMap<>();
    for (Map.Entry<String, Double> start :
        Map.of(
                "residual NaN at x0",
                nan,
                "residual Inf at x0",
                Double.POSITIVE_INFINITY,
                "residual 1e200 (square overflows)",
                1e200)
            .entrySet()) {
      cases.put(
          start.getKey(),
          residuals(
              Fate.NOT_FINITE_AT_START,
              () -> FaultyResiduals.ofResiduals(after(0, both(start.getValue())))));
    }
    cases.put(
        "residual NaN after 3 calls",
        residuals(Fate.STALLS, () -> FaultyResiduals.ofResiduals(after(3, both(nan)))));
    Supplier<double[]> thrown = BadInputTableTest::userError;
    cases.put(
        "Evaluate returns false at x0",
        residuals(Fate.FAILS, () -> FaultyResiduals.ofResiduals(after(0, thrown))));
    Case later = residuals(Fate.STALLS, () -> FaultyResiduals.ofResiduals(after(3, thrown)));
    cases.put("Evaluate returns false after 3 calls", later);
    cases.put("exception after 3 calls", later);
    cases.put(
        "Jacobian NaN at x0",
        residuals(Fate.NOT_FINITE_AT_START, () -> FaultyResiduals.ofJacobian(after(0, four(nan)))));
    cases.put(
        "Jacobian NaN later",
        residuals(Fate.STALLS, () -> FaultyResiduals.ofJacobian(after(3, four(nan)))));
    cases.put(
        "Jacobian sign wrong",
        residuals(
            Fate.ANY,
            () -> FaultyResiduals.ofJacobian(always(truth -> FaultyObjective.times(-1, truth)))));
    return cases;
  }

  @Test
  void every_case_of_the_table_is_here() throws IOException {
    assertEquals(names("reference/scipy_bad_input.csv"), functions().keySet());
  }

  /** All but a Jacobian that is zero: what claims to be critical everywhere is believed. */
  @Test
  void every_case_of_sums_of_squares_is_here() throws IOException {
    Set<String> expected = names("reference/ceres21_bad_input.csv");
    assertTrue(expected.remove("Jacobian zero"));
    assertEquals(expected, sumsOfSquares().keySet());
  }

  private static Set<String> names(String file) throws IOException {
    List<String> lines = Files.readAllLines(Kit.require(file));
    Set<String> names = new TreeSet<>();
    lines.subList(1, lines.size()).forEach(line -> names.add(line.substring(0, line.indexOf(','))));
    return names;
  }

  @TestFactory
  Stream<DynamicTest> functions_under_every_step() {
    return over(functions(), 60, "exact", "finite-difference", "bfgs", "l-sr1", "identity");
  }

  @TestFactory
  Stream<DynamicTest> sums_of_squares_under_every_step() {
    return over(sumsOfSquares(), 40, "gauss-newton", "finite-difference", "bfgs", "identity");
  }

  private static Stream<DynamicTest> over(
      Map<String, Case> cases, int fewestPairs, String... hessians) {
    return cases.entrySet().stream()
        .map(each -> dynamicTest(each.getKey(), () -> check(each, fewestPairs, hessians)));
  }

  private static void check(Map.Entry<String, Case> each, int fewestPairs, String... hessians) {
    Case of = each.getValue();
    List<Pair> pairs = Pair.on(of.objective().get(), hessians);
    assertTrue(pairs.size() >= fewestPairs, "only " + pairs.size() + " pairs");
    List<Executable> checks = new ArrayList<>();
    boolean saddle = each.getKey().startsWith("starts at a saddle");
    for (Pair pair : pairs) {
      checks.add(
          () -> {
            Result result = check(of, pair);
            if (saddle) {
              leavesOrTells(pair, result);
            }
          });
    }
    assertAll(each.getKey(), checks);
  }

  private static Result check(Case of, Pair pair) {
    Result result =
        pair.minimize(of.objective().get())
            .stop(Stop.gradientNorm(TOLERANCE), Stop.maxTrials(MOST_TRIALS))
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    String told = pair + " " + result.status() + ": " + result.message();
    assertTrue(of.fate().allowed(pair).contains(result.status()), told);
    if (result.status().category() == Category.CONVERGED) {
      double norm = Vectors.norm(of.gradient().apply(result.point()));
      assertTrue(norm <= 1.02 * TOLERANCE, told + "; in truth |g| = " + norm);
    }
    return result;
  }

  /** Whoever sees the curvature goes down to a minimum; whoever stays is told where he is. */
  private static void leavesOrTells(Pair pair, Result result) {
    String told = pair + " " + result.status() + ": " + result.message();
    Verdict.Kind kind = result.finding(Verdict.class).orElseThrow().kind();
    if (pair.isGlobalised() && pair.seesCurvature()) {
      assertEquals(Category.CONVERGED, result.status().category(), told);
      assertEquals(Verdict.Kind.MINIMUM, kind, told);
      assertEquals(-0.25, result.value(), 1e-10, told);
    } else if (result.trials() == 0) {
      assertEquals(Verdict.Kind.SADDLE, kind, told);
    }
  }
}

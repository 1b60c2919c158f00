package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.curvature.BfgsHessian;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.optimizers.LineSearch;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.testkit.TestFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Problems of Moré, Garbow and Hillstrom 1981 ("Testing unconstrained optimization software", ACM
 * TOMS 7), from their standard starts: every method ends at a known minimum and says what it is.
 */
class MoreGarbowHillstromTest {

  private static final double GRADIENT = 1e-6;

  /**
   * Error of f relative to max(1, f). It is |g|^2 / 2 lambda at most, which is below 1e-10 for all
   * but problem 3, where lambda is 2.4e-8 and a step may stop as high as 4e-7.
   */
  private static final double VALUE = 1e-6;

  /**
   * One problem.
   *
   * @param minima the values of f at its known minima
   * @param kind what the Hessian there is; DEGENERATE also where its smallest eigenvalue is below
   *     the rounding of its largest, n eps |H|
   */
  private record Problem(
      String name, double[] start, Kind kind, DifferentiableFunction function, double... minima) {

    Objective objective() {
      return TestFunctions.startingAt(start, function);
    }

    boolean isMinimum(double f) {
      return Arrays.stream(minima).anyMatch(m -> Math.abs(f - m) <= VALUE * Math.max(1, m));
    }
  }

  private static Real sum(int from, int to, IntFunction<Real> term) {
    return IntStream.rangeClosed(from, to).mapToObj(term).reduce(Real.constant(0), Real::add);
  }

  private static Real squares(Real... residuals) {
    return sum(0, residuals.length - 1, i -> residuals[i].square());
  }

  private static Real valley(Real x, Real y, double steepness) {
    return squares(y.subtract(x.square()).multiply(steepness), x.subtract(1));
  }

  private static double[] repeated(int times, double... values) {
    double[] all = new double[times * values.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = values[i % values.length];
    }
    return all;
  }

  private static List<Problem> smallProblems() {
    return List.of(
        new Problem(
            "1 Rosenbrock", new double[] {-1.2, 1}, Kind.MINIMUM, x -> valley(x[0], x[1], 10), 0),
        new Problem(
            "2 Freudenstein and Roth",
            new double[] {0.5, -2},
            Kind.MINIMUM,
            x -> {
              Real y = x[1];
              Real first = y.negate().add(5).multiply(y).subtract(2).multiply(y);
              Real second = y.add(1).multiply(y).subtract(14).multiply(y);
              return squares(x[0].add(first).subtract(13), x[0].add(second).subtract(29));
            },
            0,
            48.98425367924002),
        new Problem(
            "3 Powell badly scaled",
            new double[] {0, 1},
            Kind.DEGENERATE, // 2.4e-8 to 1.7e10
            x ->
                squares(
                    x[0].multiply(1e4).multiply(x[1]).subtract(1),
                    x[0].negate().exp().add(x[1].negate().exp()).subtract(1.0001)),
            0),
        new Problem(
            "4 Brown badly scaled",
            new double[] {1, 1},
            Kind.MINIMUM,
            x -> squares(x[0].subtract(1e6), x[1].subtract(2e-6), x[0].multiply(x[1]).subtract(2)),
            0),
        new Problem(
            "5 Beale",
            new double[] {1, 1},
            Kind.MINIMUM,
            x -> {
              double[] y = {1.5, 2.25, 2.625};
              return sum(
                  1,
                  3,
                  i -> x[1].pow(i).negate().add(1).multiply(x[0]).subtract(y[i - 1]).square());
            },
            0),
        new Problem(
            "6 Jennrich and Sampson",
            new double[] {0.3, 0.4},
            Kind.MINIMUM,
            x ->
                sum(
                    1,
                    10,
                    i ->
                        x[0].multiply(i)
                            .exp()
                            .add(x[1].multiply(i).exp())
                            .subtract(2 + 2 * i)
                            .square()),
            124.36218235561485),
        new Problem(
            "7 Helical valley",
            new double[] {-1, 0, 0},
            Kind.MINIMUM,
            x -> {
              Real theta = Real.atan2(x[1], x[0]).divide(2 * Math.PI);
              Real radius = x[0].square().add(x[1].square()).sqrt();
              return squares(
                  x[2].subtract(theta.multiply(10)).multiply(10),
                  radius.subtract(1).multiply(10),
                  x[2]);
            },
            0));
  }

  private static List<Problem> largerProblems() {
    return List.of(
        new Problem(
            "13 Powell singular",
            new double[] {3, -1, 0, 1},
            Kind.DEGENERATE,
            x ->
                squares(
                    x[0].add(x[1].multiply(10)),
                    x[2].subtract(x[3]).multiply(Math.sqrt(5)),
                    x[1].subtract(x[2].multiply(2)).square(),
                    x[0].subtract(x[3]).square().multiply(Math.sqrt(10))),
            0),
        new Problem(
            "14 Wood",
            new double[] {-3, -1, -3, -1},
            Kind.MINIMUM,
            x ->
                valley(x[0], x[1], 10)
                    .add(valley(x[2], x[3], Math.sqrt(90)))
                    .add(
                        squares(
                            x[1].add(x[3]).subtract(2).multiply(Math.sqrt(10)),
                            x[1].subtract(x[3]).divide(Math.sqrt(10)))),
            0),
        new Problem(
            "16 Brown and Dennis",
            new double[] {25, 5, -5, -1},
            Kind.MINIMUM,
            x ->
                sum(
                    1,
                    20,
                    i -> {
                      double t = i / 5.0;
                      Real line = x[0].add(x[1].multiply(t)).subtract(Math.exp(t));
                      Real wave = x[2].add(x[3].multiply(Math.sin(t))).subtract(Math.cos(t));
                      return squares(line, wave).square();
                    }),
            85822.20162635634),
        new Problem(
            "21 extended Rosenbrock",
            repeated(5, -1.2, 1),
            Kind.MINIMUM,
            x -> sum(0, 4, k -> valley(x[2 * k], x[2 * k + 1], 10)),
            0),
        new Problem(
            "25 variably dimensioned",
            IntStream.rangeClosed(1, 10).mapToDouble(j -> 1 - j / 10.0).toArray(),
            Kind.MINIMUM,
            x -> {
              Real weighted = sum(1, 10, j -> x[j - 1].subtract(1).multiply(j));
              return sum(0, 9, i -> x[i].subtract(1).square())
                  .add(squares(weighted, weighted.square()));
            },
            0),
        new Problem(
            "26 trigonometric",
            repeated(10, 0.1),
            Kind.MINIMUM,
            x -> {
              Real cosines = sum(0, 9, j -> x[j].cos());
              return sum(
                  1,
                  10,
                  i -> {
                    Real own = x[i - 1].cos().negate().add(1).multiply(i);
                    return cosines.negate().add(10).add(own).subtract(x[i - 1].sin()).square();
                  });
            },
            0,
            2.7950561218794563e-5),
        new Problem(
            "32 linear, full rank",
            repeated(10, 1),
            Kind.MINIMUM,
            x -> {
              Real mean = sum(0, 9, j -> x[j]).divide(10);
              return sum(0, 9, i -> x[i].subtract(mean).subtract(1).square())
                  .add(mean.add(1).square().multiply(10));
            },
            10));
  }

  private record Method(HessianProvider hessian, StepStrategy step) {}

  private static Map<String, Method> methods() {
    return new TreeMap<>(
        Map.of(
            "exact + trust-region (more-sorensen)",
            new Method(new ExactHessian(), TrustRegion.with(new MoreSorensen())),
            "exact + trust-region (steihaug-cg)",
            new Method(new ExactHessian(), TrustRegion.with(SteihaugCg.withDefaults())),
            "bfgs + line-search",
            new Method(BfgsHessian.withDefaults(), LineSearch.withDefaults())));
  }

  @TestFactory
  Stream<DynamicTest> every_method_ends_at_a_known_minimum_and_says_what_it_is() {
    return Stream.concat(smallProblems().stream(), largerProblems().stream())
        .flatMap(
            problem ->
                methods().entrySet().stream()
                    .map(
                        method ->
                            dynamicTest(
                                problem.name() + ", " + method.getKey(),
                                () -> check(problem, method.getValue()))));
  }

  private static void check(Problem problem, Method method) {
    Result result =
        Minimizer.of(problem.objective())
            .hessian(method.hessian())
            .step(method.step())
            .stop(Stop.gradientNorm(GRADIENT), Stop.maxTrials(5_000))
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    Verdict verdict = result.finding(Verdict.class).orElseThrow();
    String told =
        result.status()
            + " ("
            + result.trials()
            + " trials): "
            + result.message()
            + "; f = "
            + result.value()
            + "; "
            + verdict.kind()
            + ": "
            + verdict.explanation();
    assertEquals(Category.CONVERGED, result.status().category(), told);
    assertTrue(problem.isMinimum(result.value()), told);
    assertEquals(problem.kind(), verdict.kind(), told);
  }

  @TestFactory
  Stream<DynamicTest> the_formulas_are_those_of_the_paper() {
    Map<String, Double> atStart =
        Map.ofEntries(
            Map.entry("1 Rosenbrock", 24.199999999999996),
            Map.entry("2 Freudenstein and Roth", 400.5),
            Map.entry("3 Powell badly scaled", 1.1352617173483783),
            Map.entry("4 Brown badly scaled", 999998000003.0),
            Map.entry("5 Beale", 14.203125),
            Map.entry("6 Jennrich and Sampson", 4171.306161960493),
            Map.entry("7 Helical valley", 2500.0),
            Map.entry("13 Powell singular", 215.0),
            Map.entry("14 Wood", 19192.0),
            Map.entry("16 Brown and Dennis", 7926693.336997433),
            Map.entry("21 extended Rosenbrock", 121.0),
            Map.entry("25 variably dimensioned", 2198551.1625),
            Map.entry("26 trigonometric", 0.0070757594662228356),
            Map.entry("32 linear, full rank", 50.0));
    return Stream.concat(smallProblems().stream(), largerProblems().stream())
        .map(
            problem ->
                dynamicTest(
                    problem.name(),
                    () -> {
                      double expected = atStart.getOrDefault(problem.name(), Double.NaN);
                      double actual = problem.objective().at(problem.start()).value();
                      assertEquals(expected, actual, 1e-13 * expected);
                    }));
  }
}

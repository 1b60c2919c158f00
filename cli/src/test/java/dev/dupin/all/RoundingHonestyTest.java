package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.HessianMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Tolerances that cannot be reached, on functions whose values and points lose digits: every run
 * with some curvature ends by itself, and says that rounding stopped it only where it did.
 */
class RoundingHonestyTest {

  private static final double EPS = 0x1p-52;

  private static final double[] CENTRE = {0.1, 0.7, -0.3};

  /**
   * A function and its minimiser.
   *
   * @param mostTrials that a run with curvature takes to end by itself, twice what was measured
   */
  private record Problem(
      String name, FaultyObjective objective, double[] minimiser, long mostTrials) {

    Problem lifted(double offset) {
      return new Problem(
          name + " + " + offset,
          objective.value((x, call, f) -> f + offset),
          minimiser,
          mostTrials);
    }

    double value(double[] x) {
      return objective.at(x).value();
    }

    double[] gradient(double[] x) {
      return objective.at(x).gradient();
    }

    /** The largest change of the gradient over all neighbours x +- 1 ulp, by brute force. */
    double gradientNoise(double[] x) {
      double[] here = gradient(x);
      double largest = 0;
      for (int signs = 0; signs < 1 << x.length; signs++) {
        double[] moved = x.clone();
        for (int i = 0; i < x.length; i++) {
          moved[i] += (signs >> i & 1) == 0 ? Math.ulp(x[i]) : -Math.ulp(x[i]);
        }
        largest = Math.max(largest, Vectors.norm(Vectors.subtract(gradient(moved), here)));
      }
      return largest;
    }
  }

  /** Rosenbrock's function moved to (c + 1, c + 1). */
  private static FaultyObjective moved(double c) {
    FaultyObjective there = FaultyObjective.rosenbrock();
    return FaultyObjective.of(
        new double[] {c - 1.2, c + 1},
        x -> there.at(less(x, c)).value(),
        x -> there.at(less(x, c)).gradient(),
        x -> there.at(less(x, c)).structure(HessianMatrix.class).orElseThrow().matrix().values());
  }

  private static double[] less(double[] x, double c) {
    return Arrays.stream(x).map(entry -> entry - c).toArray();
  }

  /** Eigenvalues from 1 to the condition number along the coordinates. */
  private static Problem ellipsoid(double condition, double... centre) {
    int n = centre.length;
    double[] d = new double[n];
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      d[i] = Math.pow(condition, i / (n - 1.0));
      start[i] = centre[i] + 1 + 0.3 * i;
    }
    FaultyObjective objective =
        FaultyObjective.of(
            start,
            x -> {
              double f = 0;
              for (int i = 0; i < n; i++) {
                f += 0.5 * d[i] * (x[i] - centre[i]) * (x[i] - centre[i]);
              }
              return f;
            },
            x -> {
              double[] g = new double[n];
              for (int i = 0; i < n; i++) {
                g[i] = d[i] * (x[i] - centre[i]);
              }
              return g;
            },
            x -> {
              double[] h = new double[n * n];
              for (int i = 0; i < n; i++) {
                h[i * n + i] = d[i];
              }
              return h;
            });
    String name = "ellipsoid of condition " + condition + " around " + Arrays.toString(centre);
    return new Problem(name, objective, centre, 600);
  }

  /** The same across the axes and multiplied out, so that the gradient itself rounds. */
  private static Problem turned(double condition) {
    double a = (9 + 16 * condition) / 25;
    double b = (12 - 12 * condition) / 25;
    double c = (16 + 9 * condition) / 25;
    double p = a * CENTRE[0] + b * CENTRE[1];
    double q = b * CENTRE[0] + c * CENTRE[1];
    FaultyObjective objective =
        FaultyObjective.of(
            new double[] {1.1, -1.3},
            x ->
                0.5 * (a * x[0] * x[0] + 2 * b * x[0] * x[1] + c * x[1] * x[1])
                    - p * x[0]
                    - q * x[1],
            x -> new double[] {a * x[0] + b * x[1] - p, b * x[0] + c * x[1] - q},
            x -> new double[] {a, b, b, c});
    String name = "turned ellipse of condition " + condition;
    // at 1e14 rounding alone decides what secant pairs say of the long axis
    long mostTrials = condition < 1e14 ? 600 : 1_200;
    return new Problem(name, objective, new double[] {CENTRE[0], CENTRE[1]}, mostTrials);
  }

  private static Problem quartic(double c) {
    FaultyObjective objective =
        FaultyObjective.of(
            new double[] {c + 1, c - 2},
            x -> Math.pow(x[0] - c, 4) + Math.pow(x[1] - c, 4),
            x -> new double[] {4 * Math.pow(x[0] - c, 3), 4 * Math.pow(x[1] - c, 3)},
            x -> new double[] {12 * Math.pow(x[0] - c, 2), 0, 0, 12 * Math.pow(x[1] - c, 2)});
    return new Problem("quartic around " + c, objective, new double[] {c, c}, 600);
  }

  /** (x - 1)^4 multiplied out: its gradient is all rounding nearer than 1e-5 to 1. */
  private static Problem expandedQuartic() {
    FaultyObjective objective =
        FaultyObjective.of(
            new double[] {3},
            x -> (((x[0] - 4) * x[0] + 6) * x[0] - 4) * x[0] + 1,
            x -> new double[] {((4 * x[0] - 12) * x[0] + 12) * x[0] - 4},
            x -> new double[] {(12 * x[0] - 24) * x[0] + 12});
    return new Problem("quartic, multiplied out", objective, new double[] {1}, 300);
  }

  private static List<Problem> problems() {
    FaultyObjective valley = FaultyObjective.rosenbrock();
    double[] ones = {1, 1};
    Problem plain = new Problem("rosenbrock", valley, ones, 1_400);
    Problem steep = new Problem("rosenbrock * 1e12", valley.scaled(1e12, 1), ones, 1_400);
    Problem far =
        new Problem("rosenbrock at 1e6", moved(1e6), new double[] {1e6 + 1, 1e6 + 1}, 1_400);
    List<Problem> problems =
        new ArrayList<>(
            List.of(
                plain,
                plain.lifted(1),
                plain.lifted(1e8),
                plain.lifted(-1e8),
                new Problem("rosenbrock * 1e-12", valley.scaled(1e-12, 1), ones, 1_400),
                steep,
                steep.lifted(1e20),
                far,
                far.lifted(1),
                quartic(1).lifted(1),
                quartic(1e6),
                quartic(1 / 3.0).lifted(1e8),
                expandedQuartic(),
                expandedQuartic().lifted(7)));
    for (double condition : new double[] {1, 1e4, 1e8, 1e12, 1e14}) {
      problems.add(ellipsoid(condition, 0, 0, 0));
      problems.add(ellipsoid(condition, CENTRE));
      problems.add(ellipsoid(condition, CENTRE).lifted(1));
      problems.add(ellipsoid(condition, CENTRE).lifted(1e8));
      problems.add(ellipsoid(condition, 1e6, 1e6 + 0.3));
      problems.add(ellipsoid(condition, 1e6, 1e6 + 0.3).lifted(1e8));
      problems.add(turned(condition));
      problems.add(turned(condition).lifted(1e8));
    }
    return problems;
  }

  @TestFactory
  Stream<DynamicTest> a_run_with_curvature_ends_by_itself_and_tells_why() {
    return problems().stream().map(problem -> dynamicTest(problem.name(), () -> checkAll(problem)));
  }

  private static void checkAll(Problem problem) {
    List<Executable> checks = new ArrayList<>();
    for (Pair pair : Pair.on(problem.objective(), "exact", "bfgs", "l-bfgs", "identity")) {
      if (pair.isGlobalised()) {
        for (double tolerance : new double[] {0, 1e-300}) {
          checks.add(() -> check(problem, pair, tolerance));
        }
      }
    }
    assertAll(problem.name(), checks);
  }

  private static void check(Problem problem, Pair pair, double tolerance) {
    boolean curved =
        !pair.isSteepestDescent() && !pair.isAdaptiveOnSecants() && !pair.isSlowlyDamped();
    Result result =
        pair.minimize(problem.objective())
            .stop(Stop.gradientNorm(tolerance), Stop.maxTrials(curved ? 10_000 : 1_000))
            .run();
    String told = pair + " " + result.status() + " (" + result.trials() + "): " + result.message();
    if (curved) {
      Set<Status> allowed =
          EnumSet.of(Status.CONVERGED_GRADIENT, Status.CONVERGED_AT_ROUNDING, Status.STALLED);
      assertTrue(allowed.contains(result.status()), told);
      assertTrue(result.trials() <= problem.mostTrials(), told);
    }
    double norm = Vectors.norm(problem.gradient(result.point()));
    assertEquals(norm, result.gradientNorm(), told);
    if (result.status() == Status.CONVERGED_GRADIENT) {
      assertTrue(norm <= tolerance, told);
    }
    if (result.status() == Status.CONVERGED_AT_ROUNDING) {
      double noise = problem.gradientNoise(result.point());
      assertTrue(norm <= 100 * noise, told + "; its noise is " + noise);
      double excess = result.value() - problem.value(problem.minimiser());
      double rounding = 1e4 * EPS * Math.max(1, Math.abs(result.value()));
      assertTrue(excess <= rounding, told + "; f is " + excess + " above the minimum");
    }
  }
}

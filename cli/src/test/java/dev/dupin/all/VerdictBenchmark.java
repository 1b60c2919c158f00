package dev.dupin.all;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.objectives.Formula;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a verdict costs: microseconds at two variables after a warm-up, and beside all eigenvalues
 * and vectors of the same Hessian at a thousand, both in one run, turn by turn. A benchmark with a
 * main method, since a timed test would fail on a busy machine.
 */
public final class VerdictBenchmark {

  private static final int SMALL_RUNS = 2_000;
  private static final int ROUNDS = 9;

  private VerdictBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    small("minimum", Formula.of("100*(y-x^2)^2+(1-x)^2"), 1, 1);
    small("saddle", Formula.of("x^2-y^2+x*y^3"), 0, 0);
    small("degenerate", Formula.of("(x-y^2)*(x-3*y^2)"), 0, 0);
    int n = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    large("rosenbrock, chained", new Rosenbrock(new Rosenbrock.Config(n, true)), ones);
    large("dense quadratic", quadratic(n), new double[n]);
  }

  private static Quadratic quadratic(int n) {
    double[] eigenvalues = new SplittableRandom(1).doubles(n, 1, 100).toArray();
    return new Quadratic(
        new Quadratic.Config(
            Optional.empty(),
            Optional.of(eigenvalues),
            Quadratic.Rotation.RANDOM,
            1,
            Optional.empty()));
  }

  private static void small(String name, Objective objective, double... point) {
    double[] micros = new double[ROUNDS];
    Verdict verdict = verdict(objective, point);
    for (int round = 0; round < ROUNDS; round++) {
      long before = System.nanoTime();
      for (int run = 0; run < SMALL_RUNS; run++) {
        verdict = verdict(objective, point);
      }
      micros[round] = (System.nanoTime() - before) / 1e3 / SMALL_RUNS;
    }
    System.out.printf(
        Locale.ROOT,
        "two variables, %s: %.0f microseconds (%s, %s)%n",
        name,
        median(micros),
        verdict.kind(),
        verdict.proof());
  }

  private static void large(String name, Objective objective, double[] point) {
    double[] ratios = new double[ROUNDS];
    double[] seconds = new double[ROUNDS];
    Verdict verdict = verdict(objective, point);
    for (int round = 0; round < ROUNDS; round++) {
      DenseSymmetric hessian =
          objective.at(point).structure(HessianMatrix.class).orElseThrow().matrix();
      long before = System.nanoTime();
      double smallest = DenseEigen.of(hessian).value(0);
      long between = System.nanoTime();
      verdict = verdict(objective, point);
      long after = System.nanoTime();
      ratios[round] = (double) (after - between) / (between - before);
      seconds[round] = (after - between) / 1e9;
      if (!(smallest > 0)) {
        throw new IllegalStateException("no minimum: " + smallest);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%d variables, %s: %.2f of the time of all eigenvalues and vectors, %.2f s (%s, %s)%n",
        point.length,
        name,
        median(ratios),
        median(seconds),
        verdict.kind(),
        verdict.proof());
  }

  private static Verdict verdict(Objective objective, double[] point) {
    Evaluation here = objective.at(point.clone());
    return (Verdict)
        VerdictAnalysis.withDefaults().start(objective, new TestContext(1e-6)).findings(here);
  }

  private static double median(double[] values) {
    List<Double> settled = Arrays.stream(values, 2, values.length).sorted().boxed().toList();
    return settled.get(settled.size() / 2);
  }
}

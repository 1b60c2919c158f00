package dev.dupin.all;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.testkit.TestContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How often a verdict is a theorem, by group of problems: the table of {@code docs/verdict.md}. Its
 * main method prints the table.
 */
public final class ProofShares {

  private static final int QUADRATICS = 500;

  /** The largest condition number of a quadratic after scaling. */
  private static final double CONDITION = 1e8;

  private ProofShares() {}

  /**
   * A verdict on the end of one problem.
   *
   * @param name of the problem
   */
  record Row(String name, Verdict verdict) {

    boolean isProven() {
      return verdict.proof().equals(Verdict.INTERVAL);
    }

    /** Whether second derivatives decide there at all. */
    boolean isRegular() {
      return isProven() || verdict.kind() == Kind.MINIMUM;
    }
  }

  /** Prints the table. */
  public static void main(String[] arguments) throws IOException {
    System.out.println("| group | ends | regular | proven | not proven, and why |");
    System.out.println("|---|---|---|---|---|");
    print("quadratics, scaled condition up to 1e8", quadratics());
    print("Moré, Garbow and Hillstrom", moreGarbowHillstrom());
    print("NIST regressions", NistTest.verdicts());
  }

  private static void print(String group, List<Row> rows) {
    List<Row> regular = rows.stream().filter(Row::isRegular).toList();
    long proven = rows.stream().filter(Row::isProven).count();
    StringBuilder reasons = new StringBuilder();
    for (Row row : rows) {
      if (!row.isProven()) {
        reasons.append(reasons.isEmpty() ? "" : "; ").append(row.name()).append(": ");
        reasons.append(reason(row.verdict()));
      }
    }
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %d | %d (%.0f %%) | %s |%n",
        group,
        rows.size(),
        regular.size(),
        proven,
        100.0 * proven / regular.size(),
        reasons);
  }

  private static String reason(Verdict verdict) {
    int at = verdict.sentence().indexOf("Not proven: ");
    String kind = verdict.kind().name();
    return at < 0 ? kind : kind + ", " + verdict.sentence().substring(at + 12).split("\\. ")[0];
  }

  /** x'DADx/2 - x'DADc, with A of known condition and D of up to nine decades, at and near c. */
  static List<Row> quadratics() {
    List<Row> rows = new ArrayList<>();
    for (int seed = 0; seed < QUADRATICS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = 2 + random.nextInt(9);
      double[] matrix = graded(n, random);
      double[] centre = new double[n];
      double[] linear = new double[n];
      for (int i = 0; i < n; i++) {
        centre[i] = random.nextInt(-8, 9) / 4.0;
      }
      new DenseSymmetric(n, matrix).apply(centre, linear);
      Quadratic quadratic = quadratic(n, matrix, linear);
      Result end = ended(quadratic, centre);
      rows.add(new Row("seed " + seed, end.finding(Verdict.class).orElseThrow()));
    }
    return rows;
  }

  private static double[] graded(int n, SplittableRandom random) {
    double[] basis = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        basis[i * n + j] = random.nextGaussian();
        basis[j * n + i] = basis[i * n + j];
      }
    }
    DenseEigen eigen = DenseEigen.of(new DenseSymmetric(n, basis));
    double decades = Math.log10(CONDITION) * random.nextDouble();
    double[] matrix = new double[n * n];
    for (int k = 0; k < n; k++) {
      double value = Math.pow(10, n == 1 ? 0 : -decades * k / (n - 1));
      double[] u = eigen.vector(k);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          matrix[i * n + j] += value * u[i] * u[j];
        }
      }
    }
    double[] scales = new double[n];
    for (int i = 0; i < n; i++) {
      scales[i] = Math.pow(10, 9 * random.nextDouble() - 4.5);
      for (int j = 0; j <= i; j++) {
        matrix[i * n + j] *= scales[i] * scales[j];
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    return matrix;
  }

  private static Quadratic quadratic(int n, double[] matrix, double[] linear) {
    List<List<Double>> rows = new ArrayList<>();
    List<Double> negated = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Double> row = new ArrayList<>();
      for (int j = 0; j < n; j++) {
        row.add(matrix[i * n + j]);
      }
      rows.add(row);
      negated.add(-linear[i]);
    }
    return new Quadratic(
        new Quadratic.Config(
            Optional.of(rows),
            Optional.empty(),
            Quadratic.Rotation.NONE,
            0,
            Optional.of(negated.stream().mapToDouble(Double::doubleValue).toArray())));
  }

  private static Result ended(Objective objective, double[] start) {
    return Minimizer.of(objective)
        .hessian(new ExactHessian())
        .step(TrustRegion.with(new MoreSorensen()))
        .start(start)
        .stop(Stop.gradientNorm(1e-8), Stop.maxIterations(50))
        .analyze("verdict", VerdictAnalysis.withDefaults())
        .run();
  }

  /** The ends of the 48 problems, as the trust region reaches them. */
  static List<Row> moreGarbowHillstrom() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (MghCase problem : MghInstancesTest.cases()) {
      Result result =
          Minimizer.of(problem.objective())
              .hessian(new ExactHessian())
              .step(TrustRegion.with(new MoreSorensen()))
              .stop(Stop.gradientNorm(1e-8), Stop.gradientCosine(0))
              .run();
      rows.add(new Row(problem.problem() + " (n = " + problem.n() + ")", at(problem, result)));
    }
    return rows;
  }

  private static Verdict at(MghCase problem, Result result) {
    Objective objective = problem.objective();
    return (Verdict)
        VerdictAnalysis.withDefaults()
            .start(objective, new TestContext(Math.max(1e-8, result.gradientNorm())))
            .findings(objective.at(result.point()));
  }
}

package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.CurvatureQuality.Row;
import dev.dupin.curvature.quality.DenseComparison;
import dev.dupin.curvature.quality.ProbedComparison;
import dev.dupin.curvature.quality.Quality;
import dev.dupin.testkit.TestContext;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurvatureQualityAnalysisTest {

  private static SymmetricOperator diagonal(double... entries) {
    return Operators.diagonal(entries);
  }

  private static ProbedComparison.Effort effort(int probes, int steps) {
    return new ProbedComparison.Effort(probes, steps, 1e-3);
  }

  /** Every number by hand. */
  @Test
  void two_matrices_are_compared_as_defined() {
    DenseSymmetric hessian = new DenseSymmetric(2, new double[] {3, 0, 0, -4});
    Quality quality = new DenseComparison(hessian, new double[] {1, 1}, 0.5).with(diagonal(3, 1));
    assertEquals(5.0 / 5.0, quality.relativeError().value(), 1e-15);
    assertEquals(4.0 / -1, quality.traceRatio().value(), 1e-15);
    assertEquals(1, quality.smallest().value(), 1e-15);
    assertEquals(3, quality.largest().value(), 1e-15);
    assertEquals(2, quality.products());
    // H + (0.5 * 4 + 4) I = diag(9, 2); B + 0.5 * 3 I = diag(4.5, 2.5)
    double angle = Math.atan2(1 / 2.5, 1 / 4.5) - Math.atan2(1 / 2.0, 1 / 9.0);
    assertEquals(Math.toDegrees(Math.abs(angle)), quality.stepAngleDegrees(), 1e-12);
  }

  /** P5: on diagonal matrices every vector of signs gives the exact norm and trace. */
  @Test
  void probes_are_exact_on_diagonal_matrices_and_say_so() {
    double[] hessian = {1, 2, -3, 4, 5};
    double[] other = {1.5, 2, -1, 4, 9};
    double[] gradient = {1, -1, 2, 0.5, 3};
    Quality dense =
        new DenseComparison(diagonal(hessian).toDense(), gradient, 1e-3).with(diagonal(other));
    Quality probed =
        new ProbedComparison(diagonal(hessian), gradient, effort(3, 5), new SplittableRandom(1))
            .with(diagonal(other));
    assertSame(dense, probed, 1e-10);
    assertEquals(0, probed.relativeError().error(), 1e-14);
    assertEquals(0, probed.traceRatio().error(), 1e-14);
    assertEquals(0, probed.largest().error(), 1e-12);
    assertEquals("3 probes, 5 Lanczos steps", probed.certificate());
  }

  private static void assertSame(Quality expected, Quality actual, double tolerance) {
    assertEquals(expected.relativeError().value(), actual.relativeError().value(), tolerance);
    assertEquals(expected.traceRatio().value(), actual.traceRatio().value(), tolerance);
    assertEquals(expected.smallest().value(), actual.smallest().value(), tolerance);
    assertEquals(expected.largest().value(), actual.largest().value(), tolerance);
    assertEquals(expected.stepAngleDegrees(), actual.stepAngleDegrees(), 1e4 * tolerance);
  }

  private static DenseSymmetric random(long seed, int n, double shift) {
    Random random = new Random(seed);
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = random.nextGaussian() + (i == j ? shift : 0);
        values[i * n + j] = entry;
        values[j * n + i] = entry;
      }
    }
    return new DenseSymmetric(n, values);
  }

  /** The errors of a hundred estimates, in units of what each says its error is. */
  @Test
  void standard_errors_are_those_of_the_estimates() {
    int n = 30;
    DenseSymmetric hessian = random(1, n, 3);
    SymmetricOperator other = Operators.dense(random(2, n, 4), Set.of());
    SymmetricOperator exact = Operators.dense(hessian, Set.of());
    double[] gradient = Functions.normal(new Random(3), n);
    Quality truth = new DenseComparison(hessian, gradient, 1e-3).with(other);
    double errorSquares = 0;
    double traceSquares = 0;
    int runs = 100;
    for (int seed = 0; seed < runs; seed++) {
      Quality probed =
          new ProbedComparison(exact, gradient, effort(40, n), new SplittableRandom(seed))
              .with(other);
      errorSquares += squaredScore(probed.relativeError(), truth.relativeError());
      traceSquares += squaredScore(probed.traceRatio(), truth.traceRatio());
      assertEquals(truth.smallest().value(), probed.smallest().value(), 1e-9);
      assertEquals(truth.stepAngleDegrees(), probed.stepAngleDegrees(), 1e-5);
    }
    // squares of scores have mean 1, give or take a third, by what a hundred runs can tell
    assertEquals(1, errorSquares / runs, 0.4);
    assertEquals(1, traceSquares / runs, 0.4);
  }

  private static double squaredScore(Quality.Estimate estimate, Quality.Estimate truth) {
    double score = (estimate.value() - truth.value()) / estimate.error();
    return score * score;
  }

  @Test
  void a_ritz_value_is_off_by_no_more_than_its_residual() {
    DenseSymmetric matrix = random(5, 60, 0);
    SymmetricOperator operator = Operators.dense(matrix, Set.of());
    double[] gradient = Functions.normal(new Random(6), 60);
    Quality few =
        new ProbedComparison(operator, gradient, effort(2, 10), new SplittableRandom(7))
            .with(operator);
    Quality all = new DenseComparison(matrix, gradient, 1e-3).with(operator);
    assertTrue(few.largest().error() > 1e-3);
    assertTrue(
        Math.abs(few.largest().value() - all.largest().value()) <= few.largest().error() + 1e-12);
    assertEquals(0, few.relativeError().value());
    assertEquals(0, few.relativeError().error());
    assertEquals(22, few.products());
  }

  @Test
  void a_cheap_inverse_is_used_for_the_step() {
    double[] entries = {1, 10, 100, 1000};
    double[] gradient = {1, 1, 1, 1};
    // one Lanczos step would give the gradient itself
    Quality quality =
        new ProbedComparison(diagonal(entries), gradient, effort(2, 4), new SplittableRandom(1))
            .with(Operators.dense(diagonal(entries).toDense(), Set.of()));
    assertEquals(0, quality.stepAngleDegrees(), 1e-8);
  }

  @Test
  void without_a_gradient_there_is_no_angle() {
    Quality quality =
        new DenseComparison(diagonal(1, 2).toDense(), new double[2], 1e-3).with(diagonal(2, 2));
    assertTrue(Double.isNaN(quality.stepAngleDegrees()));
  }

  private static CurvatureQualityAnalysis analysis(
      long every, int denseLimit, Map<String, HessianProvider> hessians) {
    return new CurvatureQualityAnalysis(
        new CurvatureQualityAnalysis.Config(hessians, every, denseLimit, 20, 20, 1e-3));
  }

  private static Map<String, HessianProvider> several() {
    return new TreeMap<>(
        Map.of(
            "a true one", new ExactHessian(),
            "bfgs", BfgsHessian.withDefaults(),
            "differences", FiniteDifferenceHessian.withDefaults(),
            "sr1", Sr1Hessian.withDefaults()));
  }

  private static Minimizer minimizer(Objective objective) {
    return Minimizer.of(objective)
        .hessian(BfgsHessian.withDefaults())
        .step(TestSteps.BACKTRACKING)
        .stop(Stop.gradientNorm(1e-9), Stop.maxIterations(60));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void shadows_learn_along_the_run_and_change_no_bit_of_it(int denseLimit) {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Result alone = minimizer(rosenbrock).run();
    Result watched =
        minimizer(rosenbrock).analyze("quality", analysis(3, denseLimit, several())).run();
    assertEquals(alone.status(), watched.status());
    assertEquals(alone.value(), watched.value());
    assertEquals(alone.evaluations(), watched.evaluations());
    assertEquals(alone.trials(), watched.trials());
    assertEquals(
        List.of(alone.point()[0], alone.point()[1]),
        List.of(watched.point()[0], watched.point()[1]));
    List<Row> rows = watched.finding(CurvatureQuality.class).orElseThrow().rows();
    long iterations = watched.iterations();
    assertEquals(4 * ((iterations + 2) / 3 + 1), rows.size());
    for (Row row : rows) {
      assertEquals("", row.error());
      if (row.hessian().equals("a true one")) {
        assertEquals(0, row.relativeError(), 1e-14);
        assertEquals(1, row.traceRatio(), 1e-14);
      }
    }
    double atStart = relativeError(rows, "bfgs", 0);
    double atEnd = relativeError(rows, "bfgs", iterations);
    assertTrue(atStart > 0.9, "the identity beside 200 and more: " + atStart);
    assertTrue(atEnd < 0.01, "bfgs has learned: " + atEnd);
  }

  private static double relativeError(List<Row> rows, String hessian, long iteration) {
    return rows.stream()
        .filter(row -> row.hessian().equals(hessian) && row.iteration() == iteration)
        .mapToDouble(Row::relativeError)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_was_seen_and_learned_survives_a_checkpoint() {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Analysis analysis = analysis(2, 0, several());
    Evaluation[] points = new Evaluation[6];
    for (int t = 0; t < points.length; t++) {
      points[t] = rosenbrock.at(new double[] {-1.2 + 0.3 * t, 1 - 0.1 * t * t});
    }
    Analysis.Analyser straight = analysis.start(rosenbrock, TestContext.ROOT);
    Analysis.Analyser resumed = analysis.start(rosenbrock, TestContext.ROOT);
    for (int t = 0; t + 1 < points.length; t++) {
      straight.accepted(points[t], points[t + 1]);
      resumed.accepted(points[t], points[t + 1]);
      Analysis.Analyser next = analysis.start(rosenbrock, TestContext.ROOT);
      TestState.of(resumed).into(next);
      resumed = next;
    }
    assertEquals(straight.findings(points[5]), resumed.findings(points[5]));
  }

  /** A Hessian that breaks at its second point. */
  private record Breaking() implements HessianProvider {
    @Override
    public Curvature start(Objective objective, RunContext context) {
      return here -> {
        if (here.point()[0] > 0) {
          throw new NumericalFailureException("broken: \u00e4");
        }
        return diagonal(1, 1);
      };
    }
  }

  @Test
  void a_hessian_that_breaks_is_told_and_costs_the_others_nothing() {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Analysis analysis =
        analysis(
            0, 10, new TreeMap<>(Map.of("breaking", new Breaking(), "exact", new ExactHessian())));
    Analysis.Analyser analyser = analysis.start(rosenbrock, TestContext.ROOT);
    Analysis.Analyser resumed = analysis.start(rosenbrock, TestContext.ROOT);
    Evaluation here = rosenbrock.at(new double[] {0.5, 1});
    analyser.accepted(here, here);
    TestState.of(analyser).into(resumed);
    List<Row> rows = ((CurvatureQuality) analyser.findings(here)).rows();
    assertEquals(
        List.of("breaking", "breaking", "exact"), rows.stream().map(Row::hessian).toList());
    assertEquals("broken: \u00e4", rows.get(0).error());
    assertTrue(Double.isNaN(rows.get(1).relativeError()));
    assertEquals(0, rows.get(2).relativeError());
    assertEquals(rows, ((CurvatureQuality) resumed.findings(here)).rows());
  }

  @Test
  void a_hessian_that_does_not_fit_is_refused_before_the_run() {
    Analysis analysis = CurvatureQualityAnalysis.of(Map.of("k", KfacHessian.withDefaults()));
    Objective rosenbrock = Functions.rosenbrock().objective();
    String need = analysis.unmetNeed(rosenbrock).orElseThrow();
    assertTrue(need.startsWith("layer-statistics for its hessian 'k'"), need);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> minimizer(rosenbrock).analyze("quality", analysis).run());
    assertEquals("the analysis quality needs " + need, refused.getMessage());
    assertTrue(analysis(0, 10, several()).unmetNeed(rosenbrock).isEmpty());
  }

  @Test
  void keys_outside_their_ranges_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> analysis(0, 10, Map.of()));
    assertThrows(IllegalArgumentException.class, () -> analysis(-1, 10, several()));
    assertThrows(IllegalArgumentException.class, () -> analysis(0, -1, several()));
    assertFalse(analysis(0, 10, several()).config().hessian().isEmpty());
  }
}

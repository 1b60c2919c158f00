package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.GaussNewtonHessian;
import dev.dupin.curvature.Influence;
import dev.dupin.curvature.InfluenceAnalysis;
import dev.dupin.objectives.regression.LinearRegression;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.optimizers.NewtonStep;
import dev.dupin.optimizers.TrustRegion;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the user of a regression sees at the end of a run. */
class RegressionRunsTest {

  /** The column 1, 2, … with those targets. */
  private static DataSource data(double... targets) {
    double[] column = IntStream.rangeClosed(1, targets.length).mapToDouble(i -> i).toArray();
    Dataset data =
        new Dataset(
            "memory",
            new DenseFeatures(targets.length, 1, column),
            List.of("dose"),
            Optional.of(new Target("y", targets, List.of())),
            IntStream.rangeClosed(1, targets.length).toArray());
    return () -> data;
  }

  private static Objective logistic(double l2) {
    return new LogisticRegression(new LogisticRegression.Config(data(0, 0, 0, 1, 1, 1), l2, true));
  }

  private static Result run(Objective objective) {
    return Minimizer.of(objective)
        .hessian(new ExactHessian())
        .step(TrustRegion.withDefaults())
        .stop(Stop.gradientNorm(1e-8))
        .analyze("influence", InfluenceAnalysis.withDefaults())
        .run();
  }

  @Test
  void a_run_on_separated_data_ends_with_a_warning() {
    Result result = run(logistic(0));
    assertEquals(1, result.warnings().size());
    String warning = result.warnings().get(0);
    assertTrue(warning.startsWith("the data are separated"), warning);
    assertTrue(warning.contains("6 of 6 examples"), warning);
    assertTrue(warning.contains("'dose'"), warning);
  }

  @Test
  void a_run_with_a_minimum_has_none() {
    Result result = run(logistic(0.1));
    assertEquals(Category.CONVERGED, result.status().category());
    assertEquals(List.of(), result.warnings());
    Influence influence = result.finding(Influence.class).orElseThrow();
    assertEquals(6, influence.examples());
    assertEquals(6, influence.largest().size());
    assertTrue(influence.sumOfLeverages() > 1 && influence.sumOfLeverages() < 2);
    assertEquals(1, result.analysisEvaluations().hessian());
  }

  /** One Gauss-Newton step solves least squares; the leverages are 1/N + (x - mean)^2 / Sxx. */
  @Test
  void least_squares_takes_one_step() {
    Objective objective =
        new LinearRegression(new LinearRegression.Config(data(3, 4, 6, 9, 8), 0, true));
    Result result =
        Minimizer.of(objective)
            .hessian(new GaussNewtonHessian())
            .step(new NewtonStep())
            .analyze("influence", InfluenceAnalysis.withDefaults())
            .run();
    assertEquals(1, result.iterations());
    assertArrayEquals(new double[] {1.5, 1.5}, result.point(), 1e-12);
    Influence influence = result.finding(Influence.class).orElseThrow();
    assertEquals(2, influence.sumOfLeverages(), 1e-12);
    assertEquals(0.2 + 4.0 / 10, influence.largest().get(0).leverage(), 1e-12);
  }
}

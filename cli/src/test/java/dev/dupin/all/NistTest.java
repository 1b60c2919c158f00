package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Estimates.Estimate;
import dev.dupin.curvature.GaussNewtonHessian;
import dev.dupin.objectives.data.NistProblem;
import dev.dupin.objectives.data.NistProblem.Parameter;
import dev.dupin.objectives.data.NistSource;
import dev.dupin.objectives.fit.CurveFit;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.testkit.Kit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The nonlinear regressions that NIST certifies, from both starts: parameters, standard errors and
 * residuals, with the model as the file writes it. Digits are counted by the LRE, -log10 of the
 * largest relative error, at most 11 since 11 digits are certified.
 */
class NistTest {

  private static final List<String> SETS =
      List.of(
          "Bennett5",
          "Chwirut1",
          "Chwirut2",
          "DanWood",
          "Eckerle4",
          "Gauss1",
          "Gauss2",
          "Kirby2",
          "Lanczos2",
          "Lanczos3",
          "MGH10",
          "MGH17",
          "Misra1a",
          "Misra1b",
          "Misra1c",
          "Misra1d",
          "Rat42");

  /**
   * What a trust region, a ball in the units of the parameters, cannot do: from this start b1 falls
   * to 1e-27 on the way, and J'J has a condition of 1e63. It takes a step with scaled parameters.
   */
  private static final Run UNSCALED = new Run("MGH10", 1);

  /**
   * A fit.
   *
   * @param start 1, far from the solution, or 2
   */
  record Run(String set, int start) {

    NistSource source() {
      return new NistSource(new NistSource.Config(Kit.require("nist/" + set + ".dat")));
    }

    Result result() {
      NistSource source = source();
      NistProblem problem = source.problem();
      Map<String, Double> parameters = new LinkedHashMap<>();
      for (Parameter parameter : problem.parameters()) {
        parameters.put(parameter.name(), start == 1 ? parameter.start1() : parameter.start2());
      }
      CurveFit fit =
          new CurveFit(
              new CurveFit.Config(problem.model(), problem.response(), parameters, source));
      return Minimizer.of(fit)
          .hessian(new GaussNewtonHessian())
          .step(TrustRegion.with(new MoreSorensen()))
          // The sums of squares go from 1e-11 to 1e3: no absolute gradient norm suits them all. The
          // cosine of residuals and Jacobian has no unit.
          .stop(Stop.gradientNorm(0))
          .run();
    }
  }

  static Stream<Run> runs() {
    return SETS.stream()
        .flatMap(set -> Stream.of(new Run(set, 1), new Run(set, 2)))
        .filter(run -> !run.equals(UNSCALED));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void a_fit_has_the_certified_values(Run run) {
    Result result = run.result();
    NistProblem certified = run.source().problem();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    assertTrue(valueDigits(result, certified) >= 4, result::toString);
    assertTrue(errorDigits(result, certified) >= 4, result::toString);
    assertDigits(certified.residualSumOfSquares(), result, "residualSumOfSquares");
    assertDigits(certified.residualStandardDeviation(), result, "residualStandardDeviation");
    assertEquals(certified.degreesOfFreedom(), metric(result, "degreesOfFreedom"));
  }

  @Test
  void the_parameters_have_ten_digits_on_average() {
    double mean =
        runs()
            .mapToDouble(run -> valueDigits(run.result(), run.source().problem()))
            .average()
            .orElseThrow();
    assertTrue(mean >= 9.7, () -> "mean LRE " + mean);
  }

  @Test
  void no_set_is_left_out() throws IOException {
    try (Stream<Path> files = Files.list(Kit.require("nist"))) {
      List<String> sets =
          files.map(file -> file.getFileName().toString().replace(".dat", "")).sorted().toList();
      assertEquals(sets, SETS);
    }
  }

  private static double metric(Result result, String name) {
    return Optional.ofNullable(result.metrics().get(name)).orElseThrow();
  }

  private static void assertDigits(double certified, Result result, String metric) {
    double value = metric(result, metric);
    assertTrue(lre(value, certified) >= 4, () -> metric + " " + value + " for " + certified);
  }

  private static double valueDigits(Result result, NistProblem certified) {
    return IntStream.range(0, certified.parameters().size())
        .mapToDouble(j -> lre(estimate(result, j).value(), certified.parameters().get(j).value()))
        .min()
        .orElseThrow();
  }

  private static double errorDigits(Result result, NistProblem certified) {
    return IntStream.range(0, certified.parameters().size())
        .mapToDouble(
            j ->
                lre(
                    estimate(result, j).standardError(),
                    certified.parameters().get(j).standardDeviation()))
        .min()
        .orElseThrow();
  }

  private static Estimate estimate(Result result, int index) {
    return result.estimates().get(index);
  }

  /** The digits on which a value agrees with the certified one, from 0 to 11; 0 for NaN. */
  private static double lre(double value, double certified) {
    double digits = -Math.log10(Math.abs(value - certified) / Math.abs(certified));
    return digits > 0 ? Math.min(digits, 11) : 0;
  }
}

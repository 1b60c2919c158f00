package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.curvature.GaussNewtonHessian;
import dev.dupin.optimizers.LevenbergMarquardt;
import dev.dupin.testkit.Kit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Problems of Moré, Garbow and Hillstrom 1981 from their starts and from 10 and 100 times those:
 * Levenberg-Marquardt, as it is without any key, reaches a known minimum as often as MINPACK's
 * lmder does.
 */
class FarStartsTest {

  private static final Pattern ROW =
      Pattern.compile(
          "(?<problem>\\d+),(?:\"[^\"]*\"|[^,]*),(?<n>\\d+),(?<m>\\d+),(?<factor>[^,]*),(?<method>[^,]*),"
              + "[^,]*,[^,]*,(?<norm>[^,]*),.*");

  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 100})
  void it_solves_as_many_problems_as_minpack(double factor) throws IOException {
    JsonNode minima = MghCase.knownMinima();
    Map<MghCase, Double> minpack = minpack(factor);
    Set<MghCase> solvedThere = new HashSet<>();
    Set<MghCase> solved = new HashSet<>();
    minpack.forEach(
        (problem, f) -> {
          if (problem.isSolvedBy(f, minima)) {
            solvedThere.add(problem);
          }
          if (problem.isSolvedBy(run(problem).value(), minima)) {
            solved.add(problem);
          }
        });
    assertEquals(factor == 1 ? 35 : 34, minpack.size());
    assertTrue(solved.size() >= solvedThere.size(), () -> solved + " of " + solvedThere);
  }

  private static Result run(MghCase problem) {
    return Minimizer.of(problem.objective())
        .hessian(new GaussNewtonHessian())
        .step(LevenbergMarquardt.withDefaults())
        .run();
  }

  /** Where lmder ends, with its own tolerances or with 1e-14, whichever is lower. */
  private static Map<MghCase, Double> minpack(double factor) throws IOException {
    List<String> lines = Files.readAllLines(Kit.require("reference/mgh_lm_counts.csv"));
    Map<MghCase, Double> ends = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher row = ROW.matcher(line);
      assertTrue(row.matches(), line);
      MghCase problem =
          new MghCase(
              Integer.parseInt(row.group("problem")),
              Integer.parseInt(row.group("n")),
              Integer.parseInt(row.group("m")),
              Double.parseDouble(row.group("factor")));
      if (problem.factor() == factor && row.group("method").startsWith("lm")) {
        double norm = Double.parseDouble(row.group("norm"));
        ends.merge(problem, norm * norm, Math::min);
      }
    }
    return ends;
  }
}

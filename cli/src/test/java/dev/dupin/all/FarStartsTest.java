package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.curvature.GaussNewtonHessian;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.optimizers.LevenbergMarquardt;
import dev.dupin.testkit.Kit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Problems of Moré, Garbow and Hillstrom 1981 from their starts and from 10 and 100 times those:
 * Levenberg-Marquardt, as it is without any key, reaches a known minimum as often as MINPACK's
 * lmder does.
 */
class FarStartsTest {

  /** How near a known minimum f is: absolute below 1, relative above. */
  private static final double NEAR = 1e-8;

  private static final Pattern ROW =
      Pattern.compile(
          "(?<problem>\\d+),(?:\"[^\"]*\"|[^,]*),(?<n>\\d+),(?<m>\\d+),(?<factor>[^,]*),(?<method>[^,]*),"
              + "[^,]*,[^,]*,(?<norm>[^,]*),.*");

  /** A problem of one size and start. */
  private record Case(int problem, int n, int m, double factor) {

    MoreGarbowHillstrom objective() {
      return new MoreGarbowHillstrom(
          new MoreGarbowHillstrom.Config(problem, OptionalInt.of(n), OptionalInt.of(m), factor));
    }

    /** The minima to 20 digits, and those that the paper gives as formulas. */
    boolean isSolvedBy(double f, JsonNode minima) {
      return switch (problem) {
        case 13, 22 -> isNear(f, 0);
        case 33 -> isNear(f, m * (m - 1) / (2.0 * (2 * m + 1)));
        case 34 -> isNear(f, (m * m + 3.0 * m - 6) / (2 * (2.0 * m - 3)));
        default -> isAmong(f, minima);
      };
    }

    private boolean isAmong(double f, JsonNode minima) {
      for (JsonNode known : minima) {
        if (known.get("problem").asInt() == problem
            && known.get("n").asInt() == n
            && isNear(f, Double.parseDouble(known.get("f_min").asString()))) {
          return true;
        }
      }
      return false;
    }

    private static boolean isNear(double f, double minimum) {
      return Math.abs(f - minimum) <= NEAR * Math.max(1, minimum);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 10, 100})
  void it_solves_as_many_problems_as_minpack(double factor) throws IOException {
    JsonNode minima = JsonMapper.shared().readTree(Kit.require("mgh/mgh_minima.json").toFile());
    Map<Case, Double> minpack = minpack(factor);
    Set<Case> solvedThere = new HashSet<>();
    Set<Case> solved = new HashSet<>();
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

  private static Result run(Case problem) {
    return Minimizer.of(problem.objective())
        .hessian(new GaussNewtonHessian())
        .step(LevenbergMarquardt.withDefaults())
        .run();
  }

  /** Where lmder ends, with its own tolerances or with 1e-14, whichever is lower. */
  private static Map<Case, Double> minpack(double factor) throws IOException {
    List<String> lines = Files.readAllLines(Kit.require("reference/mgh_lm_counts.csv"));
    Map<Case, Double> ends = new HashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      Matcher row = ROW.matcher(line);
      assertTrue(row.matches(), line);
      Case problem =
          new Case(
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

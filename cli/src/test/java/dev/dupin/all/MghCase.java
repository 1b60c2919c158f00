package dev.dupin.all;

import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.testkit.Kit;
import java.io.IOException;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A problem of Moré, Garbow and Hillstrom 1981, of one size and start.
 *
 * @param n the number of variables
 * @param m the number of residuals
 * @param factor what the standard start is multiplied by
 */
record MghCase(int problem, int n, int m, double factor) {

  /** How near a known minimum f is: absolute below 1, relative above. */
  private static final double NEAR = 1e-8;

  /** A local minimum of the trigonometric function of 50 variables, where SciPy ends, too. */
  private static final double TRIGONOMETRIC_50 = 2.8930429352e-6;

  /** Returns the minima to 20 digits; the test that asks is skipped where they are not at hand. */
  static JsonNode knownMinima() throws IOException {
    return JsonMapper.shared().readTree(Kit.require("mgh/mgh_minima.json").toFile());
  }

  MoreGarbowHillstrom objective() {
    return new MoreGarbowHillstrom(
        new MoreGarbowHillstrom.Config(problem, OptionalInt.of(n), OptionalInt.of(m), factor));
  }

  /**
   * Whether f is within 1e-8 of a known minimum or infimum, local ones included: those that the
   * paper gives as formulas for every size, and those known to 20 digits.
   */
  boolean isSolvedBy(double f, JsonNode minima) {
    return switch (problem) {
      case 13, 21, 22, 25, 28, 29, 30, 31 -> isNear(f, 0);
      case 23 -> isNear(f, smallestPenalty());
      case 26 -> isNear(f, 0) || isAmong(f, minima) || (n == 50 && isNear(f, TRIGONOMETRIC_50));
      case 33 -> isNear(f, m * (m - 1) / (2.0 * (2 * m + 1)));
      case 34 -> isNear(f, (m * m + 3.0 * m - 6) / (2 * (2.0 * m - 3)));
      default -> isAmong(f, minima);
    };
  }

  /**
   * Penalty I has its minimum where all variables are the same t: f = 1e-5 n (t - 1)^2 + (n t^2 -
   * 1/4)^2, by Newton's method from above, where f'' > 0.
   */
  private double smallestPenalty() {
    double t = 1;
    for (int i = 0; i < 100; i++) {
      double slope = 2e-5 * n * (t - 1) + 4 * n * t * (n * t * t - 0.25);
      double curvature = 2e-5 * n + 12.0 * n * n * t * t - n;
      t -= slope / curvature;
    }
    double excess = n * t * t - 0.25;
    return 1e-5 * n * (t - 1) * (t - 1) + excess * excess;
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

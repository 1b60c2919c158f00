package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;
import static dev.dupin.objectives.functions.mgh.Reals.sum;

import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import java.util.List;

/** Problems 32 to 34: m linear equations in n unknowns, so that f is a convex quadratic. */
final class LinearProblems {

  /** The paper leaves m free; its tables have m = 2 n among others. */
  private static final int USUAL_RATIO = 2;

  private LinearProblems() {}

  static List<Problem> all() {
    return List.of(
        linear(32, "Linear, full rank", 1, LinearProblems::fullRank),
        linear(33, "Linear, rank 1", 1, LinearProblems::rankOne),
        linear(
            34, "Linear, rank 1 with zero columns and rows", 3, LinearProblems::rankOneWithZeros));
  }

  private static Problem linear(int number, String name, int least, Problem.Formula formula) {
    return new Problem(
        number,
        name,
        Sizes.atLeast(least, 10),
        n -> Sizes.atLeast(n, USUAL_RATIO * n),
        Starts.repeated(1),
        formula);
  }

  /** Minimum m - n at (-1, …, -1). */
  private static DifferentiableMap fullRank(int n, int m) {
    return x -> {
      Real common = sum(x).multiply(-2.0 / m).subtract(1);
      return each(m, i -> i <= n ? x[i - 1].add(common) : common);
    };
  }

  /** Minimum m (m - 1) / (2 (2 m + 1)) wherever sum j x_j = 3 / (2 m + 1). */
  private static DifferentiableMap rankOne(int n, int m) {
    return x -> {
      Real weighted = sum(1, n, j -> x[j - 1].multiply(j));
      return each(m, i -> weighted.multiply(i).subtract(1));
    };
  }

  /**
   * Minimum (m^2 + 3 m - 6) / (2 (2 m - 3)) wherever the sum of j x_j, without the first and the
   * last, is 3 / (2 m - 3).
   */
  private static DifferentiableMap rankOneWithZeros(int n, int m) {
    return x -> {
      Real weighted = sum(2, n - 1, j -> x[j - 1].multiply(j));
      return each(
          m, i -> i == 1 || i == m ? Real.constant(-1) : weighted.multiply(i - 1).subtract(1));
    };
  }
}

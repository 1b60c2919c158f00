package dev.dupin.objectives.functions.mgh;

import static dev.dupin.objectives.functions.mgh.Reals.each;
import static dev.dupin.objectives.functions.mgh.Reals.join;
import static dev.dupin.objectives.functions.mgh.Reals.minus;
import static dev.dupin.objectives.functions.mgh.Reals.sum;

import dev.dupin.core.autodiff.Real;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Problems 21 to 27: any number of variables, chained or tied by a sum. */
final class ChainedProblems {

  /** The weight of what is penalised in problems 23 and 24, under the square. */
  private static final double ROOT_OF_PENALTY = Math.sqrt(1e-5);

  private ChainedProblems() {}

  static List<Problem> all() {
    return List.of(
        new Problem(
            21,
            "Extended Rosenbrock",
            Sizes.multiplesOf(2, 10),
            Sizes::only,
            Starts.repeated(-1.2, 1),
            (n, m) -> ChainedProblems::rosenbrock),
        new Problem(
            22,
            "Extended Powell singular",
            Sizes.multiplesOf(4, 12),
            Sizes::only,
            Starts.repeated(3, -1, 0, 1),
            (n, m) -> ChainedProblems::powellSingular),
        new Problem(
            23,
            "Penalty I",
            Sizes.atLeast(1, 10),
            n -> Sizes.only(n + 1),
            n -> Starts.each(n, j -> j),
            (n, m) -> ChainedProblems::penalty),
        new Problem(
            24,
            "Penalty II",
            Sizes.atLeast(1, 10),
            n -> Sizes.only(2 * n),
            Starts.repeated(0.5),
            (n, m) -> ChainedProblems::exponentialPenalty),
        new Problem(
            25,
            "Variably dimensioned",
            Sizes.atLeast(1, 10),
            n -> Sizes.only(n + 2),
            n -> Starts.each(n, j -> 1 - (double) j / n),
            (n, m) -> ChainedProblems::variablyDimensioned),
        new Problem(
            26,
            "Trigonometric",
            Sizes.atLeast(1, 10),
            Sizes::only,
            n -> Starts.each(n, j -> 1.0 / n),
            (n, m) -> ChainedProblems::trigonometric),
        new Problem(
            27,
            "Brown almost-linear",
            Sizes.atLeast(1, 10),
            Sizes::only,
            Starts.repeated(0.5),
            (n, m) -> ChainedProblems::brown));
  }

  /** Minimum 0 at (1, …, 1). Its blocks of two are not tied, unlike those of the chained form. */
  private static Real[] rosenbrock(Real[] x) {
    return IntStream.range(0, x.length / 2)
        .boxed()
        .flatMap(
            k -> {
              Real bend = x[2 * k + 1].subtract(x[2 * k].square());
              return Stream.of(bend.multiply(10), minus(1, x[2 * k]));
            })
        .toArray(Real[]::new);
  }

  /** Minimum 0 at the origin, where the Hessian has rank n / 2. */
  private static Real[] powellSingular(Real[] x) {
    return IntStream.range(0, x.length / 4)
        .map(k -> 4 * k)
        .boxed()
        .flatMap(
            k -> Stream.of(FewVariableProblems.powellSingular(x[k], x[k + 1], x[k + 2], x[k + 3])))
        .toArray(Real[]::new);
  }

  /** Minimum 2.24998e-5 for n = 4 and 7.08765e-5 for n = 10, all coordinates alike. */
  private static Real[] penalty(Real[] x) {
    int n = x.length;
    Real[] penalties = each(n, i -> x[i - 1].subtract(1).multiply(ROOT_OF_PENALTY));
    return join(penalties, sum(1, n, j -> x[j - 1].square()).subtract(0.25));
  }

  /** Minimum 9.37629e-6 for n = 4 and 2.93661e-4 for n = 10. */
  private static Real[] exponentialPenalty(Real[] x) {
    int n = x.length;
    Real[] growths = each(n, i -> x[i - 1].divide(10).exp());
    Real[] pairs =
        each(
            n - 1,
            k -> {
              double y = Math.exp((k + 1) / 10.0) + Math.exp(k / 10.0);
              return growths[k].add(growths[k - 1]).subtract(y).multiply(ROOT_OF_PENALTY);
            });
    Real[] own = each(n - 1, k -> growths[k].subtract(Math.exp(-0.1)).multiply(ROOT_OF_PENALTY));
    Real weighted = sum(1, n, j -> x[j - 1].square().multiply(n - j + 1));
    Real[] first = {x[0].subtract(0.2)};
    return join(join(join(first, pairs), own), weighted.subtract(1));
  }

  /** Minimum 0 at (1, …, 1). */
  private static Real[] variablyDimensioned(Real[] x) {
    int n = x.length;
    Real[] distances = each(n, j -> x[j - 1].subtract(1));
    Real weighted = sum(1, n, j -> distances[j - 1].multiply(j));
    return join(distances, weighted, weighted.square());
  }

  /**
   * Minimum 0, at the origin among others; for n = 10 the usual methods end at another one, f =
   * 2.79506e-5. What the paper writes as n - sum of cos x is summed as 1 - cos x here, which
   * cancels less.
   */
  private static Real[] trigonometric(Real[] x) {
    Real[] heights = each(x.length, j -> minus(1, x[j - 1].cos()));
    Real total = sum(heights);
    return each(x.length, i -> total.add(heights[i - 1].multiply(i)).subtract(x[i - 1].sin()));
  }

  /**
   * Minimum 0 at (a, …, a, a^(1-n)), where n a^n - (n + 1) a^(n-1) = -1; a = 1 is one of them. At
   * (0, …, 0, n + 1), f = 1, the gradient is zero, and for n &gt;= 4 the Hessian is singular: a
   * saddle of order n - 1 along (t, …, t, -n t).
   */
  private static Real[] brown(Real[] x) {
    int n = x.length;
    Real excess = sum(x).subtract(n + 1);
    Real product = Stream.of(x).reduce(Real::multiply).orElseThrow();
    return join(each(n - 1, i -> x[i - 1].add(excess)), product.subtract(1));
  }
}

package dev.dupin.objectives.functions.mgh;

import dev.dupin.core.autodiff.AutodiffResiduals;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.RefusedValueException;
import jakarta.inject.Inject;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/**
 * One of the 35 problems of Moré, Garbow and Hillstrom 1981 ("Testing unconstrained optimization
 * software", ACM TOMS 7(1), 17-41): f(x) = r_1(x)^2 + … + r_m(x)^2, without a factor 1/2.
 *
 * <ul>
 *   <li>Two variables: 1 Rosenbrock, 2 Freudenstein and Roth, 3 Powell badly scaled, 4 Brown badly
 *       scaled, 5 Beale, 6 Jennrich and Sampson (m free).
 *   <li>Three: 7 Helical valley, 8 Bard, 9 Gaussian, 10 Meyer, 11 Gulf research and development (m
 *       free), 12 Box three-dimensional (m free).
 *   <li>Four to eleven: 13 Powell singular, 14 Wood, 15 Kowalik and Osborne, 16 Brown and Dennis (m
 *       free), 17 Osborne 1, 18 Biggs EXP6 (m free), 19 Osborne 2.
 *   <li>Any number: 20 Watson (2 to 31), 21 Extended Rosenbrock (even), 22 Extended Powell singular
 *       (multiples of 4), 23 Penalty I, 24 Penalty II, 25 Variably dimensioned, 26 Trigonometric,
 *       27 Brown almost-linear, 28 Discrete boundary value, 29 Discrete integral equation, 30
 *       Broyden tridiagonal, 31 Broyden banded, 32 Linear of full rank, 33 Linear of rank 1, 34 the
 *       same with zero columns and rows (m free in these three), 35 Chebyquad (m free).
 * </ul>
 *
 * <p>One pass over the residuals is O(n + m) operations, but for problems 20 and 35, where it is
 * O(n m); what derivatives cost beyond that stands at {@link AutodiffResiduals}.
 */
public final class MoreGarbowHillstrom extends AutodiffResiduals {

  private final Problem problem;
  private final int residuals;
  private final double[] start;

  /**
   * The keys of a spec.
   *
   * @param problem its number in the paper
   * @param dimension the number of variables, n; left out: that of the paper's tables
   * @param residuals the number of residuals, m, where the problem leaves it free; left out: that
   *     of the paper's tables
   * @param startFactor what the standard start is multiplied by; the paper also starts at 10 and
   *     100 times it
   */
  public record Config(
      @Range("[1, 35]") int problem,
      @Range("[1, inf)") OptionalInt dimension,
      @Range("[1, inf)") OptionalInt residuals,
      @Default("1") @Range("(-inf, inf)") double startFactor) {
    public Config {
      Problem chosen = Catalogue.problem(problem);
      int n = dimension.orElse(chosen.dimensions().usual());
      check("dimension", chosen + " cannot have " + n + " variables", n, chosen.dimensions());
      Sizes counts = chosen.residualCounts().apply(n);
      int m = residuals.orElse(counts.usual());
      check("residuals", chosen + " with n = " + n + " cannot have " + m + " residuals", m, counts);
      if (!Double.isFinite(startFactor)) {
        throw new IllegalArgumentException("startFactor must be finite, not " + startFactor);
      }
    }

    private static void check(String key, String complaint, int size, Sizes sizes) {
      if (!sizes.allow(size)) {
        String message = "problem " + complaint + "; possible: " + sizes.words();
        throw new RefusedValueException(key, 0, new IllegalArgumentException(message));
      }
    }

    /** Returns the keys that choose a problem of its usual size, from its standard start. */
    public static Config of(int problem) {
      return new Config(problem, OptionalInt.empty(), OptionalInt.empty(), 1);
    }

    private int variables() {
      return dimension.orElse(Catalogue.problem(problem).dimensions().usual());
    }

    private int residualCount() {
      return residuals.orElse(
          Catalogue.problem(problem).residualCounts().apply(variables()).usual());
    }
  }

  /** Makes the problem. */
  @Inject
  public MoreGarbowHillstrom(Config config) {
    this(
        Catalogue.problem(config.problem()),
        config.variables(),
        config.residualCount(),
        config.startFactor());
  }

  private MoreGarbowHillstrom(Problem problem, int n, int m, double startFactor) {
    super(n, 1, problem.formula().of(n, m));
    this.problem = problem;
    residuals = m;
    start = Vectors.scale(startFactor, problem.start().apply(n));
  }

  /**
   * Returns a problem of its usual size, from its standard start.
   *
   * @param problem its number in the paper, 1 to 35
   * @throws IllegalArgumentException if there is none of that number
   */
  public static MoreGarbowHillstrom problem(int problem) {
    return new MoreGarbowHillstrom(Config.of(problem));
  }

  /** Returns the problem's name in the paper. */
  public String name() {
    return problem.name();
  }

  /** Returns the number of residuals, m. */
  public int residuals() {
    return residuals;
  }

  /** Returns the standard start times the factor. */
  @Override
  public double[] start(RandomGenerator random) {
    return start.clone();
  }

  @Override
  public String toString() {
    return "Moré-Garbow-Hillstrom " + problem + ", n = " + dimension() + ", m = " + residuals;
  }
}

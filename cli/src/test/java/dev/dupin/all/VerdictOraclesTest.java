package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.objectives.Formula;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verdicts of functions whose answer is known in closed form, on the tape, where errors, Taylor
 * coefficients and proofs are those of users' formulas.
 */
class VerdictOraclesTest {

  /**
   * A critical point.
   *
   * @param falls whether f has lower values in every neighbourhood; it is looked at where the kind
   *     is {@code DEGENERATE}
   */
  private record Oracle(
      String expression, double[] point, Kind kind, int index, int nullity, boolean falls) {

    @Override
    public String toString() {
      return expression + " at " + Arrays.toString(point);
    }
  }

  private static Oracle degenerate(
      String expression, int index, int nullity, boolean falls, double... point) {
    return new Oracle(expression, point, Kind.DEGENERATE, index, nullity, falls);
  }

  private static Oracle of(String expression, Kind kind, int index, int nullity, double... point) {
    return new Oracle(expression, point, kind, index, nullity, false);
  }

  static Stream<Oracle> oracles() {
    String bilinear = "x*y*z+x^2+y^2+z^2";
    return Stream.concat(
        Stream.of(
            // worked quadratics
            of("x^2+2*x*y+3*y^2", Kind.MINIMUM, 0, 0, 0, 0),
            of("3*x^2+2*x*y+2*y^2-4*x-6*y", Kind.MINIMUM, 0, 0, 0.2, 1.4),
            of("x^2-y^2", Kind.SADDLE, 1, 0, 0, 0),
            of("(x-3)^2", Kind.MINIMUM, 0, 0, 3),
            of("x^2+4*y^2", Kind.MINIMUM, 0, 0, 0, 0),
            // a product of weights
            of("(x*y-1)^2/2", Kind.SADDLE, 1, 0, 0, 0),
            // beside zero eigenvalues
            of("x^2-y^2+z^4", Kind.SADDLE, 1, 1, 0, 0, 0),
            // a minimum in the middle of four saddles
            of(bilinear, Kind.MINIMUM, 0, 0, 0, 0, 0),
            of(bilinear, Kind.SADDLE, 1, 0, -2, -2, -2),
            of(bilinear, Kind.SADDLE, 1, 0, -2, 2, 2),
            of(bilinear, Kind.SADDLE, 1, 0, 2, -2, 2),
            of(bilinear, Kind.SADDLE, 1, 0, 2, 2, -2)),
        degenerates());
  }

  private static Stream<Oracle> degenerates() {
    return Stream.of(
        degenerate("(x*y*z-1)^2/2", 0, 3, true, 0, 0, 0),
        degenerate("(x*y*z*w-1)^2/2", 0, 4, true, 0, 0, 0, 0),
        degenerate("x^3-3*x*y^2", 0, 2, true, 0, 0),
        degenerate("x^4+y^2", 0, 1, false, 0, 0),
        degenerate("y^4-x^2", 1, 1, true, 0, 0),
        // rises along every straight line, and falls between two parabolas
        degenerate("(x-y^2)*(x-3*y^2)", 0, 1, true, 0, 0),
        // its lowest value over x is y^4 / 10
        degenerate("(x-y^2)*(x-3*y^2)+1.1*y^4", 0, 1, false, 0, 0),
        // the same around another point
        degenerate("(x-2-(y+3)^2)*(x-2-3*(y+3)^2)", 0, 1, true, 2, -3),
        // a valley x = y^2 whose floor is of order 4, either way
        degenerate("(x-y^2)^2+y^4", 0, 1, false, 0, 0),
        degenerate("(x-y^2)^2-y^4", 0, 1, true, 0, 0),
        // on the floor x^2 + x y^2 is -y^4 / 4
        degenerate("x^2+x*y^2", 0, 1, true, 0, 0),
        degenerate("x^2+x*y^2+y^4/4+y^6", 0, 1, false, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("oracles")
  void each_has_its_kind_index_and_nullity(Oracle oracle) {
    Verdict verdict = Verdicts.judge(Formula.of(oracle.expression()), oracle.point());
    assertKind(oracle.kind(), oracle.index(), oracle.nullity(), verdict);
    if (oracle.kind() == Kind.DEGENERATE) {
      assertEquals(oracle.falls(), verdict.decreaseFound(), verdict::toString);
    }
  }

  /** What says that f falls names a point where it has fallen. */
  @ParameterizedTest
  @MethodSource("oracles")
  void lower_points_are_named_where_there_are_some(Oracle oracle) {
    assumeTrue(Verdicts.have("witness"), "the verdict has no component witness yet");
    Formula objective = Formula.of(oracle.expression());
    Verdict verdict = Verdicts.judge(objective, oracle.point());
    boolean falls = oracle.falls() || oracle.kind() == Kind.SADDLE;
    boolean isNamed = Verdicts.witness(objective, verdict, oracle.point()).isPresent();
    assertEquals(falls, isNamed, verdict::toString);
  }

  private static void assertKind(Kind kind, int index, int nullity, Verdict verdict) {
    assertEquals(kind, verdict.kind(), verdict::toString);
    assertEquals(index, verdict.index(), verdict::toString);
    assertEquals(nullity, verdict.nullity(), verdict::toString);
  }

  @Test
  void eigenvalues_shown_are_those_of_the_hessian_itself() {
    Verdict bowl = Verdicts.judge(Formula.of("x^2+2*x*y+3*y^2"), 0, 0);
    assertEquals(4 - 2 * Math.sqrt(2), bowl.smallestEigenvalue(), 1e-14);
    assertEquals(4 + 2 * Math.sqrt(2), bowl.largestEigenvalue(), 1e-14);
    assertEquals(3 + 2 * Math.sqrt(2), bowl.conditionNumber(), 1e-13);
    Verdict tilted = Verdicts.judge(Formula.of("3*x^2+2*x*y+2*y^2-4*x-6*y"), 0.2, 1.4);
    assertEquals(5 - Math.sqrt(5), tilted.smallestEigenvalue(), 1e-14);
    assertEquals(5 + Math.sqrt(5), tilted.largestEigenvalue(), 1e-14);
    // badly scaled: D H D has the signs, H the numbers
    Verdict scaled = Verdicts.judge(Formula.of("1e16*x^2-y^2"), 0, 0);
    assertKind(Kind.SADDLE, 1, 0, scaled);
    assertEquals(-2, scaled.smallestEigenvalue(), 1e-13);
    assertEquals(2e16, scaled.largestEigenvalue(), 2);
  }

  @Test
  void a_slope_is_no_minimum_however_the_hessian_looks() {
    Set<Kind> steep = EnumSet.of(Kind.NOT_CRITICAL, Kind.GRADIENT_FLAT);
    Verdict flat = Verdicts.judge(Formula.of("x+y^2/2"), 0, 0);
    assertTrue(steep.contains(flat.kind()), flat::toString);
    Verdict cubic = Verdicts.judge(Formula.of("x^3+y^2"), 1, 0);
    assertEquals(Kind.NOT_CRITICAL, cubic.kind(), cubic::toString);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5e-4, 3e-5, 1e-6, 1e-8, 1e-12})
  void the_creep_to_an_inflection_is_no_minimum(double x) {
    for (String cubic : new String[] {"x^3+y^2", "exp(x)-1-x-x^2/2+y^2"}) {
      Verdict verdict = Verdicts.judge(Formula.of(cubic), x, 0);
      assertNotEquals(Kind.MINIMUM, verdict.kind(), verdict::toString);
      assertNotEquals(Kind.SADDLE, verdict.kind(), verdict::toString);
    }
  }

  @Test
  void woods_saddle_and_minimum() {
    Objective wood = MoreGarbowHillstrom.problem(14);
    double[] saddle = {-0.96797402, 0.94713914, -0.96951631, 0.95124767};
    Verdict verdict = Verdicts.judge(Formula.of(WOOD, "a", "b", "c", "d"), refined(saddle));
    assertKind(Kind.SADDLE, 1, 0, verdict);
    assertEquals(-0.1195, verdict.smallestEigenvalue(), 5e-5);
    assertEquals(7.876967165, wood.at(saddle).value(), 5e-10);
    assertKind(Kind.MINIMUM, 0, 0, Verdicts.judge(wood, 1, 1, 1, 1));
  }

  private static final String WOOD =
      "100*(b-a^2)^2+(1-a)^2+90*(d-c^2)^2+(1-c)^2+10.1*((b-1)^2+(d-1)^2)+19.8*(b-1)*(d-1)";

  /** By the run that goes to the nearest critical point. */
  private static double[] refined(double[] near) {
    return Pair.on(Formula.of(WOOD, "a", "b", "c", "d"), "exact").stream()
        .filter(pair -> pair.stepName().equals("newton"))
        .findFirst()
        .orElseThrow()
        .minimize(Formula.of(WOOD, "a", "b", "c", "d"))
        .start(near)
        .run()
        .point();
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void browns_almost_linear_function_is_stationary_at_the_end_of_an_axis(int n) {
    Objective brown =
        new MoreGarbowHillstrom(
            new MoreGarbowHillstrom.Config(27, OptionalInt.of(n), OptionalInt.empty(), 1));
    double[] point = new double[n];
    point[n - 1] = n + 1;
    Verdict verdict = Verdicts.judge(brown, point);
    if (n == 3) {
      assertKind(Kind.SADDLE, 1, 0, verdict);
    } else {
      assertKind(Kind.DEGENERATE, 0, 1, verdict);
      assertTrue(verdict.decreaseFound(), verdict::toString);
    }
  }

  /** The decrease of order n - 1 may be beyond what is looked at; the kind is not. */
  @ParameterizedTest
  @ValueSource(ints = {6, 7, 8})
  void browns_function_of_more_variables_is_degenerate(int n) {
    Objective brown =
        new MoreGarbowHillstrom(
            new MoreGarbowHillstrom.Config(27, OptionalInt.of(n), OptionalInt.empty(), 1));
    double[] point = new double[n];
    point[n - 1] = n + 1;
    assertKind(Kind.DEGENERATE, 0, 1, Verdicts.judge(brown, point));
  }

  /** Sylvester: the inertia of D H D is that of H, whatever D; and f may be multiplied. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_inertia_of_a_scaled_matrix_is_its_own(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 5;
    int negative = random.nextInt(n + 1);
    double[][] turn = Turn.rotation(random, n);
    double[] scale = random.doubles(n, -6, 6).map(p -> Math.pow(10, p)).toArray();
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          double eigenvalue = (k < negative ? -1 : 1) * (k + 1);
          matrix[i][j] += scale[i] * turn[k][i] * eigenvalue * turn[k][j] * scale[j];
        }
      }
    }
    Kind kind = negative == 0 ? Kind.MINIMUM : negative == n ? Kind.MAXIMUM : Kind.SADDLE;
    for (double factor : new double[] {1, 1e12, 1e-12}) {
      Objective form = new AutodiffObjective(n, x -> form(matrix, x).multiply(factor));
      assertKind(kind, negative, 0, Verdicts.judge(form, new double[n]));
    }
  }

  private static Real form(double[][] matrix, Real[] x) {
    Real sum = Real.constant(0);
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j <= i; j++) {
        double weight = i == j ? matrix[i][i] / 2 : (matrix[i][j] + matrix[j][i]) / 2;
        sum = sum.add(x[i].multiply(x[j]).multiply(weight));
      }
    }
    return sum;
  }

  /** Eigenvalues 1 and -1 alone leave power iteration without an answer; bounds have one. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 40})
  void products_prove_a_saddle_where_both_ends_are_equally_far(int n) {
    double[] eigenvalues = IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? 1 : -1).toArray();
    Verdict verdict = Verdicts.judge(Verdicts.denseUpTo(1), quadratic(eigenvalues), new double[n]);
    assertEquals(Kind.SADDLE, verdict.kind(), verdict::toString);
    assertTrue(verdict.index() >= 1 && verdict.index() <= n / 2, verdict::toString);
    assertEquals(-1, verdict.smallestEigenvalue(), 1e-10);
    assertEquals(1, verdict.largestEigenvalue(), 1e-10);
  }

  /** Both ends of the spectrum are seen; what lies between is claimed by nobody. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void products_see_one_negative_eigenvalue_among_many(long seed) {
    double[] eigenvalues = new SplittableRandom(seed).doubles(300, 0.5, 2).toArray();
    eigenvalues[(int) seed] = -0.25;
    Verdict verdict =
        Verdicts.judge(Verdicts.denseUpTo(1), quadratic(eigenvalues), new double[300]);
    assertEquals(Kind.SADDLE, verdict.kind(), verdict::toString);
    assertEquals(1, verdict.index(), verdict::toString);
    assertFalse(verdict.decreaseFound(), "that is for degenerate points");
  }

  private static Objective quadratic(double[] eigenvalues) {
    return new Quadratic(
        new Quadratic.Config(
            Optional.empty(),
            Optional.of(eigenvalues),
            Quadratic.Rotation.RANDOM,
            7,
            Optional.of(new double[eigenvalues.length])));
  }
}

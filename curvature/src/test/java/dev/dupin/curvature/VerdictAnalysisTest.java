package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kinds of point, each where the answer is known. */
class VerdictAnalysisTest {

  private static final List<Polynomial> XY = Polynomial.variables(2);
  private static final Polynomial X = XY.get(0);
  private static final Polynomial Y = XY.get(1);

  private static void assertKind(Kind kind, int index, int nullity, Verdict verdict) {
    assertEquals(kind, verdict.kind(), verdict::toString);
    assertEquals(index, verdict.index(), verdict::toString);
    assertEquals(nullity, verdict.nullity(), verdict::toString);
  }

  /** What the objective offers: matrix, products, nothing. */
  static List<Set<Class<? extends Structure>>> offers() {
    return List.of(Set.of(HessianMatrix.class), Set.of(HessianProducts.class), Set.of());
  }

  @ParameterizedTest
  @MethodSource("offers")
  void rosenbrocks_minimum_is_proven_whatever_the_objective_offers(
      Set<Class<? extends Structure>> offer) {
    Verdict verdict =
        CriticalPoints.judge(Functions.rosenbrock().objective().offering(offer), 1, 1);
    assertKind(Kind.MINIMUM, 0, 0, verdict);
    // H = [[802, -400], [-400, 200]]; differences are good to about 1e-7 of it.
    double tolerance = offer.isEmpty() ? 1e-4 : 1e-11;
    assertEquals(501 - Math.sqrt(250601), verdict.smallestEigenvalue(), tolerance);
    assertEquals(501 + Math.sqrt(250601), verdict.largestEigenvalue(), tolerance);
    assertEquals(2508.0096, verdict.conditionNumber(), offer.isEmpty() ? 1 : 1e-4);
    assertTrue(verdict.eigenvalueError() < (offer.isEmpty() ? 1e-4 : 1e-11), verdict::toString);
    assertTrue(verdict.certificate().startsWith("all eigenvalues, dense"), verdict::toString);
    assertEquals(0, verdict.indexFraction());
    assertFalse(verdict.decreaseFound());
  }

  @ParameterizedTest
  @MethodSource("offers")
  void the_true_error_of_every_eigenvalue_is_within_the_error_stated(
      Set<Class<? extends Structure>> offer) {
    Random random = new Random(1);
    double[][] rows = new double[20][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Functions.normal(random, 5);
    }
    SmoothFunction logistic = Functions.logistic(rows);
    for (int k = 0; k < 20; k++) {
      double[] x = Functions.normal(random, 5);
      DenseEigen exact = DenseEigen.of(new DenseSymmetric(5, logistic.hessian().apply(x)));
      Verdict verdict = CriticalPoints.judgeWithin(1e9, logistic.offering(offer), x);
      assertEquals(exact.value(0), verdict.smallestEigenvalue(), verdict.eigenvalueError());
      assertEquals(exact.value(4), verdict.largestEigenvalue(), verdict.eigenvalueError());
      assertTrue(verdict.eigenvalueError() < 1e-7 * exact.norm(), verdict::toString);
    }
  }

  @Test
  void worked_cases_of_two_variables() {
    Objective bowl = X.power(2).plus(X.times(Y).times(2)).plus(Y.power(2).times(3)).objective();
    Verdict verdict = CriticalPoints.judge(bowl, 0, 0);
    assertKind(Kind.MINIMUM, 0, 0, verdict);
    assertEquals(4 - 2 * Math.sqrt(2), verdict.smallestEigenvalue(), 1e-14);
    assertEquals(4 + 2 * Math.sqrt(2), verdict.largestEigenvalue(), 1e-14);
    assertEquals(3 + 2 * Math.sqrt(2), verdict.conditionNumber(), 1e-13);

    Objective tilted =
        X.power(2)
            .times(3)
            .plus(X.times(Y).times(2))
            .plus(Y.power(2).times(2))
            .plus(X.times(-4))
            .plus(Y.times(-6))
            .objective();
    verdict = CriticalPoints.judge(tilted, 0.2, 1.4);
    assertKind(Kind.MINIMUM, 0, 0, verdict);
    assertEquals((5 + Math.sqrt(5)) / (5 - Math.sqrt(5)), verdict.conditionNumber(), 1e-13);

    verdict = CriticalPoints.judge(X.power(2).plus(Y.power(2).times(4)).objective(), 0, 0);
    assertEquals(4, verdict.conditionNumber(), 1e-14);
  }

  @ParameterizedTest
  @MethodSource("offers")
  void saddle_and_maximum(Set<Class<? extends Structure>> offer) {
    Objective saddle = X.power(2).minus(Y.power(2)).objective().offering(offer);
    assertKind(Kind.SADDLE, 1, 0, CriticalPoints.judge(saddle, 0, 0));
    assertEquals(0.5, CriticalPoints.judge(saddle, 0, 0).indexFraction());
    Objective hill = X.power(2).plus(Y.power(2)).times(-3).objective().offering(offer);
    Verdict verdict = CriticalPoints.judge(hill, 0, 0);
    assertKind(Kind.MAXIMUM, 2, 0, verdict);
    assertEquals(1, verdict.conditionNumber(), 1e-8);
  }

  @ParameterizedTest
  @MethodSource("offers")
  void a_steep_point_is_not_critical_however_convex(Set<Class<? extends Structure>> offer) {
    // C7: x^3 + y^2 at (1, 0).
    Objective cubic = X.power(3).plus(Y.power(2)).objective().offering(offer);
    Verdict verdict = CriticalPoints.judge(cubic, 1, 0);
    assertKind(Kind.NOT_CRITICAL, 0, 0, verdict);
    assertEquals(3, verdict.gradientNorm(), 1e-15);
    assertEquals(1e-6, verdict.gradientTolerance());
    assertEquals(2, verdict.smallestEigenvalue(), 1e-8);
    assertEquals(6, verdict.largestEigenvalue(), 1e-8);
    assertEquals(Double.NaN, verdict.eigenvalueChange());
  }

  @Test
  void where_the_gradient_is_an_eigenvector_of_zero_it_is_flat() {
    // C5: x + y^2 / 2 at y = 0; a linear function; and a hair beyond the limit.
    Objective slope = X.plus(Y.power(2).times(0.5)).objective();
    assertEquals(Kind.GRADIENT_FLAT, CriticalPoints.judge(slope, 0, 0).kind());
    assertEquals(Kind.GRADIENT_FLAT, CriticalPoints.judge(slope, 0, 0.9e-6).kind());
    assertEquals(Kind.NOT_CRITICAL, CriticalPoints.judge(slope, 0, 1.1e-6).kind());
    assertEquals(Kind.GRADIENT_FLAT, CriticalPoints.judge(X.objective(), 3, 4).kind());
  }

  @Test
  void a_gradient_within_its_own_noise_is_critical() {
    // The gradient 2e8 (x - 1e8) moves in steps of 3 there: 1.5 is as close to zero as it gets.
    Objective steep =
        new SmoothFunction(
            1,
            x -> 1e8 * (x[0] - 1e8) * (x[0] - 1e8),
            x -> new double[] {2e8 * (x[0] - 1e8) + 1.5},
            x -> new double[] {2e8},
            SmoothFunction.ALL);
    Verdict verdict = CriticalPoints.judge(steep, 1e8);
    assertEquals(Kind.MINIMUM, verdict.kind(), verdict::toString);
    // Half a unit in the last place of x is what the point is rounded by; it is measured.
    double rounding = 1e8 * Math.ulp(1e8);
    assertTrue(verdict.gradientNoise() >= rounding, verdict::toString);
    assertTrue(verdict.gradientNoise() <= 10 * rounding, verdict::toString);
    assertTrue(verdict.explanation().contains("noise floor"), verdict::toString);
  }

  @Test
  void deep_linear_network_at_the_origin_has_every_singular_value_both_ways() {
    // C1: hidden width h, rank of Y = 2: index h * rank.
    for (int hidden : new int[] {1, 2, 3}) {
      SmoothFunction network = CriticalPoints.deepLinear(hidden, 3, 1.5, 0);
      Verdict verdict = CriticalPoints.judge(network, new double[network.dimension()]);
      assertKind(Kind.SADDLE, 2 * hidden, 2 * hidden, verdict);
      assertEquals(-3, verdict.smallestEigenvalue(), 1e-13);
      assertEquals(3, verdict.largestEigenvalue(), 1e-13);
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 0", "2, 1", "3, 0", "3, 2", "3, 1"})
  void balanced_critical_points_have_the_spectrum_of_the_closed_form(int hidden, int kept) {
    double[] s = {3, 2, 0.5};
    checkBalanced(hidden, s, kept);
  }

  @Test
  void balanced_critical_points_that_keep_several_values() {
    double[] s = {3, 2, 0.5};
    checkBalanced(3, s, 0, 1);
    checkBalanced(3, s, 1, 2);
    checkBalanced(2, s, 0, 2);
    checkBalanced(2, s, 0, 1);
  }

  private static void checkBalanced(int hidden, double[] s, int... kept) {
    double[] point =
        CriticalPoints.balanced(Functions.orthogonal(new Random(hidden), hidden), s, kept);
    double[] expected = CriticalPoints.balancedSpectrum(hidden, s, kept);
    SmoothFunction network = CriticalPoints.deepLinear(hidden, s);
    double[] spectrum = new double[expected.length];
    DenseEigen eigen =
        DenseEigen.of(new DenseSymmetric(expected.length, network.hessian().apply(point)));
    Arrays.setAll(spectrum, eigen::value);
    assertArrayEquals(expected, spectrum, 1e-13, "the fixture itself");

    Verdict verdict = CriticalPoints.judge(network, point);
    int negatives = (int) Arrays.stream(expected).filter(value -> value < 0).count();
    int zeros = (int) Arrays.stream(expected).filter(value -> value == 0).count();
    assertKind(negatives > 0 ? Kind.SADDLE : Kind.DEGENERATE, negatives, zeros, verdict);
    // Keeping the largest values that fit is the global minimum of that width: no decrease.
    assertFalse(verdict.decreaseFound(), verdict::toString);
  }

  @Test
  void a_product_of_weights_is_a_saddle_at_depth_two_and_degenerate_beyond() {
    Verdict two = CriticalPoints.judge(CriticalPoints.chain(2), 0, 0);
    assertKind(Kind.SADDLE, 1, 0, two);
    assertEquals(-1, two.smallestEigenvalue(), 1e-15);
    assertEquals(1, two.largestEigenvalue(), 1e-15);
    for (int depth = 3; depth <= 5; depth++) {
      Verdict deep = CriticalPoints.judge(CriticalPoints.chain(depth), new double[depth]);
      assertKind(Kind.DEGENERATE, 0, depth, deep);
      assertEquals(0, deep.eigenvalueError());
      assertTrue(deep.decreaseFound(), deep::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("offers")
  void degenerate_points_say_whether_a_decrease_was_found(Set<Class<? extends Structure>> offer) {
    // C4: the monkey saddle falls, the flat bowl does not.
    Objective monkey = X.power(3).minus(X.times(Y.power(2)).times(3)).objective().offering(offer);
    Verdict falling = CriticalPoints.judge(monkey, 0, 0);
    assertKind(Kind.DEGENERATE, 0, 2, falling);
    assertTrue(falling.decreaseFound(), falling::toString);
    assertEquals(Double.POSITIVE_INFINITY, falling.conditionNumber());

    Objective bowl = X.power(4).plus(Y.power(2)).objective().offering(offer);
    Verdict resting = CriticalPoints.judge(bowl, 0, 0);
    assertKind(Kind.DEGENERATE, 0, 1, resting);
    assertFalse(resting.decreaseFound(), resting::toString);
  }

  @Test
  void the_valley_floor_is_followed_where_it_is_curved() {
    // Peano's (y - x^2)(y - 3 x^2) has a minimum along every line through 0, and is none.
    Polynomial square = X.power(2);
    Objective peano = Y.minus(square).times(Y.minus(square.times(3))).objective();
    Verdict verdict = CriticalPoints.judge(peano, 0, 0);
    assertKind(Kind.DEGENERATE, 0, 1, verdict);
    assertTrue(verdict.decreaseFound(), verdict::toString);
    // (y - x^2)^2 + x^4 looks the same along the axes, and is a minimum.
    Objective bent = Y.minus(square).power(2).plus(X.power(4)).objective();
    assertFalse(CriticalPoints.judge(bent, 0, 0).decreaseFound());
  }

  @Test
  void a_decrease_in_no_coordinate_direction_is_found_by_combinations() {
    List<Polynomial> x = Polynomial.variables(3);
    Objective mixed = x.get(0).times(x.get(1)).times(x.get(2)).objective();
    Verdict verdict = CriticalPoints.judge(mixed, 0, 0, 0);
    assertKind(Kind.DEGENERATE, 0, 3, verdict);
    assertTrue(verdict.decreaseFound(), verdict::toString);
    VerdictAnalysis without = new VerdictAnalysis(new VerdictAnalysis.Config(1000, 0, 100, 200));
    assertFalse(CriticalPoints.judge(without, mixed, 1e-6, 0, 0, 0).decreaseFound());
  }

  @Test
  void a_decrease_far_away_is_none_here() {
    // x^4 - x^6 is a strict minimum at 0 and falls below it beyond 1.
    Objective far = X.power(4).minus(X.power(6).times(3)).plus(Y.power(2)).objective();
    Verdict verdict = CriticalPoints.judge(far, 0, 0);
    assertKind(Kind.DEGENERATE, 0, 1, verdict);
    assertFalse(verdict.decreaseFound(), verdict::toString);
  }

  @Test
  void rounding_of_f_is_no_decrease() {
    // x^4 written out around 1: f is all rounding near the minimum.
    Objective noisy =
        new SmoothFunction(
            1,
            x -> {
              double z = x[0] + 1;
              return z * z * z * z - 4 * z * z * z + 6 * z * z - 4 * z + 1;
            },
            x -> new double[] {4 * x[0] * x[0] * x[0]},
            x -> new double[] {12 * x[0] * x[0]},
            SmoothFunction.ALL);
    Verdict verdict = CriticalPoints.judge(noisy, 0);
    assertKind(Kind.DEGENERATE, 0, 1, verdict);
    assertFalse(verdict.decreaseFound(), verdict::toString);
    Objective constant =
        new SmoothFunction(1, x -> 1, x -> new double[1], x -> new double[1], SmoothFunction.ALL);
    assertFalse(CriticalPoints.judge(constant, 7).decreaseFound());
  }

  @Test
  void woods_saddle() {
    SmoothFunction wood = CriticalPoints.wood();
    double[] point = CriticalPoints.newton(wood, 6, -0.968, 0.947, -0.9695, 0.951);
    assertEquals(7.876967165, wood.at(point).value(), 1e-8);
    Verdict verdict = CriticalPoints.judge(wood, point);
    assertKind(Kind.SADDLE, 1, 0, verdict);
    assertEquals(-0.1195, verdict.smallestEigenvalue(), 1e-4);
    Verdict minimum = CriticalPoints.judge(wood, 1, 1, 1, 1);
    assertKind(Kind.MINIMUM, 0, 0, minimum);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8})
  void browns_almost_linear_function_has_a_saddle_of_order_n_minus_1(int n) {
    SmoothFunction brown = CriticalPoints.brownAlmostLinear(n);
    double[] point = CriticalPoints.brownSaddle(n);
    assertEquals(1, brown.at(point).value());
    Verdict verdict = CriticalPoints.judge(brown, point);
    if (n == 3) {
      assertKind(Kind.SADDLE, 1, 0, verdict);
    } else {
      assertKind(Kind.DEGENERATE, 0, 1, verdict);
      assertTrue(verdict.decreaseFound(), verdict::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("offers")
  void a_proven_pair_of_signs_is_a_saddle_whatever_else_is_zero(
      Set<Class<? extends Structure>> offer) {
    // C8.
    List<Polynomial> x = Polynomial.variables(3);
    Polynomial quartic = x.get(2).power(4);
    Objective saddle =
        x.get(0).power(2).minus(x.get(1).power(2)).plus(quartic).objective().offering(offer);
    assertKind(Kind.SADDLE, 1, 1, CriticalPoints.judge(saddle, 0, 0, 0));
    // Newton's steps creep to it along z by thirds: the same verdict on the way.
    assertKind(Kind.SADDLE, 1, 1, CriticalPoints.judge(saddle, 0, 0, 5e-3));
    Objective ridge = Y.power(4).minus(X.power(2)).objective().offering(offer);
    Verdict verdict = CriticalPoints.judge(ridge, 0, 0);
    assertKind(Kind.DEGENERATE, 1, 1, verdict);
    assertTrue(verdict.decreaseFound(), verdict::toString);
  }

  @ParameterizedTest
  @ValueSource(doubles = {5e-4, 3e-5, 1e-6, 1e-8, 1e-12})
  void the_slow_creep_to_a_degenerate_point_is_never_a_minimum(double x) {
    // C9: at x = 3e-5 the eigenvalues are 2e-4 and 2, far beyond rounding.
    for (Set<Class<? extends Structure>> offer : offers()) {
      Objective cubic = X.power(3).plus(Y.power(2)).objective().offering(offer);
      Verdict verdict = CriticalPoints.judge(cubic, x, 0);
      assertKind(Kind.DEGENERATE, 0, 1, verdict);
      assertTrue(verdict.decreaseFound(), verdict::toString);
      Objective quartic = X.power(4).plus(Y.power(2)).objective().offering(offer);
      verdict = CriticalPoints.judge(quartic, x, 0);
      assertKind(Kind.DEGENERATE, 0, 1, verdict);
      assertFalse(verdict.decreaseFound(), verdict::toString);
    }
  }

  @Test
  void the_change_up_to_the_newton_point_is_that_of_the_power() {
    Objective cubic = X.power(3).plus(Y.power(2)).objective();
    assertEquals(0.5, CriticalPoints.judge(cubic, 3e-5, 0).eigenvalueChange(), 1e-12);
    Objective quartic = X.power(4).plus(Y.power(2)).objective();
    assertEquals(5 / 9.0, CriticalPoints.judge(quartic, 3e-3, 0).eigenvalueChange(), 1e-12);
    assertEquals(0, CriticalPoints.judge(quartic, 0, 0).eigenvalueChange());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void at_nondegenerate_points_nothing_changes(long seed) {
    Random random = new Random(seed);
    SmoothFunction rosenbrock = Functions.rosenbrock().objective();
    double[] beside = {1, 1};
    Vectors.addScaled(beside, 1e-9, Functions.normal(random, 2));
    Verdict verdict = CriticalPoints.judgeWithin(1e-5, rosenbrock, beside);
    assertKind(Kind.MINIMUM, 0, 0, verdict);
    assertTrue(verdict.eigenvalueChange() < 3e-3, verdict::toString);
    assertTrue(verdict.eigenvalueChange() > 0, verdict::toString);

    SmoothFunction wood = CriticalPoints.wood();
    double[] saddle = CriticalPoints.newton(wood, 6, -0.968, 0.947, -0.9695, 0.951);
    Vectors.addScaled(saddle, 1e-8, Functions.normal(random, 4));
    verdict = CriticalPoints.judgeWithin(1e-3, wood, saddle);
    assertKind(Kind.SADDLE, 1, 0, verdict);
    assertTrue(verdict.eigenvalueChange() < 3e-3, verdict::toString);
  }

  @Test
  void a_rank_deficient_fit_is_degenerate_at_its_rounded_zero_eigenvalues() {
    Random random = new Random(3);
    for (int n = 2; n <= 9; n++) {
      double[] eigenvalues = Functions.normal(random, n);
      Arrays.setAll(eigenvalues, k -> k == 0 ? 0 : 1 + Math.abs(eigenvalues[k]));
      DenseSymmetric matrix = Functions.withEigenvalues(random, eigenvalues);
      Verdict verdict =
          CriticalPoints.judge(Functions.quadratic(matrix, new double[n]), new double[n]);
      assertKind(Kind.DEGENERATE, 0, 1, verdict);
      assertFalse(verdict.decreaseFound(), verdict::toString);
      assertNotEquals(0, verdict.smallestEigenvalue(), "rounding leaves something");
    }
  }
}

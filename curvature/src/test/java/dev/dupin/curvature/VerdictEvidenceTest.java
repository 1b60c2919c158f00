package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Numbers;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.Verdict.Witness;
import dev.dupin.curvature.VerdictAnalysis.Config;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a verdict costs, where it stops, and what it says when evidence cannot be had. */
class VerdictEvidenceTest {

  private static final SmoothFunction BOWL =
      Functions.quadratic(new DenseSymmetric(2, new double[] {2, 0, 0, 4}), new double[2]);

  private static SmoothFunction with(
      Function<double[], double[]> gradient, Function<double[], double[]> hessian) {
    return new SmoothFunction(2, x -> 1, gradient, hessian, SmoothFunction.ALL);
  }

  private static double[] fail(double[] x) {
    throw new ArithmeticException("outside at " + x[0]);
  }

  @Test
  void above_the_dense_limit_both_ends_are_bounded_and_no_minimum_is_claimed() {
    VerdictAnalysis small =
        new VerdictAnalysis(VerdictAnalysis.withDefaults().config().withDenseLimit(1));
    Verdict unresolved = CriticalPoints.judge(small, BOWL, 1e-6, 0, 0);
    assertEquals(Kind.UNRESOLVED, unresolved.kind());
    assertEquals(Verdict.BOUNDS, unresolved.proof());
    assertTrue(unresolved.certificate().startsWith("both ends by Lanczos"), unresolved::toString);
    assertEquals(0, unresolved.index() + unresolved.nullity());
    assertEquals(2, unresolved.smallestEigenvalue(), 1e-12);
    assertEquals(4, unresolved.largestEigenvalue(), 1e-12);
    assertEquals(Double.NaN, unresolved.conditionNumber());
    assertEquals(Kind.NOT_CRITICAL, CriticalPoints.judge(small, BOWL, 1e-6, 1, 0).kind());
    VerdictAnalysis two =
        new VerdictAnalysis(VerdictAnalysis.withDefaults().config().withDenseLimit(2));
    assertEquals(Kind.MINIMUM, CriticalPoints.judge(two, BOWL, 1e-6, 0, 0).kind());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void a_gradient_or_value_that_is_not_finite_is_unresolved(double bad) {
    Verdict verdict = CriticalPoints.judge(with(x -> new double[] {bad, 0}, BOWL.hessian()), 0, 0);
    assertEquals(Kind.UNRESOLVED, verdict.kind());
    assertTrue(verdict.certificate().contains("not finite"), verdict::toString);
    Objective badValue =
        new SmoothFunction(2, x -> bad, x -> new double[2], BOWL.hessian(), SmoothFunction.ALL);
    assertEquals(Kind.UNRESOLVED, CriticalPoints.judge(badValue, 0, 0).kind());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY})
  void a_hessian_that_is_not_finite_is_unresolved_unless_the_gradient_decides(double bad) {
    SmoothFunction broken = with(x -> x, x -> new double[] {1, 0, 0, bad});
    Verdict verdict = CriticalPoints.judge(broken, 0, 0);
    assertEquals(Kind.UNRESOLVED, verdict.kind());
    assertEquals(
        "none: the Hessian cannot be computed: the Hessian is not finite", verdict.certificate());
    assertEquals(Kind.NOT_CRITICAL, CriticalPoints.judge(broken, 1, 0).kind());
  }

  @Test
  void a_hessian_that_is_not_symmetric_proves_no_more_than_its_two_halves_agree_on() {
    // The upper triangle alone has the eigenvalues -1 and 5, the lower one 1 and 3.
    Verdict torn =
        CriticalPoints.judge(with(x -> new double[2], x -> new double[] {2, 3, -1, 2}), 0, 0);
    assertEquals(Kind.DEGENERATE, torn.kind(), torn::toString);
    assertEquals(Math.sqrt(8), torn.eigenvalueError(), 1e-12);
    Verdict nearly =
        CriticalPoints.judge(with(x -> new double[2], x -> new double[] {2, 1, 1 + 1e-9, 2}), 0, 0);
    assertEquals(Kind.MINIMUM, nearly.kind());
    assertEquals(1e-9 / Math.sqrt(2), nearly.eigenvalueError(), 1e-12);
  }

  @Test
  void exceptions_of_the_objective_are_reasons_and_not_ends() {
    Verdict noHessian = CriticalPoints.judge(with(x -> x, VerdictEvidenceTest::fail), 0, 0);
    assertEquals(Kind.UNRESOLVED, noHessian.kind());
    assertTrue(noHessian.certificate().contains("outside at 0.0"), noHessian::toString);
    Verdict noGradient =
        CriticalPoints.judge(with(VerdictEvidenceTest::fail, BOWL.hessian()), 0, 0);
    assertEquals(Kind.UNRESOLVED, noGradient.kind());
    assertTrue(noGradient.certificate().contains("outside at 0.0"), noGradient::toString);
  }

  @Test
  void a_newton_point_outside_the_domain_is_unresolved_and_keeps_the_eigenvalues() {
    SmoothFunction edge =
        with(x -> new double[] {1e-7, 0}, x -> x[0] < 0 ? fail(x) : new double[] {2, 0, 0, 4});
    Verdict verdict = CriticalPoints.judge(edge, 0, 0);
    assertEquals(Kind.UNRESOLVED, verdict.kind());
    assertTrue(verdict.certificate().contains("Newton point"), verdict::toString);
    assertEquals(2, verdict.smallestEigenvalue());
    assertEquals(4, verdict.largestEigenvalue());
  }

  @Test
  void probes_into_places_where_f_is_undefined_count_for_nothing() {
    // x^4 + y^2, undefined off the y axis except on it: noise and probes all fail.
    SmoothFunction line =
        new SmoothFunction(
            2,
            x -> x[0] == 0 ? x[1] * x[1] : fail(x)[0],
            x -> x[0] == 0 ? new double[] {0, 2 * x[1]} : fail(x),
            x -> new double[] {0, 0, 0, 2},
            SmoothFunction.ALL);
    Verdict verdict = CriticalPoints.judge(line, 0, 0);
    assertEquals(Kind.DEGENERATE, verdict.kind(), verdict::toString);
    assertFalse(verdict.decreaseFound());
    assertEquals(0, verdict.gradientNoise());
  }

  /**
   * Four products for the noise of the Hessian, two more Hessians for the ends of the Newton step.
   */
  @Test
  void it_costs_three_hessians_where_the_objective_says_nothing_of_its_errors() {
    CountingMeter meter = new CountingMeter();
    SmoothFunction rosenbrock = Functions.rosenbrock().objective();
    Verdict exact = CriticalPoints.judge(rosenbrock.metered(meter), 1, 1);
    assertEquals(3, meter.hessians);
    assertEquals(4, meter.products);
    // The gradient here, which a run has paid already, and twenty for its noise.
    assertEquals(21, meter.gradients);
    // Three Hessians of two variables, the products, the gradients, four values around.
    assertEquals(3 * 2 + 4 + 20 + 2, exact.products());
    assertTrue(exact.eigenvalueChange() < 1e-10, exact::toString);
  }

  @Test
  void by_differences_it_costs_some_ninety_gradients_at_two_variables() {
    CountingMeter meter = new CountingMeter();
    Objective bare = Functions.rosenbrock().objective().offering(Set.of()).metered(meter);
    Verdict verdict = CriticalPoints.judge(bare, 1 + 1e-12, 1);
    assertEquals(Kind.MINIMUM, verdict.kind(), verdict::toString);
    // 20 for the noise, and eight a coordinate here and at three points of the Newton step.
    assertEquals(1 + 20 + 4 * 8 * 2, meter.gradients);
    assertEquals(20 + 4 * 8 * 2 + 2, verdict.products());
  }

  @Test
  void the_same_seed_gives_the_same_verdict() {
    List<Polynomial> x = Polynomial.variables(3);
    Objective mixed = x.get(0).times(x.get(1)).times(x.get(2)).objective();
    Verdict first = CriticalPoints.judge(mixed, 0, 0, 0);
    Verdict second = CriticalPoints.judge(mixed, 0, 0, 0);
    assertEquals(first.explanation(), second.explanation());
    assertEquals(first.products(), second.products());
    assertEquals(first.gradientNoise(), second.gradientNoise());
    assertEquals(first.witness().map(Witness::value), second.witness().map(Witness::value));
  }

  @Test
  void differences_cannot_prove_what_they_cannot_see() {
    // An eigenvalue of 1e-13 is far beyond rounding, and far below the error of differences.
    DenseSymmetric matrix = Functions.withEigenvalues(new Random(2), 1e-13, 1);
    SmoothFunction narrow =
        Functions.quadratic(matrix, Functions.product(matrix, new double[] {1, 1}));
    Verdict exact = CriticalPoints.judge(narrow, 1, 1);
    assertEquals(Kind.MINIMUM, exact.kind(), exact::toString);
    Verdict differences = CriticalPoints.judge(narrow.offering(Set.of()), 1, 1);
    assertEquals(Kind.DEGENERATE, differences.kind(), differences::toString);
    assertEquals(1, differences.nullity());
    assertFalse(differences.decreaseFound(), differences::toString);
  }

  @ParameterizedTest
  @CsvSource({"40, 7", "150, 0", "150, 31"})
  void counts_the_index_of_larger_matrices(int n, int index) {
    Random random = new Random(n + index);
    double[] eigenvalues = random.doubles(n, 0.1, 10).toArray();
    Arrays.setAll(eigenvalues, k -> k < index ? -eigenvalues[k] : eigenvalues[k]);
    double[] expected = Arrays.stream(eigenvalues).sorted().toArray();
    DenseSymmetric matrix = Functions.withEigenvalues(random, eigenvalues);
    Verdict verdict =
        CriticalPoints.judge(Functions.quadratic(matrix, new double[n]), new double[n]);
    assertEquals(index > 0 ? Kind.SADDLE : Kind.MINIMUM, verdict.kind());
    assertEquals(index, verdict.index());
    assertEquals((double) index / n, verdict.indexFraction());
    assertEquals(expected[0], verdict.smallestEigenvalue(), 1e-12);
    assertEquals(expected[n - 1], verdict.largestEigenvalue(), 1e-12);
  }

  @Test
  void explanations_hold_the_numbers_compared() {
    Verdict bowl = CriticalPoints.judge(BOWL, 0, 0);
    assertEquals(
        "the gradient norm 0 is within its tolerance 1.00e-06; of 2 eigenvalues from 2 to 4, each"
            + " to within "
            + Numbers.brief(bowl.eigenvalueError())
            + ", 2 positive beyond the errors of the entries, 0 negative, 0 zero",
        bowl.explanation());
    assertEquals(
        "the gradient norm 2 is above its tolerance 1.00e-06, and its entries that are above 100"
            + " times their own errors have the norm 2",
        CriticalPoints.judge(BOWL, 1, 0).explanation());
    Objective cubic = Polynomial.variables(1).get(0).power(3).objective();
    String creep = CriticalPoints.judge(cubic, 3e-5).explanation();
    assertTrue(creep.contains("1 zero (one changes by 50 %"), creep);
    assertTrue(creep.contains("f falls by"), creep);
  }

  @Test
  void a_tolerance_that_is_not_a_number_passes_nothing() {
    assertEquals(Kind.NOT_CRITICAL, CriticalPoints.judgeWithin(Double.NaN, BOWL, 1, 0).kind());
  }

  @Test
  void keys_outside_their_ranges_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Config(-1, 16, 100, 200));
    assertThrows(IllegalArgumentException.class, () -> new Config(46_341, 16, 100, 200));
    assertThrows(IllegalArgumentException.class, () -> new Config(10, -1, 100, 200));
    assertThrows(IllegalArgumentException.class, () -> new Config(10, 1_000_001, 100, 200));
  }
}

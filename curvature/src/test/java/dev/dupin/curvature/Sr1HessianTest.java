package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Sr1Hessian.Config;
import dev.dupin.testkit.TestContext;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Sr1HessianTest {

  private static final Config UNSCALED = new Config(false, 1e-8, true);
  private static final Config SCALED = new Config(true, 1e-8, true);

  private static SmoothFunction flat(int n) {
    return new SmoothFunction(n, x -> 0, x -> new double[n], x -> new double[0], Set.of());
  }

  private static Curvature start(Config config, int n) {
    return new Sr1Hessian(config).start(flat(n), new TestContext(0));
  }

  private static SymmetricOperator operator(Curvature curvature, int n) {
    return curvature.at(flat(n).at(new double[n]));
  }

  /** Q2, and no search at all: the steps are random. */
  @ParameterizedTest
  @CsvSource({"1, true", "2, false", "5, true", "8, false", "8, true"})
  void as_many_pairs_as_variables_recover_an_indefinite_matrix(int n, boolean scaled) {
    Random random = new Random(n);
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, -3, 5).toArray());
    Curvature curvature = start(scaled ? SCALED : UNSCALED, n);
    for (int k = 0; k < n; k++) {
      double[] s = Functions.normal(random, n);
      QuasiNewtonRuns.learn(curvature, s, Functions.product(matrix, s));
    }
    SymmetricOperator learned = operator(curvature, n);
    // Every pair divides by what the ones before have left, some tens of times smaller than A.
    OperatorLaws.assertClose(matrix.values(), learned.toDense().values(), 1e-9);
    OperatorLaws.assertInverse(learned, 0, 1e-9);
  }

  @Test
  void the_update_is_the_formula_of_the_textbooks() {
    Random random = new Random(7);
    int n = 5;
    Curvature curvature = start(UNSCALED, n);
    double[] dense = operator(curvature, n).toDense().values().clone();
    for (int k = 0; k < 12; k++) {
      double[] s = Functions.normal(random, n);
      double[] y = Functions.normal(random, n);
      double[] r = Vectors.subtract(y, Functions.product(new DenseSymmetric(n, dense), s));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          dense[i * n + j] += r[i] * r[j] / Vectors.dot(r, s);
        }
      }
      QuasiNewtonRuns.learn(curvature, s, y);
      OperatorLaws.assertClose(dense, operator(curvature, n).toDense().values(), 1e-10);
    }
  }

  @Test
  void the_secant_equation_and_the_operator_laws_hold_after_every_pair() {
    Random random = new Random(8);
    int n = 6;
    Curvature curvature = start(SCALED, n);
    OperatorLaws.assertHold(operator(curvature, n), 1e-14);
    for (int k = 0; k < 10; k++) {
      double[] s = Functions.normal(random, n);
      double[] y = Functions.normal(random, n);
      QuasiNewtonRuns.learn(curvature, s, y);
      SymmetricOperator operator = operator(curvature, n);
      OperatorLaws.assertClose(y, OperatorLaws.applied(operator, s), 1e-11);
      OperatorLaws.assertHold(operator, 1e-11);
      // Random pairs make matrices of any condition number, here some thousands.
      OperatorLaws.assertInverse(operator, 0, 1e-8);
    }
    assertEquals(Map.of("skippedPairs", 0.0), QuasiNewtonRuns.report(curvature));
  }

  /** Q4. */
  @Test
  void a_pair_of_negative_curvature_is_learned() {
    Curvature curvature = start(SCALED, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {-3, 0});
    assertArrayEquals(new double[] {-3, 0, 0, 3}, operator(curvature, 2).toDense().values(), 1e-14);
    assertEquals(Set.of(), operator(curvature, 2).traits());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9e-8, -0.9e-8, Double.NaN})
  void a_pair_whose_denominator_vanishes_is_skipped_whatever_its_scale(double cosine) {
    for (double scale : new double[] {1e-100, 1, 1e100}) {
      Curvature curvature = start(UNSCALED, 2);
      double[] before = operator(curvature, 2).toDense().values();
      // With B = I and this s, r = y - s.
      double[] s = {scale, 0};
      double[] y = {scale * (1 + cosine), scale};
      QuasiNewtonRuns.learn(curvature, s, y);
      assertArrayEquals(before, operator(curvature, 2).toDense().values(), "scale " + scale);
      assertEquals(Map.of("skippedPairs", 1.0), QuasiNewtonRuns.report(curvature));
    }
  }

  @Test
  void a_pair_that_is_known_already_changes_nothing() {
    Curvature curvature = start(UNSCALED, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 2}, new double[] {3, -1});
    double[] before = operator(curvature, 2).toDense().values();
    QuasiNewtonRuns.learn(curvature, new double[] {2, 4}, new double[] {6, -2 + 1e-14});
    assertArrayEquals(before, operator(curvature, 2).toDense().values());
  }

  @Test
  void a_singular_matrix_has_no_inverse_and_the_next_pair_gives_it_one_again() {
    Curvature curvature = start(UNSCALED, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {0, 0});
    SymmetricOperator singular = operator(curvature, 2);
    assertArrayEquals(new double[] {0, 0, 0, 1}, singular.toDense().values());
    assertEquals(Optional.empty(), singular.inverse(0));
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {-4, 1});
    OperatorLaws.assertInverse(operator(curvature, 2), 0, 1e-14);
    assertEquals(Optional.empty(), operator(curvature, 2).inverse(0.1));
  }

  @Test
  void matrix_and_inverse_stay_together_over_a_thousand_pairs() {
    Random random = new Random(4);
    int n = 5;
    Curvature curvature = start(SCALED, n);
    for (int k = 0; k < 1000; k++) {
      DenseSymmetric around =
          Functions.withEigenvalues(random, -1, 1e-2, 1, 10, 100 * random.nextDouble());
      double[] s = Functions.normal(random, n);
      QuasiNewtonRuns.learn(curvature, s, Functions.product(around, s));
      SymmetricOperator operator = operator(curvature, n);
      if (operator.inverse(0).isPresent()) {
        // The two are computed anew where they differ by a millionth along the last step; another
        // direction, and a condition number of up to a million, make more of it.
        OperatorLaws.assertInverse(operator, 0, 1e-2);
      }
    }
  }

  @Test
  void a_refused_trial_teaches_where_f_is_nearly_quadratic_and_nowhere_else() {
    Objective quadratic =
        Functions.quadratic(new DenseSymmetric(2, new double[] {-2, 1, 1, 3}), new double[2]);
    Evaluation here = quadratic.at(new double[] {1, 1});
    Evaluation there = quadratic.at(new double[] {4, 2});
    Curvature curvature = new Sr1Hessian(SCALED).start(quadratic, new TestContext(0));
    assertTrue(curvature.rejected(here, there));
    double[] s = {3, 1};
    assertArrayEquals(new double[] {-5, 6}, OperatorLaws.applied(curvature.at(here), s), 1e-13);
    assertFalse(curvature.rejected(here, there), "it is known by now");

    Curvature deaf =
        new Sr1Hessian(new Config(true, 1e-8, false)).start(quadratic, new TestContext(0));
    assertFalse(deaf.rejected(here, there));

    Objective quartic = Functions.rosenbrock().objective();
    Curvature far = new Sr1Hessian(SCALED).start(quartic, new TestContext(0));
    Evaluation start = quartic.at(new double[] {-1.2, 1});
    assertFalse(far.rejected(start, quartic.at(new double[] {140, 1})));
    assertTrue(far.rejected(start, quartic.at(new double[] {-1.2, 100})), "quadratic along y");
  }

  @Test
  void a_resumed_matrix_goes_on_to_the_same_bits() {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Random random = new Random(5);
    Curvature straight = new Sr1Hessian(SCALED).start(rosenbrock, new TestContext(0));
    Curvature resumed = new Sr1Hessian(SCALED).start(rosenbrock, new TestContext(0));
    TestState saved = TestState.of(straight);
    for (int k = 0; k < 12; k++) {
      if (k == 6) {
        saved = TestState.of(straight);
        saved.into(resumed);
      }
      double[] s = Functions.normal(random, 2);
      double[] y = Functions.normal(random, 2);
      QuasiNewtonRuns.learn(straight, s, y);
      if (k >= 6) {
        QuasiNewtonRuns.learn(resumed, s, y);
      }
    }
    assertArrayEquals(
        operator(straight, 2).toDense().values(), operator(resumed, 2).toDense().values());
    double[] v = {1, 3};
    assertArrayEquals(
        OperatorLaws.solved(operator(straight, 2).inverse(0).orElseThrow(), v),
        OperatorLaws.solved(operator(resumed, 2).inverse(0).orElseThrow(), v));
    assertEquals(QuasiNewtonRuns.report(straight), QuasiNewtonRuns.report(resumed));
  }

  @Test
  void too_many_variables_are_refused_before_the_run() {
    String need = Sr1Hessian.withDefaults().unmetNeed(flat(1_000_000)).orElseThrow();
    assertTrue(need.startsWith("32000.0 GB for 4 dense matrices of 1000000 x 1000000"), need);
    assertEquals(Optional.empty(), Sr1Hessian.withDefaults().unmetNeed(flat(1000)));
  }

  @Test
  void a_tolerance_outside_its_range_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Config(true, 1, true));
    assertThrows(IllegalArgumentException.class, () -> new Config(true, Double.NaN, true));
  }
}

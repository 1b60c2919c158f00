package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.BfgsHessian.Config;
import dev.dupin.testkit.TestContext;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BfgsHessianTest {

  private static final Config UNSCALED = new Config(false, 1e-8, PairDamping.NONE);
  private static final Config DAMPED = new Config(false, 1e-8, PairDamping.POWELL);

  private static Curvature start(Config config, int n) {
    return new BfgsHessian(config)
        .start(Functions.quadratic(identity(n), new double[n]), new TestContext(0));
  }

  private static DenseSymmetric identity(int n) {
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = 1;
    }
    return new DenseSymmetric(n, values);
  }

  private static SymmetricOperator operator(Curvature curvature, int n) {
    return curvature.at(Functions.quadratic(identity(n), new double[n]).at(new double[n]));
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false", "8, true", "8, false"})
  void on_a_quadratic_with_exact_searches_n_steps_end_it_and_the_matrix_is_its_hessian(
      int n, boolean scaling) {
    Random random = new Random(n);
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, 0.5, 20).toArray());
    Objective quadratic = Functions.quadratic(matrix, Functions.normal(random, n));
    Curvature curvature =
        new BfgsHessian(new Config(scaling, 1e-8, PairDamping.NONE))
            .start(quadratic, new TestContext(0));
    Evaluation end =
        QuasiNewtonRuns.descend(curvature, matrix, quadratic.at(Functions.normal(random, n)), n);
    assertEquals(0, Vectors.norm(end.gradient()), 1e-10);
    SymmetricOperator learned = curvature.at(end);
    // The last of n conjugate directions carries the rounding of all before it.
    OperatorLaws.assertClose(matrix.values(), learned.toDense().values(), 1e-8);
    double[] v = Functions.normal(random, n);
    double[] inverse =
        OperatorLaws.solved(learned.inverse(0).orElseThrow(), Functions.product(matrix, v));
    OperatorLaws.assertClose(v, inverse, 1e-8);
  }

  @Test
  void the_update_is_the_formula_of_the_textbooks() {
    Random random = new Random(7);
    int n = 5;
    Curvature curvature = start(UNSCALED, n);
    double[] dense = identity(n).values();
    for (int k = 0; k < 12; k++) {
      double[] s = Functions.normal(random, n);
      double[] y = Vectors.add(s, Vectors.scale(0.3, Functions.normal(random, n)));
      dense = textbookUpdate(n, dense, s, y);
      QuasiNewtonRuns.learn(curvature, s, y);
      OperatorLaws.assertClose(dense, operator(curvature, n).toDense().values(), 1e-12);
    }
  }

  /** B - B s s'B / s'Bs + y y' / s'y. */
  private static double[] textbookUpdate(int n, double[] dense, double[] s, double[] y) {
    double[] product = Functions.product(new DenseSymmetric(n, dense), s);
    double[] updated = dense.clone();
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        updated[i * n + j] +=
            y[i] * y[j] / Vectors.dot(s, y) - product[i] * product[j] / Vectors.dot(s, product);
      }
    }
    return updated;
  }

  @Test
  void the_secant_equation_and_the_operator_laws_hold_after_every_pair() {
    Random random = new Random(8);
    int n = 6;
    Curvature curvature = start(new Config(true, 1e-8, PairDamping.NONE), n);
    OperatorLaws.assertHold(operator(curvature, n), 1e-14);
    for (int k = 0; k < 10; k++) {
      double[] s = Functions.normal(random, n);
      double[] y = Vectors.add(Vectors.scale(3, s), Functions.normal(random, n));
      QuasiNewtonRuns.learn(curvature, s, y);
      SymmetricOperator operator = operator(curvature, n);
      OperatorLaws.assertClose(y, OperatorLaws.applied(operator, s), 1e-12);
      OperatorLaws.assertHold(operator, 1e-12);
      OperatorLaws.assertInverse(operator, 0, 1e-11);
    }
    assertEquals(Map.of("skippedPairs", 0.0), QuasiNewtonRuns.report(curvature));
  }

  @Test
  void the_first_pair_scales_the_identity() {
    Curvature scaled = start(new Config(true, 1e-8, PairDamping.NONE), 2);
    QuasiNewtonRuns.learn(scaled, new double[] {1, 0}, new double[] {4, 0});
    assertArrayEquals(new double[] {4, 0, 0, 4}, operator(scaled, 2).toDense().values(), 1e-15);
    Curvature unscaled = start(UNSCALED, 2);
    QuasiNewtonRuns.learn(unscaled, new double[] {1, 0}, new double[] {4, 0});
    assertArrayEquals(new double[] {4, 0, 0, 1}, operator(unscaled, 2).toDense().values(), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 0.9e-8, Double.NaN, Double.POSITIVE_INFINITY})
  void a_pair_without_curvature_is_skipped_whatever_its_scale(double cosine) {
    for (double scale : new double[] {1e-100, 1, 1e100}) {
      Curvature curvature = start(new Config(true, 1e-8, PairDamping.NONE), 2);
      double[] y = {scale * cosine, scale * Math.sqrt(Math.max(0, 1 - cosine * cosine))};
      QuasiNewtonRuns.learn(curvature, new double[] {1 / scale, 0}, y);
      assertArrayEquals(
          identity(2).values(), operator(curvature, 2).toDense().values(), "scale " + scale);
      assertEquals(Map.of("skippedPairs", 1.0), QuasiNewtonRuns.report(curvature));
    }
  }

  @Test
  void a_pair_whose_scale_overflows_is_skipped_and_leaves_the_matrix_whole() {
    Curvature curvature = start(new Config(true, 1e-8, PairDamping.NONE), 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1e-160, 0}, new double[] {1e160, 0});
    QuasiNewtonRuns.learn(curvature, new double[] {0, 0}, new double[] {1, 1});
    assertArrayEquals(identity(2).values(), operator(curvature, 2).toDense().values());
    assertEquals(Map.of("skippedPairs", 2.0), QuasiNewtonRuns.report(curvature));
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {2, 0});
    assertArrayEquals(new double[] {2, 0, 0, 2}, operator(curvature, 2).toDense().values(), 1e-15);
  }

  @Test
  void damping_bends_a_pair_of_negative_curvature_to_a_fifth_of_the_models() {
    Curvature curvature = start(DAMPED, 2);
    double[] s = {1, 2};
    QuasiNewtonRuns.learn(curvature, s, new double[] {-3, -1});
    SymmetricOperator operator = operator(curvature, 2);
    assertEquals(0.2 * 5, Vectors.dot(s, OperatorLaws.applied(operator, s)), 1e-14);
    OperatorLaws.assertHold(operator, 1e-14);
    assertEquals(Map.of("skippedPairs", 0.0), QuasiNewtonRuns.report(curvature));
  }

  @Test
  void damping_leaves_a_good_pair_alone_and_skips_nan() {
    Curvature damped = start(DAMPED, 2);
    Curvature plain = start(UNSCALED, 2);
    for (Curvature curvature : new Curvature[] {damped, plain}) {
      QuasiNewtonRuns.learn(curvature, new double[] {1, 2}, new double[] {3, 1});
      QuasiNewtonRuns.learn(curvature, new double[] {1, 2}, new double[] {Double.NaN, 1});
    }
    assertArrayEquals(
        operator(plain, 2).toDense().values(), operator(damped, 2).toDense().values());
    assertEquals(Map.of("skippedPairs", 1.0), QuasiNewtonRuns.report(damped));
  }

  @Test
  void positive_definiteness_survives_a_thousand_pairs_of_ill_conditioned_hessians() {
    Random random = new Random(9);
    int n = 4;
    Curvature curvature = start(new Config(true, 1e-8, PairDamping.NONE), n);
    for (int k = 0; k < 1000; k++) {
      double[] s = Functions.normal(random, n);
      DenseSymmetric average =
          Functions.withEigenvalues(random, 1e-3, 0.1, 10, random.nextDouble() * 1e3);
      QuasiNewtonRuns.learn(curvature, s, Functions.product(average, s));
      SymmetricOperator operator = operator(curvature, n);
      double[] v = Functions.normal(random, n);
      assertTrue(Vectors.dot(v, OperatorLaws.applied(operator, v)) > 0);
      double[] solution = OperatorLaws.solved(operator.inverse(0).orElseThrow(), v);
      assertTrue(Vectors.dot(v, solution) > 0);
    }
  }

  @Test
  void a_resumed_matrix_goes_on_to_the_same_bits() {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Evaluation start = rosenbrock.at(new double[] {-1.2, 1});
    Curvature straight = new BfgsHessian(UNSCALED).start(rosenbrock, new TestContext(0));
    Evaluation middle = QuasiNewtonRuns.minimise(straight, start, 7);
    TestState saved = TestState.of(straight);
    Evaluation end = QuasiNewtonRuns.minimise(straight, middle, 5);
    Curvature resumed = new BfgsHessian(UNSCALED).start(rosenbrock, new TestContext(0));
    saved.into(resumed);
    Evaluation again = QuasiNewtonRuns.minimise(resumed, middle, 5);
    assertArrayEquals(end.point(), again.point());
    assertArrayEquals(straight.at(end).toDense().values(), resumed.at(end).toDense().values());
    assertEquals(QuasiNewtonRuns.report(straight), QuasiNewtonRuns.report(resumed));
  }

  @Test
  void at_is_repeatable_and_a_rejection_teaches_nothing() {
    Curvature curvature = start(UNSCALED, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 2}, new double[] {3, 1});
    double[] before = operator(curvature, 2).toDense().values();
    SmoothFunction quadratic = Functions.quadratic(identity(2), new double[2]);
    assertEquals(
        false, curvature.rejected(quadratic.at(new double[2]), quadratic.at(new double[] {1, 1})));
    assertArrayEquals(before, operator(curvature, 2).toDense().values());
  }

  @Test
  void has_no_cheap_inverse_with_a_shift() {
    assertTrue(operator(start(UNSCALED, 3), 3).inverse(1e-3).isEmpty());
  }

  @Test
  void promises_to_be_positive_definite() {
    assertEquals(
        Set.of(Trait.POSITIVE_DEFINITE),
        BfgsHessian.withDefaults().traits(Functions.rosenbrock().objective()));
    assertEquals(Set.of(Trait.POSITIVE_DEFINITE), operator(start(UNSCALED, 3), 3).traits());
  }

  @Test
  void too_many_variables_are_refused_before_the_run() {
    String need = BfgsHessian.withDefaults().unmetNeed(flat(1_000_000)).orElseThrow();
    assertTrue(need.startsWith("8000.0 GB for a factor of n (n + 1) / 2 entries, twice"), need);
    assertEquals(Optional.empty(), BfgsHessian.withDefaults().unmetNeed(flat(1000)));
  }

  private static SmoothFunction flat(int n) {
    return new SmoothFunction(n, x -> 0, double[]::clone, x -> new double[0], Set.of());
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-9, 1, Double.NaN})
  void a_tolerance_outside_its_range_is_refused(double tolerance) {
    assertThrows(
        IllegalArgumentException.class, () -> new Config(true, tolerance, PairDamping.NONE));
  }
}

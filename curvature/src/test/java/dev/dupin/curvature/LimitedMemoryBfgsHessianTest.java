package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.LimitedMemoryBfgsHessian.Config;
import dev.dupin.testkit.TestContext;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedMemoryBfgsHessianTest {

  private static SmoothFunction flat(int n) {
    return new SmoothFunction(n, x -> 0, x -> new double[n], x -> new double[0], Set.of());
  }

  private static Curvature start(int memory, boolean scaling, int n) {
    return new LimitedMemoryBfgsHessian(new Config(memory, scaling, 1e-8, PairDamping.NONE))
        .start(flat(n), new TestContext(0));
  }

  private static SymmetricOperator operator(Curvature curvature, int n) {
    return curvature.at(flat(n).at(new double[n]));
  }

  private static void learnRandomPair(Random random, int n, Curvature... curvatures) {
    double[] s = Functions.normal(random, n);
    double[] y = Vectors.add(Vectors.scale(2, s), Functions.normal(random, n));
    for (Curvature curvature : curvatures) {
      QuasiNewtonRuns.learn(curvature, s, y);
    }
  }

  @ParameterizedTest
  @CsvSource({"3, 5", "8, 8", "6, 20"})
  void with_room_for_every_pair_and_no_scaling_it_is_bfgs(int n, int pairs) {
    Random random = new Random(pairs);
    Curvature limited = start(pairs, false, n);
    Curvature full =
        new BfgsHessian(new BfgsHessian.Config(false, 1e-8, PairDamping.NONE))
            .start(flat(n), new TestContext(0));
    for (int k = 0; k < pairs; k++) {
      learnRandomPair(random, n, limited, full);
      double[] expected = operator(full, n).toDense().values();
      // More pairs than variables depend on one another: the compact form loses some digits there.
      OperatorLaws.assertClose(expected, operator(limited, n).toDense().values(), 1e-10);
      double[] v = Functions.normal(random, n);
      OperatorLaws.assertClose(
          OperatorLaws.solved(operator(full, n).inverse(0).orElseThrow(), v),
          OperatorLaws.solved(operator(limited, n).inverse(0).orElseThrow(), v),
          1e-10);
    }
  }

  @Test
  void with_exact_searches_it_solves_a_quadratic_in_n_steps_like_bfgs() {
    Random random = new Random(2);
    int n = 7;
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, 0.5, 20).toArray());
    Objective quadratic = Functions.quadratic(matrix, Functions.normal(random, n));
    Curvature curvature = start(n, true, n);
    Evaluation end =
        QuasiNewtonRuns.descend(curvature, matrix, quadratic.at(Functions.normal(random, n)), n);
    assertEquals(0, Vectors.norm(end.gradient()), 1e-10);
    OperatorLaws.assertClose(matrix.values(), operator(curvature, n).toDense().values(), 1e-8);
  }

  @ParameterizedTest
  @CsvSource({"1, 12", "3, 12", "10, 12", "10, 4"})
  void operator_laws_the_secant_equation_and_every_inverse_hold(int memory, int n) {
    Random random = new Random(memory);
    Curvature curvature = start(memory, true, n);
    OperatorLaws.assertHold(operator(curvature, n), 1e-14);
    OperatorLaws.assertInverse(operator(curvature, n), 0.5, 1e-14);
    for (int k = 0; k < 2 * memory + 1; k++) {
      double[] s = Functions.normal(random, n);
      double[] y = Vectors.add(Vectors.scale(4, s), Functions.normal(random, n));
      QuasiNewtonRuns.learn(curvature, s, y);
      SymmetricOperator operator = operator(curvature, n);
      OperatorLaws.assertClose(y, OperatorLaws.applied(operator, s), 1e-11);
      OperatorLaws.assertHold(operator, 1e-11);
      for (double shift : new double[] {0, 1e-12, 1e-3, 1, 1e6}) {
        OperatorLaws.assertInverse(operator, shift, 1e-10);
      }
    }
    assertEquals(
        Map.of("pairs", (double) memory, "skippedPairs", 0.0), QuasiNewtonRuns.report(curvature));
  }

  @Test
  void the_oldest_pair_is_forgotten() {
    Random random = new Random(3);
    int n = 5;
    Curvature all = start(2, true, n);
    learnRandomPair(random, n, all);
    Curvature last = start(2, true, n);
    learnRandomPair(random, n, all, last);
    learnRandomPair(random, n, all, last);
    assertArrayEquals(operator(last, n).toDense().values(), operator(all, n).toDense().values());
  }

  @Test
  void below_the_pairs_is_the_identity_scaled_by_the_last_one() {
    Curvature scaled = start(10, true, 2);
    Curvature unscaled = start(10, false, 2);
    QuasiNewtonRuns.learn(scaled, new double[] {1, 0}, new double[] {4, 0});
    QuasiNewtonRuns.learn(unscaled, new double[] {1, 0}, new double[] {4, 0});
    assertArrayEquals(new double[] {4, 0, 0, 4}, operator(scaled, 2).toDense().values(), 1e-14);
    assertArrayEquals(new double[] {4, 0, 0, 1}, operator(unscaled, 2).toDense().values(), 1e-14);
  }

  @Test
  void pairs_that_repeat_one_another_cost_the_oldest_and_never_the_definiteness() {
    Random random = new Random(6);
    int n = 3;
    Curvature curvature = start(10, true, n);
    double[] s = Functions.normal(random, n);
    for (int k = 0; k < 30; k++) {
      double[] nearly = Vectors.add(s, Vectors.scale(1e-12, Functions.normal(random, n)));
      QuasiNewtonRuns.learn(curvature, nearly, Vectors.scale(2, nearly));
      SymmetricOperator operator = operator(curvature, n);
      double[] v = Functions.normal(random, n);
      // On these pairs the Hessian is 2 I.
      OperatorLaws.assertClose(Vectors.scale(2, v), OperatorLaws.applied(operator, v), 1e-6);
      OperatorLaws.assertInverse(operator, 0, 1e-6);
      OperatorLaws.assertInverse(operator, 0.1, 1e-6);
    }
    assertTrue(QuasiNewtonRuns.report(curvature).getOrDefault("pairs", 0.0) >= 1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 0.9e-8, Double.NaN, Double.NEGATIVE_INFINITY})
  void a_pair_without_curvature_is_skipped(double cosine) {
    Curvature curvature = start(10, true, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1e9, 0}, new double[] {cosine, 1});
    assertArrayEquals(new double[] {1, 0, 0, 1}, operator(curvature, 2).toDense().values());
    assertEquals(Map.of("pairs", 0.0, "skippedPairs", 1.0), QuasiNewtonRuns.report(curvature));
  }

  @ParameterizedTest
  @CsvSource({"true, 45", "false, 300"})
  void a_run_through_a_curved_valley_keeps_forward_and_inverse_together(boolean damped, int steps) {
    Objective rosenbrock = Functions.rosenbrock().objective();
    Curvature curvature =
        new LimitedMemoryBfgsHessian(
                new Config(10, true, 1e-8, damped ? PairDamping.POWELL : PairDamping.NONE))
            .start(rosenbrock, new TestContext(0));
    Evaluation here = rosenbrock.at(new double[] {-1.2, 1});
    for (int k = 0; k < steps; k++) {
      here = QuasiNewtonRuns.minimise(curvature, here, 1);
      SymmetricOperator operator = curvature.at(here);
      // Ten pairs in the plane: condition 2500, and steps from 1 down to rounding.
      OperatorLaws.assertInverse(operator, 0, 1e-4);
      OperatorLaws.assertInverse(operator, 1, 1e-4);
    }
    // Along the valley the Hessian is indefinite: backtracking meets pairs of negative curvature,
    // and skipping them all leaves the matrix as steep as it was.
    boolean arrived = Vectors.norm(here.gradient()) < 1e-6;
    assertEquals(damped, arrived, () -> "skipped " + QuasiNewtonRuns.report(curvature));
  }

  @Test
  void damping_bends_a_pair_of_negative_curvature_to_a_fifth_of_the_models() {
    Curvature curvature =
        new LimitedMemoryBfgsHessian(new Config(10, true, 1e-8, PairDamping.POWELL))
            .start(flat(2), new TestContext(0));
    double[] s = {1, 2};
    QuasiNewtonRuns.learn(curvature, s, new double[] {-3, -1});
    SymmetricOperator operator = operator(curvature, 2);
    assertEquals(0.2 * 5, Vectors.dot(s, OperatorLaws.applied(operator, s)), 1e-14);
    assertEquals(Map.of("pairs", 1.0, "skippedPairs", 0.0), QuasiNewtonRuns.report(curvature));
  }

  @Test
  void resumed_pairs_go_on_to_the_same_bits() {
    Objective rosenbrock = Functions.rosenbrock().objective();
    LimitedMemoryBfgsHessian recipe =
        new LimitedMemoryBfgsHessian(new Config(4, true, 1e-8, PairDamping.NONE));
    Curvature straight = recipe.start(rosenbrock, new TestContext(0));
    Evaluation middle =
        QuasiNewtonRuns.minimise(straight, rosenbrock.at(new double[] {-1.2, 1}), 7);
    TestState saved = TestState.of(straight);
    Evaluation end = QuasiNewtonRuns.minimise(straight, middle, 5);
    Curvature resumed = recipe.start(rosenbrock, new TestContext(0));
    saved.into(resumed);
    Evaluation again = QuasiNewtonRuns.minimise(resumed, middle, 5);
    assertArrayEquals(end.point(), again.point());
    assertArrayEquals(straight.at(end).toDense().values(), resumed.at(end).toDense().values());
    assertEquals(QuasiNewtonRuns.report(straight), QuasiNewtonRuns.report(resumed));
  }

  @Test
  void what_is_kept_is_two_vectors_a_pair() {
    int n = 1000;
    Curvature curvature = start(4, true, n);
    Random random = new Random(1);
    for (int k = 0; k < 9; k++) {
      learnRandomPair(random, n, curvature);
    }
    long doubles = 0;
    for (Object value : Snapshot.of(curvature).values().values()) {
      doubles += value instanceof double[] array ? array.length : 1;
    }
    assertEquals(2 * 4 * n + 2, doubles, "the pairs, their number and that of the skipped ones");
  }

  @Test
  void a_rejection_teaches_nothing() {
    Curvature curvature = start(3, true, 2);
    assertFalse(curvature.rejected(flat(2).at(new double[2]), flat(2).at(new double[] {1, 1})));
  }

  @Test
  void promises_to_be_positive_definite() {
    assertEquals(
        Set.of(Trait.POSITIVE_DEFINITE), LimitedMemoryBfgsHessian.withDefaults().traits(flat(2)));
    assertEquals(Set.of(Trait.POSITIVE_DEFINITE), operator(start(3, true, 2), 2).traits());
  }

  @Test
  void keys_outside_their_ranges_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Config(0, true, 0, PairDamping.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Config(1001, true, 0, PairDamping.NONE));
    assertThrows(IllegalArgumentException.class, () -> new Config(5, true, 1, PairDamping.NONE));
    assertThrows(
        IllegalArgumentException.class, () -> new Config(5, true, Double.NaN, PairDamping.NONE));
  }
}

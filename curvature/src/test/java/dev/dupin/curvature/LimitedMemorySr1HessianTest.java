package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.LimitedMemorySr1Hessian.Config;
import dev.dupin.testkit.TestContext;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedMemorySr1HessianTest {

  private static SmoothFunction flat(int n) {
    return new SmoothFunction(n, x -> 0, x -> new double[n], x -> new double[0], Set.of());
  }

  private static Curvature start(int memory, boolean scaling, int n) {
    return new LimitedMemorySr1Hessian(new Config(memory, scaling, 1e-8, true))
        .start(flat(n), new TestContext(0));
  }

  private static SymmetricOperator operator(Curvature curvature, int n) {
    return curvature.at(flat(n).at(new double[n]));
  }

  /** Q3. */
  @ParameterizedTest
  @CsvSource({"3, 5", "8, 8", "6, 12"})
  void with_room_for_every_pair_and_no_scaling_it_is_sr1(int n, int pairs) {
    Random random = new Random(pairs);
    Curvature limited = start(pairs, false, n);
    Curvature full =
        new Sr1Hessian(new Sr1Hessian.Config(false, 1e-8, true)).start(flat(n), new TestContext(0));
    for (int k = 0; k < pairs; k++) {
      double[] s = Functions.normal(random, n);
      double[] y = Functions.normal(random, n);
      QuasiNewtonRuns.learn(limited, s, y);
      QuasiNewtonRuns.learn(full, s, y);
      // Random pairs contradict one another: pivots of both signs, and some digits are lost.
      OperatorLaws.assertClose(
          operator(full, n).toDense().values(), operator(limited, n).toDense().values(), 1e-8);
    }
  }

  /** Q2. */
  @ParameterizedTest
  @CsvSource({"2, true", "6, false", "8, true"})
  void as_many_pairs_as_variables_recover_an_indefinite_matrix(int n, boolean scaled) {
    Random random = new Random(n);
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, -3, 5).toArray());
    Curvature curvature = start(n, scaled, n);
    for (int k = 0; k < n; k++) {
      double[] s = Functions.normal(random, n);
      QuasiNewtonRuns.learn(curvature, s, Functions.product(matrix, s));
    }
    SymmetricOperator learned = operator(curvature, n);
    OperatorLaws.assertClose(matrix.values(), learned.toDense().values(), 1e-9);
    OperatorLaws.assertInverse(learned, 0, 1e-9);
  }

  /** Q4. Steps of any length stand together. */
  @ParameterizedTest
  @CsvSource({"1, 12", "3, 12", "10, 12", "10, 4"})
  void operator_laws_the_secant_equation_and_every_inverse_hold(int memory, int n) {
    Random random = new Random(memory);
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, -1, 10).toArray());
    Curvature curvature = start(memory, true, n);
    OperatorLaws.assertHold(operator(curvature, n), 1e-14);
    OperatorLaws.assertInverse(operator(curvature, n), 0.5, 1e-14);
    for (int k = 0; k < 2 * memory + 1; k++) {
      double[] s = Vectors.scale(Math.pow(10, -k % 8), Functions.normal(random, n));
      QuasiNewtonRuns.learn(curvature, s, Functions.product(matrix, s));
      SymmetricOperator operator = operator(curvature, n);
      OperatorLaws.assertClose(
          Functions.product(matrix, s), OperatorLaws.applied(operator, s), 1e-9);
      OperatorLaws.assertHold(operator, 1e-11);
      for (double shift : new double[] {0, 1e-3, 1, 1e6}) {
        OperatorLaws.assertInverse(operator, shift, 1e-9);
      }
    }
  }

  @Test
  void a_pair_of_negative_curvature_is_learned() {
    Curvature curvature = start(3, true, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {-3, 0});
    assertArrayEquals(new double[] {-3, 0, 0, 3}, operator(curvature, 2).toDense().values(), 1e-14);
    assertEquals(Set.of(), operator(curvature, 2).traits());
  }

  @Test
  void a_singular_shift_has_no_inverse() {
    Curvature curvature = start(3, true, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {-3, 0});
    assertEquals(Optional.empty(), operator(curvature, 2).inverse(3));
    OperatorLaws.assertInverse(operator(curvature, 2), 2, 1e-14);
  }

  @Test
  void the_oldest_pair_is_forgotten() {
    Random random = new Random(3);
    int n = 5;
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, -3, 5).toArray());
    Curvature all = start(2, true, n);
    Curvature last = start(2, true, n);
    for (int k = 0; k < 3; k++) {
      double[] s = Functions.normal(random, n);
      QuasiNewtonRuns.learn(all, s, Functions.product(matrix, s));
      if (k > 0) {
        QuasiNewtonRuns.learn(last, s, Functions.product(matrix, s));
      }
    }
    assertArrayEquals(operator(last, n).toDense().values(), operator(all, n).toDense().values());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.9e-8, -0.9e-8, Double.NaN})
  void a_pair_whose_denominator_vanishes_is_skipped(double cosine) {
    Curvature curvature = start(10, true, 2);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {1 + cosine, 1});
    assertArrayEquals(new double[] {1, 0, 0, 1}, operator(curvature, 2).toDense().values());
    assertEquals(
        Map.of("pairs", 0.0, "usedPairs", 0.0, "skippedPairs", 1.0),
        QuasiNewtonRuns.report(curvature));
  }

  @Test
  void resumed_pairs_go_on_to_the_same_bits() {
    Random random = new Random(5);
    Curvature straight = start(3, true, 4);
    Curvature resumed = start(3, true, 4);
    for (int k = 0; k < 9; k++) {
      if (k == 5) {
        TestState.of(straight).into(resumed);
      }
      double[] s = Functions.normal(random, 4);
      double[] y = Functions.normal(random, 4);
      QuasiNewtonRuns.learn(straight, s, y);
      if (k >= 5) {
        QuasiNewtonRuns.learn(resumed, s, y);
      }
    }
    assertArrayEquals(
        operator(straight, 4).toDense().values(), operator(resumed, 4).toDense().values());
    assertEquals(QuasiNewtonRuns.report(straight), QuasiNewtonRuns.report(resumed));
  }

  @Test
  void keys_outside_their_ranges_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> new Config(0, true, 0, true));
    assertThrows(IllegalArgumentException.class, () -> new Config(1001, true, 0, true));
    assertThrows(IllegalArgumentException.class, () -> new Config(5, true, 1, true));
  }
}

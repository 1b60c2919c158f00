package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.BarzilaiBorweinHessian.Config;
import dev.dupin.curvature.BarzilaiBorweinHessian.Length;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarzilaiBorweinHessianTest {

  private static final Objective BOWL =
      Functions.quadratic(new DenseSymmetric(2, new double[] {1, 0, 0, 1}), new double[2]);

  private static Curvature start(Length length) {
    return new BarzilaiBorweinHessian(new Config(length)).start(BOWL, new TestContext(0));
  }

  private static double scale(Curvature curvature) {
    double[] diagonal = curvature.at(BOWL.at(new double[] {3, -7})).diagonal().orElseThrow();
    assertEquals(diagonal[0], diagonal[1]);
    return diagonal[0];
  }

  @Test
  void the_lengths_are_those_of_the_paper() {
    double[] s = {1, 2};
    double[] y = {3, 1}; // s's = 5, s'y = 5, y'y = 10
    Curvature inLong = start(Length.LONG);
    Curvature inShort = start(Length.SHORT);
    Curvature inTurns = start(Length.ALTERNATING);
    for (Curvature curvature : new Curvature[] {inLong, inShort, inTurns}) {
      QuasiNewtonRuns.learn(curvature, s, y);
    }
    assertEquals(1, scale(inLong), 1e-15);
    assertEquals(2, scale(inShort), 1e-15);
    assertEquals(1, scale(inTurns), 1e-15);
    QuasiNewtonRuns.learn(inTurns, s, y);
    assertEquals(2, scale(inTurns), 1e-15);
    QuasiNewtonRuns.learn(inTurns, s, y);
    assertEquals(1, scale(inTurns), 1e-15);
  }

  @Test
  void the_first_step_has_a_largest_entry_of_one() {
    assertEquals(7, scale(start(Length.LONG)));
    Curvature atMinimum = start(Length.LONG);
    assertArrayEquals(
        new double[] {1, 1}, atMinimum.at(BOWL.at(new double[2])).diagonal().orElseThrow());
  }

  @ParameterizedTest
  @EnumSource(Length.class)
  void where_the_gradient_does_not_grow_the_sizes_of_both_give_the_length(Length length) {
    Curvature curvature = start(length);
    QuasiNewtonRuns.learn(curvature, new double[] {3, 4}, new double[] {-6, -8});
    assertEquals(2, scale(curvature), 1e-15);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {0, 3});
    assertEquals(3, scale(curvature), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, Double.NaN, Double.POSITIVE_INFINITY, 1e-320})
  void a_pair_without_a_length_leaves_the_last_one(double change) {
    Curvature curvature = start(Length.LONG);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {5, 0});
    QuasiNewtonRuns.learn(curvature, new double[] {1, 0}, new double[] {change, 0});
    assertEquals(5, scale(curvature));
  }

  /** With two eigenvalues convergence is superlinear (Barzilai and Borwein 1988, section 3). */
  @ParameterizedTest
  @EnumSource(Length.class)
  void full_steps_solve_a_quadratic_and_go_up_on_their_way(Length length) {
    int n = 20;
    Random random = new Random(1);
    DenseSymmetric matrix = Functions.withEigenvalues(random, random.doubles(n, 1, 100).toArray());
    Objective quadratic = Functions.quadratic(matrix, Functions.normal(random, n));
    Curvature curvature =
        new BarzilaiBorweinHessian(new Config(length)).start(quadratic, new TestContext(0));
    Evaluation here = quadratic.at(new double[n]);
    double[] values = new double[201];
    for (int k = 0; k < 200; k++) {
      values[k] = here.value();
      double[] step =
          OperatorLaws.solved(curvature.at(here).inverse(0).orElseThrow(), here.gradient());
      Evaluation there = quadratic.at(Vectors.subtract(here.point(), step));
      curvature.accepted(here, there);
      here = there;
    }
    values[200] = here.value();
    // Gradient descent of the best constant length comes down by ((k - 1) / (k + 1))^200 = 2e-2.
    assertTrue(Vectors.norm(here.gradient()) < 1e-10, "|g| = " + Vectors.norm(here.gradient()));
    double[] falling = values.clone();
    Arrays.sort(falling);
    assertTrue(!Arrays.equals(reversed(falling), values), "it is not monotone");
  }

  private static double[] reversed(double[] values) {
    double[] reversed = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      reversed[i] = values[values.length - 1 - i];
    }
    return reversed;
  }

  @Test
  void inverse_and_shift_hold() {
    Curvature curvature = start(Length.SHORT);
    QuasiNewtonRuns.learn(curvature, new double[] {1, 2}, new double[] {3, 1});
    for (double shift : new double[] {0, 0.5}) {
      OperatorLaws.assertInverse(curvature.at(BOWL.at(new double[2])), shift, 1e-15);
    }
  }
}

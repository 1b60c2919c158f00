package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.LowRankHessian.Config;
import dev.dupin.curvature.LowRankHessian.Kind;
import dev.dupin.curvature.sketch.Sketch;
import dev.dupin.testkit.TestContext;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LowRankHessianTest {

  private static final double[] THREE_VALUES = {-2, -2, -2, 0.5, 0.5, 0.5, 0.5, 7, 7, 7};

  private static SymmetricOperator at(HessianProvider hessian, Objective objective, double[] x) {
    return hessian.start(objective, TestContext.ROOT).at(objective.at(x));
  }

  private static LowRankHessian lowRank(int rank, Kind sketch, boolean absolute) {
    HessianProvider of = sketch == Kind.NYSTROM ? new Semidefinite() : new ExactHessian();
    return new LowRankHessian(new Config(rank, sketch, absolute, of));
  }

  /** The exact Hessian of a function that is known to be convex. */
  private static final class Semidefinite implements HessianProvider {
    @Override
    public Curvature start(Objective objective, RunContext context) {
      return new ExactHessian().start(objective, context);
    }

    @Override
    public Set<Trait> traits(Objective objective) {
      return Set.of(Trait.POSITIVE_SEMIDEFINITE);
    }
  }

  private static SmoothFunction quadratic(double... eigenvalues) {
    Random random = new Random(31);
    DenseSymmetric matrix = Functions.withEigenvalues(random, eigenvalues);
    return Functions.quadratic(matrix, Functions.normal(random, eigenvalues.length));
  }

  @Test
  void with_as_many_steps_as_distinct_eigenvalues_newton_steps_are_exact() {
    // Oracle S2, with signs, without them, and damped.
    SmoothFunction f = quadratic(THREE_VALUES);
    double[] x = new double[10];
    double[] gradient = f.at(x).gradient();
    for (double shift : new double[] {0, 0.25, 10}) {
      double[] signed = solvedBy(THREE_VALUES, gradient, false, shift);
      double[] absolute = solvedBy(THREE_VALUES, gradient, true, shift);
      OperatorLaws.assertClose(
          signed, solution(at(lowRank(3, Kind.LANCZOS, false), f, x), gradient, shift), 1e-12);
      OperatorLaws.assertClose(
          absolute, solution(at(lowRank(3, Kind.LANCZOS, true), f, x), gradient, shift), 1e-12);
    }
    double[] short2 = solution(at(lowRank(2, Kind.LANCZOS, false), f, x), gradient, 0);
    double[] exact = solvedBy(THREE_VALUES, gradient, false, 0);
    assertTrue(Vectors.norm(Vectors.subtract(short2, exact)) > 0.01 * Vectors.norm(exact));
  }

  private static double[] solution(SymmetricOperator operator, double[] rhs, double shift) {
    return OperatorLaws.solved(operator.inverse(shift).orElseThrow(), rhs);
  }

  /** The same from the eigenvalues the matrix was made of, in the same random basis. */
  private static double[] solvedBy(
      double[] eigenvalues, double[] rhs, boolean absolute, double shift) {
    double[] inverted = eigenvalues.clone();
    for (int i = 0; i < inverted.length; i++) {
      inverted[i] = 1 / ((absolute ? Math.abs(eigenvalues[i]) : eigenvalues[i]) + shift);
    }
    return Functions.product(Functions.withEigenvalues(new Random(31), inverted), rhs);
  }

  @Test
  void a_nystrom_sketch_of_the_rank_of_the_matrix_is_the_matrix() {
    double[] eigenvalues = {0, 0, 0, 0, 0, 0, 0.5, 3, 3, 8};
    SmoothFunction f = quadratic(eigenvalues);
    double[] expected = Functions.withEigenvalues(new Random(31), eigenvalues).values();
    for (int rank : new int[] {4, 6, 10, 40}) {
      SymmetricOperator operator = at(lowRank(rank, Kind.NYSTROM, false), f, new double[10]);
      // The rest is kept from 0 by sqrt(eps) |B| = 1.2e-7 where there is one.
      double tolerance = rank >= 10 ? 1e-13 : 1e-6;
      assertArrayEquals(expected, operator.toDense().values(), tolerance);
      assertTrue(operator.is(Trait.POSITIVE_SEMIDEFINITE));
    }
  }

  @Test
  void the_rest_has_its_mean_curvature() {
    // All but two eigenvalues are one number: whatever direction is drawn there, that is the mean.
    SmoothFunction f = quadratic(0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 40, 90);
    double[] expected =
        Functions.withEigenvalues(new Random(31), 0.25, 0.25, 0.25, 0.25, 0.25, 0.25, 40, 90)
            .values();
    SymmetricOperator operator = at(lowRank(3, Kind.LANCZOS, false), f, new double[8]);
    OperatorLaws.assertHold(operator, 1e-12);
    assertArrayEquals(expected, operator.toDense().values(), 1e-11);
    for (double shift : new double[] {0, 0.1, 30}) {
      OperatorLaws.assertInverse(operator, shift, 1e-11);
    }
  }

  @Test
  void a_point_costs_rank_and_one_products_and_further_use_none() {
    CountingMeter meter = new CountingMeter();
    Objective f = quadratic(THREE_VALUES).offering(Set.of(HessianProducts.class)).metered(meter);
    SymmetricOperator operator = at(lowRank(2, Kind.LANCZOS, false), f, new double[10]);
    assertEquals(0, meter.products + meter.gradients);
    OperatorLaws.assertHold(operator, 1e-12);
    operator.inverse(1);
    assertEquals(3, meter.products);
    assertEquals(1, meter.gradients);
  }

  @Test
  void where_the_gradient_is_zero_a_random_direction_starts_the_sketch() {
    SmoothFunction f = quadratic(THREE_VALUES);
    SmoothFunction centred =
        Functions.quadratic(
            Functions.withEigenvalues(new Random(31), THREE_VALUES), new double[10]);
    assertEquals(0, Vectors.norm(centred.at(new double[10]).gradient()));
    SymmetricOperator operator = at(lowRank(10, Kind.LANCZOS, false), centred, new double[10]);
    double[] v = Functions.normal(new Random(3), 10);
    assertEquals(
        3,
        Sketch.lanczos(() -> new double[10], new SplittableRandom(1))
            .of(new ExactHessian().start(f, TestContext.ROOT).at(f.at(v)), 10)
            .values()
            .length);
    OperatorLaws.assertHold(operator, 1e-12);
  }

  @Test
  void nystrom_refuses_an_indefinite_hessian_before_the_run_and_in_it() {
    SmoothFunction f = quadratic(THREE_VALUES);
    LowRankHessian wrong =
        new LowRankHessian(new Config(3, Kind.NYSTROM, false, new ExactHessian()));
    assertTrue(wrong.unmetNeed(f).orElseThrow().startsWith("a positive-semidefinite hessian"));
    assertTrue(lowRank(3, Kind.NYSTROM, false).unmetNeed(f).isEmpty());
    SymmetricOperator operator = at(lowRank(10, Kind.NYSTROM, false), f, new double[10]);
    assertThrows(NumericalFailureException.class, operator::toDense);
  }

  @Test
  void promises_follow_the_other_hessian_and_the_keys() {
    SmoothFunction f = quadratic(THREE_VALUES);
    assertEquals(Set.of(), lowRank(3, Kind.LANCZOS, false).traits(f));
    assertTrue(lowRank(3, Kind.LANCZOS, true).traits(f).contains(Trait.POSITIVE_DEFINITE));
    assertEquals(
        Set.of(Trait.POSITIVE_SEMIDEFINITE, Trait.STOCHASTIC),
        lowRank(3, Kind.NYSTROM, false).traits(f));
    LowRankHessian ofBfgs =
        new LowRankHessian(new Config(3, Kind.LANCZOS, false, BfgsHessian.withDefaults()));
    assertTrue(ofBfgs.traits(f).contains(Trait.POSITIVE_DEFINITE));
  }
}

package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What every Hessian must do, exact or not: symmetric operators that keep their promises. */
public abstract class HessianContract {

  private static final double EXACT = 1e-10;

  /** For subclasses. */
  protected HessianContract() {}

  /** Returns the provider under test. */
  protected abstract HessianProvider hessian();

  /**
   * Returns an objective that has what the provider needs; Rosenbrock's function unless overridden,
   * as a model where the provider needs one.
   */
  protected Objective objective() {
    return TestProblems.fitting(hessian()).orElseGet(TestProblems::plain).rosenbrock();
  }

  /**
   * Returns how far, relatively, symmetry and linearity may be off: more than rounding only for
   * differences of gradients.
   */
  protected double tolerance() {
    return EXACT;
  }

  /** The suite. */
  @TestFactory
  final Stream<DynamicTest> contract() {
    return of(hessian(), objective(), tolerance());
  }

  /**
   * Returns the suite for one provider on one objective.
   *
   * @param tolerance see {@link #tolerance()}
   */
  public static Stream<DynamicTest> of(
      HessianProvider hessian, Objective objective, double tolerance) {
    Checks checks = new Checks(hessian, objective, tolerance);
    return Stream.of(
        dynamicTest("operators are symmetric and linear", checks::symmetric),
        dynamicTest("asking twice gives the same operator", checks::repeatable),
        dynamicTest("promised traits hold", checks::traits),
        dynamicTest("dense matrix, diagonal and inverse agree with products", checks::forms),
        dynamicTest("a saved state goes on to the same bits", checks::saved),
        dynamicTest("two runs of one recipe share nothing", checks::independent));
  }

  private record Checks(HessianProvider hessian, Objective objective, double tolerance) {

    private static final int STEPS = 6;

    private Curvature start() {
      return hessian.start(objective, TestContext.ROOT);
    }

    /** Takes some steps along a seeded path, and returns the last point. */
    private Evaluation walk(Curvature curvature, int from, int to) {
      Evaluation here = objective.at(pathPoint(from));
      for (int k = from; k < to; k++) {
        curvature.at(here);
        Evaluation next = objective.at(pathPoint(k + 1));
        curvature.accepted(here, next);
        here = next;
      }
      return here;
    }

    private double[] pathPoint(int k) {
      double[] x = objective.start(new SplittableRandom(5)).clone();
      for (int i = 0; i < x.length; i++) {
        x[i] += 0.05 * k + 0.01 * Math.sin(3 * k + i);
      }
      return x;
    }

    private double[] vector(RandomGenerator random) {
      return random.doubles(objective.dimension(), -1, 1).toArray();
    }

    private static double[] apply(SymmetricOperator operator, double[] v) {
      double[] result = new double[v.length];
      operator.apply(v, result);
      return result;
    }

    void symmetric() {
      Curvature curvature = start();
      RandomGenerator random = new SplittableRandom(9);
      for (int k = 0; k < STEPS; k++) {
        SymmetricOperator operator = curvature.at(walk(curvature, k, k + 1));
        assertEquals(objective.dimension(), operator.dimension());
        double[] u = vector(random);
        double[] v = vector(random);
        double[] bu = apply(operator, u);
        double[] bv = apply(operator, v);
        double scale = tolerance * Math.max(1, Vectors.norm(bu) + Vectors.norm(bv));
        assertEquals(Vectors.dot(v, bu), Vectors.dot(u, bv), scale);
        double[] both = apply(operator, Vectors.add(u, Vectors.scale(-3, v)));
        assertArrayEquals(Vectors.add(bu, Vectors.scale(-3, bv)), both, 10 * scale);
      }
    }

    void repeatable() {
      Curvature curvature = start();
      Evaluation here = walk(curvature, 0, STEPS);
      double[] v = vector(new SplittableRandom(3));
      double[] first = apply(curvature.at(here), v);
      assertArrayEquals(first, apply(curvature.at(here), v));
      assertArrayEquals(first, apply(curvature.at(objective.at(here.point())), v));
    }

    void traits() {
      Curvature curvature = start();
      SymmetricOperator operator = curvature.at(walk(curvature, 0, STEPS));
      Set<Trait> promised = hessian.traits(objective);
      for (Trait trait : promised) {
        assertTrue(
            operator.is(trait),
            "the provider promises " + trait.word() + ", the operator does not");
      }
      RandomGenerator random = new SplittableRandom(4);
      for (int draw = 0; draw < 20; draw++) {
        double[] v = vector(random);
        double curved = Vectors.dot(v, apply(operator, v));
        if (operator.is(Trait.POSITIVE_DEFINITE)) {
          assertTrue(curved > 0, "v'Bv = " + curved);
        } else if (operator.is(Trait.POSITIVE_SEMIDEFINITE)) {
          assertTrue(curved >= -EXACT * Vectors.norm(apply(operator, v)), "v'Bv = " + curved);
        }
      }
      assertTrue(!operator.is(Trait.DIAGONAL) || operator.diagonal().isPresent());
    }

    void forms() {
      Curvature curvature = start();
      SymmetricOperator operator = curvature.at(walk(curvature, 0, STEPS));
      DenseSymmetric matrix = operator.toDense();
      double[] v = vector(new SplittableRandom(6));
      double[] product = apply(operator, v);
      double[] byMatrix = new double[v.length];
      matrix.apply(v, byMatrix);
      double scale = Math.max(1, Vectors.norm(matrix.values()));
      assertArrayEquals(byMatrix, product, tolerance * scale);
      operator
          .diagonal()
          .ifPresent(diagonal -> assertArrayEquals(matrix.diagonal(), diagonal, tolerance * scale));
      for (double shift : new double[] {0, 0.7}) {
        operator
            .inverse(shift)
            .ifPresent(
                inverse -> {
                  double[] rhs = Vectors.add(product, Vectors.scale(shift, v));
                  double[] solution = new double[v.length];
                  inverse.solve(rhs, solution);
                  // The error of a solve grows with the condition number, at most some thousands
                  // here.
                  assertArrayEquals(v, solution, 1e-8);
                });
      }
    }

    void saved() {
      Curvature whole = start();
      Evaluation end = walk(whole, 0, STEPS);
      Curvature first = start();
      walk(first, 0, STEPS / 2);
      Snapshot snapshot = Snapshot.of(first);
      Curvature second = start();
      Snapshot.of(snapshot.values()).restore(second);
      walk(second, STEPS / 2, STEPS);
      double[] v = vector(new SplittableRandom(7));
      assertArrayEquals(apply(whole.at(end), v), apply(second.at(end), v));
    }

    void independent() {
      Curvature one = start();
      Curvature other = start();
      Evaluation end = walk(one, 0, STEPS);
      double[] v = vector(new SplittableRandom(8));
      double[] expected = apply(one.at(end), v);
      walk(other, 2, STEPS);
      assertArrayEquals(expected, apply(one.at(end), v));
    }
  }
}

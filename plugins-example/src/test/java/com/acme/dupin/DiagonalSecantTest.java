package com.acme.dupin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.testkit.TestContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagonalSecantTest {
  private static final Objective WELLS =
      new DoubleWell(new DoubleWell.Config(1, 0, new double[] {0.25, 1}));

  private static Curvature learn(double initial, double[]... points) {
    Curvature curvature =
        new DiagonalSecant(new DiagonalSecant.Config(initial)).start(WELLS, TestContext.ROOT);
    for (int i = 1; i < points.length; i++) {
      curvature.accepted(WELLS.at(points[i - 1]), WELLS.at(points[i]));
    }
    return curvature;
  }

  private static double[] diagonal(Curvature curvature) {
    return curvature.at(WELLS.at(new double[2])).diagonal().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_nearest_diagonal_that_satisfies_the_weak_secant_equation(long seed) {
    Random random = new Random(seed);
    Evaluation from = WELLS.at(new double[] {random.nextGaussian(), random.nextGaussian()});
    Evaluation to = WELLS.at(new double[] {random.nextGaussian(), random.nextGaussian()});
    double[] s = {to.point()[0] - from.point()[0], to.point()[1] - from.point()[1]};
    double sy =
        s[0] * (to.gradient()[0] - from.gradient()[0])
            + s[1] * (to.gradient()[1] - from.gradient()[1]);
    double[] d = diagonal(learn(0.5, from.point(), to.point()));
    assertEquals(sy, s[0] * s[0] * d[0] + s[1] * s[1] * d[1], 1e-12 * Math.abs(sy));
    // Nearest: the change is orthogonal to every direction that keeps the equation.
    assertEquals(0, (d[0] - 0.5) * s[1] * s[1] - (d[1] - 0.5) * s[0] * s[0], 1e-12);
  }

  @Test
  void a_step_along_one_axis_finds_the_curvature_there() {
    assertArrayEquals(
        new double[] {7, 1},
        diagonal(learn(7, new double[] {0.3, 2}, new double[] {0.3, -1})),
        1e-15);
  }

  @Test
  void a_step_too_short_to_measure_teaches_nothing() {
    assertArrayEquals(
        new double[] {3, 3},
        diagonal(learn(3, new double[] {0, 0}, new double[] {1e-100, 1e-100})));
  }

  @Test
  void an_operator_handed_out_does_not_change_under_its_reader() {
    Curvature curvature = learn(2);
    SymmetricOperator before = curvature.at(WELLS.at(new double[2]));
    curvature.accepted(WELLS.at(new double[] {0, 1}), WELLS.at(new double[] {0, 2}));
    assertArrayEquals(new double[] {2, 2}, before.diagonal().orElseThrow());
  }

  @Test
  void the_operator_applies_and_inverts_its_diagonal() {
    SymmetricOperator operator = learn(2).at(WELLS.at(new double[2]));
    double[] result = new double[2];
    operator.apply(new double[] {3, -1}, result);
    assertArrayEquals(new double[] {6, -2}, result);
    Inverse inverse = operator.inverse(1).orElseThrow();
    inverse.solve(new double[] {6, -3}, result);
    assertArrayEquals(new double[] {2, -1}, result);
    assertTrue(operator.inverse(-2).isEmpty());
    assertTrue(operator.is(Trait.DIAGONAL));
  }
}

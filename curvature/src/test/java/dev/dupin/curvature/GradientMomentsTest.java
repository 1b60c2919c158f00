package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.testkit.TestContext;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The diagonals of Adam, RMSProp and AdaGrad, by hand; the methods themselves are run in cli. */
class GradientMomentsTest {

  /** The gradient of f is the point. */
  private static final Objective F =
      Functions.quadratic(new DenseSymmetric(2, new double[] {1, 0, 0, 1}), new double[2]);

  private static final Evaluation FIRST = F.at(new double[] {3, -4});
  private static final Evaluation SECOND = F.at(new double[] {0, 12});

  private static double[] entries(Curvature curvature, Evaluation here) {
    return curvature.at(here).diagonal().orElseThrow();
  }

  private static Curvature start(HessianProvider hessian) {
    return hessian.start(F, TestContext.ROOT);
  }

  @Test
  void adam() {
    Curvature curvature = start(new AdamHessian(new AdamHessian.Config(0.75, 0.5, false)));
    assertArrayEquals(new double[] {3.5, 4.5}, entries(curvature, FIRST), 1e-15);
    curvature.accepted(FIRST, SECOND);
    // v = (0.75 * 0.25 * 9, 0.75 * 0.25 * 16 + 0.25 * 144), over 1 - 0.75^2 = 0.4375.
    double[] expected = {Math.sqrt(1.6875 / 0.4375) + 0.5, Math.sqrt(39 / 0.4375) + 0.5};
    assertArrayEquals(expected, entries(curvature, SECOND), 1e-14);
  }

  @Test
  void amsgrad_never_falls() {
    Curvature curvature = start(new AdamHessian(new AdamHessian.Config(0.75, 0.5, true)));
    curvature.accepted(FIRST, SECOND);
    assertArrayEquals(
        new double[] {3.5, Math.sqrt(39 / 0.4375) + 0.5}, entries(curvature, SECOND), 1e-14);
  }

  @Test
  void rmsprop() {
    Curvature plain = start(new RmsPropHessian(new RmsPropHessian.Config(0.75, 0.5, false)));
    Curvature corrected = start(new RmsPropHessian(new RmsPropHessian.Config(0.75, 0.5, true)));
    assertArrayEquals(new double[] {2, 2.5}, entries(plain, FIRST), 1e-15);
    assertArrayEquals(new double[] {3.5, 4.5}, entries(corrected, FIRST), 1e-15);
    plain.accepted(FIRST, SECOND);
    assertArrayEquals(
        new double[] {Math.sqrt(1.6875) + 0.5, Math.sqrt(39) + 0.5}, entries(plain, SECOND), 1e-14);
  }

  @Test
  void adagrad() {
    Curvature curvature = start(new AdaGradHessian(new AdaGradHessian.Config(0.5)));
    assertArrayEquals(new double[] {3.5, 4.5}, entries(curvature, FIRST), 1e-15);
    curvature.accepted(FIRST, SECOND);
    assertArrayEquals(new double[] {3.5, Math.sqrt(160) + 0.5}, entries(curvature, SECOND), 1e-14);
  }

  static Stream<HessianProvider> all() {
    return Stream.of(
        AdamHessian.withDefaults(),
        new AdamHessian(new AdamHessian.Config(0.9, 1e-8, true)),
        RmsPropHessian.withDefaults(),
        AdaGradHessian.withDefaults());
  }

  @ParameterizedTest
  @MethodSource("all")
  void asking_and_refusing_change_nothing(HessianProvider hessian) {
    Curvature curvature = start(hessian);
    double[] before = entries(curvature, FIRST);
    entries(curvature, SECOND);
    assertEquals(false, curvature.rejected(FIRST, SECOND));
    assertArrayEquals(before, entries(curvature, FIRST));
    curvature.accepted(FIRST, SECOND);
    double[] after = entries(curvature, SECOND);
    entries(curvature, FIRST);
    assertArrayEquals(after, entries(curvature, SECOND));
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_flat_coordinate_keeps_epsilon_and_definiteness(HessianProvider hessian) {
    Evaluation flat = F.at(new double[] {0, 1});
    Curvature curvature = start(hessian);
    assertEquals(Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL), curvature.at(flat).traits());
    assertEquals(1e-8, entries(curvature, flat)[0]);
  }

  @ParameterizedTest
  @MethodSource("all")
  void squares_that_overflow_are_refused(HessianProvider hessian) {
    Evaluation steep = F.at(new double[] {1e200, 1});
    Curvature curvature = start(hessian);
    assertThrows(NumericalFailureException.class, () -> curvature.at(steep));
  }

  @ParameterizedTest
  @MethodSource("all")
  void a_resumed_sum_goes_on_to_the_same_bits(HessianProvider hessian) {
    Curvature straight = start(hessian);
    straight.accepted(FIRST, SECOND);
    Curvature resumed = start(hessian);
    TestState.of(straight).into(resumed);
    straight.accepted(SECOND, FIRST);
    resumed.accepted(SECOND, FIRST);
    assertArrayEquals(entries(straight, FIRST), entries(resumed, FIRST));
  }
}

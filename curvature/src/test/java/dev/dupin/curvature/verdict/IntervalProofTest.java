package dev.dupin.curvature.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.curvature.verdict.IntervalProof.Theorem;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Theorems about boxes around points whose critical points are known. */
class IntervalProofTest {

  private static Optional<Theorem> prove(DifferentiableFunction function, double... point) {
    Evaluation here = new AutodiffObjective(point.length, function).at(point);
    TrueHessian hessian = TrueHessian.at(here, new double[point.length], new SplittableRandom(1));
    ScaledSpectrum spectrum = new ScaledSpectrum(hessian, point);
    return IntervalProof.at(here, spectrum).flatMap(IntervalProof::attempt);
  }

  private static void assertHolds(Theorem theorem, double... critical) {
    for (int i = 0; i < critical.length; i++) {
      assertTrue(theorem.lower()[i] <= critical[i], "lower bound of coordinate " + i);
      assertTrue(critical[i] <= theorem.upper()[i], "upper bound of coordinate " + i);
    }
  }

  private static void assertTight(Theorem theorem, double relative) {
    for (int i = 0; i < theorem.lower().length; i++) {
      double width = theorem.upper()[i] - theorem.lower()[i];
      double size = Math.max(1, Math.abs(theorem.upper()[i]));
      assertTrue(width <= relative * size, "width " + width);
    }
  }

  private static Real rosenbrock(Real[] x) {
    return x[1].subtract(x[0].square()).square().multiply(100).add(x[0].subtract(1).square());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1.000000001, 1.000000002", "0.9999, 0.9998"})
  void rosenbrocks_minimum_is_a_theorem_from_the_point_and_from_beside_it(double x, double y) {
    Theorem theorem = prove(IntervalProofTest::rosenbrock, x, y).orElseThrow();
    assertEquals(0, theorem.index());
    assertHolds(theorem, 1, 1);
    assertTight(theorem, 1e-12);
    assertTrue(theorem.value().contains(0));
    assertTrue(theorem.value().upper() < 1e-22, () -> theorem.value().toString());
  }

  @Test
  void saddles_and_maxima_have_their_index() {
    Theorem saddle =
        prove(
                x ->
                    x[0].square()
                        .subtract(x[1].square())
                        .add(x[0].sin().multiply(x[1]).multiply(0.1)),
                0,
                0)
            .orElseThrow();
    assertEquals(1, saddle.index());
    assertHolds(saddle, 0, 0);
    Theorem maximum =
        prove(x -> x[0].cos().add(x[1].cos()).add(x[2].square().negate()), 0, 0, 1e-9)
            .orElseThrow();
    assertEquals(3, maximum.index());
    assertHolds(maximum, 0, 0, 0);
  }

  @Test
  void the_root_of_a_transcendental_equation_is_enclosed_to_its_digits() {
    // x exp(x) = 1 at the omega constant, where f = exp(x) - log(x) has its minimum.
    Theorem theorem = prove(x -> x[0].exp().subtract(x[0].log()), 0.567).orElseThrow();
    assertHolds(theorem, 0.5671432904097838);
    assertTight(theorem, 1e-14);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 1e-6, 1, 1e6, 1e12})
  void scale_makes_no_difference(double scale) {
    Theorem theorem =
        prove(
                x -> {
                  Real[] z = {x[0].multiply(scale), x[1].divide(scale)};
                  return rosenbrock(z).multiply(scale);
                },
                1 / scale,
                scale)
            .orElseThrow();
    assertTrue(theorem.lower()[0] <= 1 / scale && 1 / scale <= theorem.upper()[0]);
    assertTrue(theorem.upper()[0] - theorem.lower()[0] <= 1e-12 / scale);
  }

  @Test
  void degenerate_points_kinks_and_edges_have_no_proof() {
    assertFalse(prove(x -> x[0].pow(3).add(x[1].square()), 1e-5, 0).isPresent());
    assertFalse(prove(x -> x[0].pow(4).add(x[1].square()), 1e-4, 0).isPresent());
    assertFalse(prove(x -> x[0].square().subtract(x[0].abs()), 0).isPresent());
    assertFalse(prove(x -> x[0].square().add(x[0].abs()), 0).isPresent());
    // A minimum of the left branch, and a tie within reach of it.
    assertFalse(prove(x -> x[0].square().max(x[0].multiply(1e-300)), 0).isPresent());
  }

  @Test
  void a_point_too_far_from_the_critical_one_has_no_proof() {
    assertFalse(prove(IntervalProofTest::rosenbrock, 3, 9).isPresent());
  }

  @Test
  void the_box_of_a_point_far_from_a_quadratics_minimum_holds_the_minimum() {
    // The Hessian is constant, so uniqueness holds as far as the end point.
    Theorem theorem =
        prove(x -> x[0].square().add(x[1].square().multiply(3)).add(x[0]), 0, 0).orElseThrow();
    assertHolds(theorem, -0.5, 0);
    assertTight(theorem, 1e-14);
    assertTrue(theorem.value().contains(-0.25));
  }
}

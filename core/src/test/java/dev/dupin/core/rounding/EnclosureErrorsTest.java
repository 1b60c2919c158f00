package dev.dupin.core.rounding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.AutodiffResiduals;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.interval.Digits;
import dev.dupin.core.interval.Interval;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.RoundingErrors;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Errors of computed values against 40 digits. */
class EnclosureErrorsTest {

  private static final double EPSILON = 0x1p-52;

  private static Evaluation at(DifferentiableFunction function, double... x) {
    return new AutodiffObjective(x.length, function).at(x);
  }

  private static RoundingErrors errors(Evaluation at) {
    return at.structure(RoundingErrors.class).orElseThrow();
  }

  /** exp(x) - 1 - x - x^2/2: what is left is smaller than what cancelled, and so is its error. */
  private static Real inflection(Real x) {
    return x.exp().subtract(1).subtract(x).subtract(x.square().multiply(0.5));
  }

  @Test
  void cancelling_terms_err_by_no_more_than_they_say() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      double x = Math.scalb(random.nextDouble(-1, 1), -random.nextInt(30));
      Evaluation at = at(v -> inflection(v[0]), x);
      BigDecimal exact = Digits.of(x);
      BigDecimal slope = Digits.expm1(exact).subtract(exact);
      BigDecimal f = slope.subtract(exact.multiply(exact).divide(BigDecimal.valueOf(2)));
      within(f, at.value(), errors(at).value());
      within(slope, at.gradient()[0], errors(at).gradient()[0]);
      assertTrue(errors(at).value() <= 12 * EPSILON, () -> "error " + errors(at).value());
      assertTrue(errors(at).gradient()[0] <= 12 * EPSILON);
      assertTrue(errors(at).hessian().get(0, 0) <= 12 * EPSILON);
      assertTrue(errors(at).isDifferentiable());
    }
  }

  private static void within(BigDecimal exact, double computed, double error) {
    BigDecimal difference = exact.subtract(Digits.of(computed)).abs();
    assertTrue(difference.doubleValue() <= error, () -> difference + " is more than " + error);
  }

  @Test
  void whole_numbers_have_no_error() {
    Evaluation at =
        at(v -> v[0].square().add(v[0].multiply(v[1]).multiply(2)).add(v[1].square()), 3, -5);
    assertEquals(0, errors(at).value());
    assertEquals(0, errors(at).gradient()[0]);
    assertEquals(0, errors(at).hessian().get(1, 0));
  }

  @Test
  void sums_of_squares_have_errors_too() {
    AutodiffResiduals rosenbrock =
        new AutodiffResiduals(
            2, 1, x -> new Real[] {x[1].subtract(x[0].square()).multiply(10), x[0].subtract(1)});
    Evaluation exact = rosenbrock.at(new double[] {1, 1});
    assertEquals(0, errors(exact).value());
    assertEquals(0, errors(exact).hessian().get(0, 0));
    Evaluation rounded = rosenbrock.at(new double[] {1.1, 1.2});
    assertTrue(errors(rounded).value() > 0 && errors(rounded).value() < 100 * EPSILON);
  }

  @Test
  void a_kink_is_no_point_of_derivatives() {
    assertFalse(errors(at(v -> v[0].abs(), 0)).isDifferentiable());
    assertTrue(errors(at(v -> v[0].abs(), 1)).isDifferentiable());
    assertFalse(errors(at(v -> v[0].sqrt(), 0)).isDifferentiable());
    assertEquals(1, errors(at(v -> v[0].abs(), 0)).gradient()[0]);
  }

  /** The way taken is known, and so are its errors. */
  @Test
  void a_function_with_branches_has_the_errors_of_its_branch() {
    Evaluation at = at(v -> v[0].value() > 0 ? v[0].multiply(0.1) : v[0], 3);
    assertTrue(errors(at).value() > 0 && errors(at).value() < 4 * EPSILON);
    assertTrue(errors(at).isDifferentiable());
  }

  @Test
  void distances_are_to_the_far_end_and_unknown_where_nothing_is_known() {
    assertEquals(3, EnclosureErrors.distance(1, new Interval(-2, 2)));
    assertEquals(4, EnclosureErrors.distance(5, new Interval(1, 2)));
    assertEquals(Double.NaN, EnclosureErrors.distance(1, new Interval(Double.NaN, Double.NaN)));
    assertEquals(Double.NaN, EnclosureErrors.distance(Double.NaN, new Interval(1, 2)));
  }
}

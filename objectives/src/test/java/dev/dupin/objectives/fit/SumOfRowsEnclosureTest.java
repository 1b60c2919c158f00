package dev.dupin.objectives.fit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.interval.Interval;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.testkit.ObjectiveContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bounds of a sum over rows. */
class SumOfRowsEnclosureTest {

  /** a exp(b x) - y. */
  private static final DifferentiableFunction DECAY =
      v -> v[0].multiply(v[1].multiply(v[2]).exp()).subtract(v[3]);

  /** a^2 x + a b - y. */
  private static final DifferentiableFunction POLYNOMIAL =
      v -> v[0].square().multiply(v[2]).add(v[0].multiply(v[1])).subtract(v[3]);

  private static final double[] DECIMALS = {0.1, 2.3, 0.7, 1.9, 1.3, 0.4};

  @TestFactory
  Stream<DynamicTest> contract() {
    SumOfRows sum = new SumOfRows(2, 2, DECIMALS, DECAY);
    return ObjectiveContract.of(sum, random -> random.doubles(2, -1, 1).toArray());
  }

  private static Enclosure over(SumOfRows sum, double[] lower, double[] upper) {
    return sum.at(lower).structure(Enclosures.class).orElseThrow().over(lower, upper);
  }

  /** By hand: at a = b = 1 the residuals are x + 1 - y, their slopes 2 x + 1 and 1. */
  @Test
  void whole_numbers_stay_exact() {
    SumOfRows sum = new SumOfRows(2, 2, new double[] {1, 1, 2, 3, 4, 3}, POLYNOMIAL);
    double[] one = {1, 1};
    Enclosure at = over(sum, one, one);
    assertEquals(Interval.of(2.5), at.value());
    assertArrayEquals(new double[] {1 * 3 + 2 * 9, 1 + 2}, at.gradient().lower());
    assertArrayEquals(at.gradient().lower(), at.gradient().upper());
    // J'J + sum of r_i (2x, 1; 1, 0), with r = 1, 0, 2 and x = 1, 2, 4
    double[] hessian = {9 + 25 + 81 + 2 + 16, 3 + 5 + 9 + 3, 3 + 5 + 9 + 3, 3};
    assertArrayEquals(hessian, at.hessian().lower());
    assertArrayEquals(hessian, at.hessian().upper());
    assertTrue(at.isSmooth());
  }

  @Test
  void decimal_data_stand_for_their_neighbours() {
    SumOfRows sum = new SumOfRows(2, 2, DECIMALS, DECAY);
    double[] x = {2.5, -0.75};
    Interval f = over(sum, x, x).value();
    DifferentiableFunction moved = v -> DECAY.apply(v).add(0);
    double[] table = DECIMALS.clone();
    table[1] = Math.nextUp(table[1]);
    SumOfRows neighbour = new SumOfRows(2, 2, table, moved);
    double error = neighbour.at(x).structure(RoundingErrors.class).orElseThrow().value();
    double g = neighbour.at(x).value();
    assertTrue(f.lower() <= g + error && g - error <= f.upper());
    assertTrue(f.upper() - f.lower() > Math.ulp(f.upper()));
    assertTrue(f.upper() - f.lower() < 100 * Math.ulp(f.upper()));
  }

  @Test
  void a_kink_in_a_row_is_no_smooth_sum() {
    SumOfRows sum = new SumOfRows(1, 2, new double[] {1, 0, 2, 1}, v -> v[0].subtract(v[1]).abs());
    assertFalse(over(sum, new double[] {0.5}, new double[] {1}).isSmooth());
    assertTrue(over(sum, new double[] {1.25}, new double[] {1.5}).isSmooth());
    RoundingErrors errors = sum.at(new double[] {2}).structure(RoundingErrors.class).orElseThrow();
    assertFalse(errors.isDifferentiable());
  }
}

package dev.dupin.objectives.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accuracy of the hyperbolic tangent, against 40 digits. */
class TanhTest {

  private static final MathContext DIGITS = new MathContext(40);

  /** exp(2z) by its series, after halving the argument until it is small. */
  private static BigDecimal exponential(double z) {
    int halvings = 10;
    BigDecimal x = new BigDecimal(2 * z).divide(new BigDecimal(1 << halvings), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    BigDecimal term = BigDecimal.ONE;
    for (int k = 1; k < 40; k++) {
      term = term.multiply(x, DIGITS).divide(new BigDecimal(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return sum.pow(1 << halvings, DIGITS);
  }

  private static void check(double z) {
    BigDecimal e = exponential(z);
    BigDecimal above = e.add(BigDecimal.ONE);
    double tanh = e.subtract(BigDecimal.ONE).divide(above, DIGITS).doubleValue();
    double slope =
        e.multiply(new BigDecimal(4)).divide(above.multiply(above), DIGITS).doubleValue();
    double[] both = {z};
    double[] value = new double[1];
    Tanh.both(both, 0, 1, value, 0);
    assertEquals(tanh, value[0], 3 * Math.ulp(tanh), () -> "tanh " + z);
    assertEquals(slope, both[0], 6 * Math.ulp(slope), () -> "slope at " + z);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.3, 0.7, 2, 10, 20})
  void is_exact_to_a_few_units_in_the_last_place(double scale) {
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 300; draw++) {
      check(scale * (2 * random.nextDouble() - 1));
    }
  }

  @Test
  void is_exact_on_both_sides_of_the_split() {
    for (double z : new double[] {0.625, Math.nextDown(0.625), -0.625, Math.nextUp(-0.625)}) {
      check(z);
    }
  }

  @Test
  void has_the_limits_of_the_tangent() {
    double[] z = {0, 1e-300, 400, -400, Double.POSITIVE_INFINITY, -1e308, Double.NaN};
    double[] tanh = new double[7];
    Tanh.both(z, 0, 7, tanh, 0);
    double[] expected = {0, 1e-300, 1, -1, 1, -1};
    double[] slopes = {1, 1, 0, 0, 0, 0};
    for (int k = 0; k < 6; k++) {
      assertEquals(expected[k], tanh[k], 0.0);
      // 4 exp(-800) is the smallest number or so.
      assertEquals(slopes[k], z[k], 1e-300);
    }
    assertTrue(Double.isNaN(tanh[6]) && Double.isNaN(z[6]));
  }
}

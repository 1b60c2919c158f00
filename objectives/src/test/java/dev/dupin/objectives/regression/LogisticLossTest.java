package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LogisticLossTest {

  /** Reference values to 20 digits by arbitrary precision arithmetic. */
  @ParameterizedTest
  @CsvSource({
    "0,    0.6931471805599453094172,   -0.5,                         0.25",
    "1,    0.3132616875182228340490,   -0.2689414213699951207488,    0.1966119332414818525374",
    "-1,   1.313261687518222834049,    -0.7310585786300048792512,    0.1966119332414818525374",
    "20,   2.061153620314380703239e-9, -2.061153618190203581431e-9,  2.061153613941849343652e-9",
    "-20,  20.00000000206115362031,    -0.9999999979388463818098,    2.061153613941849343652e-9",
    "700,  9.859676543759770857e-305,  -9.859676543759770857e-305,   9.859676543759770857e-305",
    "-700, 700,                        -1,                           9.859676543759770857e-305"
  })
  void agrees_with_exact_values(double margin, double value, double slope, double curvature) {
    assertEquals(value, LogisticLoss.value(margin), 4e-16 * value);
    assertEquals(slope, LogisticLoss.slope(margin), -4e-16 * slope);
    assertEquals(curvature, LogisticLoss.curvature(margin), 1e-15 * curvature);
    assertEquals(-slope, LogisticLoss.probability(-margin), -4e-16 * slope);
  }

  @Test
  void infinite_margins_have_their_limits() {
    assertEquals(0, LogisticLoss.value(Double.POSITIVE_INFINITY), 0.0);
    assertEquals(Double.POSITIVE_INFINITY, LogisticLoss.value(Double.NEGATIVE_INFINITY), 0.0);
    assertEquals(-1, LogisticLoss.slope(Double.NEGATIVE_INFINITY), 0.0);
    assertEquals(0, LogisticLoss.slope(Double.POSITIVE_INFINITY), 0.0);
    assertEquals(0, LogisticLoss.curvature(Double.NEGATIVE_INFINITY), 0.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = Double.NaN)
  void not_a_number_stays_so(double margin) {
    assertEquals(Double.NaN, LogisticLoss.value(margin), 0.0);
    assertEquals(Double.NaN, LogisticLoss.slope(margin), 0.0);
    assertEquals(Double.NaN, LogisticLoss.curvature(margin), 0.0);
    assertEquals(Double.NaN, LogisticLoss.probability(margin), 0.0);
  }
}
